import type { PageLanguage } from '../page.js';
import type { DecisionFault } from '../../domain/link-requests.js';

/** What staff read. */
export interface StaffTexts {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly open: string;
  readonly answeredTitle: string;
  readonly request: (number: string) => string;
  readonly received: (when: string) => string;
  readonly answeredOn: (when: string) => string;
  readonly status: Readonly<Record<'open' | 'approved' | 'refused', string>>;
  /** How what was asked for compares with the base, in a word for the list. */
  readonly compares: Readonly<Record<'same' | 'differs' | 'closed' | 'unknown', string>>;
  readonly asked: string;
  readonly inBase: string;
  readonly accountNumber: string;
  readonly holderName: string;
  readonly address: string;
  readonly accountStatus: string;
  readonly phone: string;
  readonly comment: string;
  readonly relation: string;
  readonly relations: Readonly<Record<'owner' | 'payer', string>>;
  readonly accountStatuses: Readonly<Record<'open' | 'closed', string>>;
  readonly notFound: string;
  readonly same: string;
  readonly differs: string;
  readonly nothing: string;
  readonly answerTitle: string;
  readonly otherNumber: string;
  readonly otherNumberHint: string;
  readonly answer: string;
  readonly answerHint: string;
  readonly approve: string;
  readonly refuse: string;
  readonly faults: Readonly<Record<DecisionFault, string>>;
  readonly done: Readonly<Record<'approved' | 'refused', string>>;
  readonly answeredBefore: string;
  readonly ownRequest: string;
  readonly toList: string;
  readonly given: string;
}

const uk: StaffTexts = {
  title: 'Запити на додавання рахунку',
  intro: 'Споживачі, яким не вдалося додати рахунок, просять зробити це вручну. Кожен перегляд запиту записується.',
  none: 'Запитів без відповіді немає.',
  open: 'Чекають на відповідь',
  answeredTitle: 'З відповіддю',
  request: (number) => `Запит ${number}`,
  received: (when) => `отримано ${when}`,
  answeredOn: (when) => `відповідь ${when}`,
  status: { open: 'чекає на відповідь', approved: 'додано', refused: 'відмовлено' },
  compares: {
    same: 'збігається з базою',
    differs: 'відрізняється від бази',
    closed: 'рахунок закрито',
    unknown: 'такого рахунку в базі немає',
  },
  asked: 'У запиті',
  inBase: 'У базі',
  accountNumber: 'Особовий рахунок',
  holderName: 'Власник рахунку',
  address: 'Адреса',
  accountStatus: 'Стан рахунку',
  phone: 'Телефон',
  comment: 'Коментар',
  relation: 'Чий рахунок',
  relations: { owner: 'свій', payer: 'близької людини' },
  accountStatuses: { open: 'відкритий', closed: 'закритий' },
  notFound: 'Рахунку з таким номером у базі немає. Перевірте, чи не помилився споживач у цифрі.',
  same: 'збігається',
  differs: 'відрізняється',
  nothing: 'не вказано',
  answerTitle: 'Відповідь',
  otherNumber: 'Інший номер рахунку',
  otherNumberHint: 'Якщо споживач помилився в номері. Порожнє поле: той, що в запиті.',
  answer: 'Що написати споживачеві',
  answerHint: 'Для відмови обов’язково: чому і що зробити далі. Не пишіть чужих імен і адрес.',
  approve: 'Додати рахунок',
  refuse: 'Відмовити',
  faults: {
    answer_missing: 'Напишіть, чому відмовлено і що споживачеві робити далі',
    account_unknown: 'Рахунку з таким номером у базі немає. Перевірте номер або відмовте',
    account_closed: 'Цей рахунок закрито, додати його не можна. Вкажіть інший номер або відмовте',
  },
  done: { approved: 'Рахунок додано, споживача повідомлено', refused: 'Відмову надіслано споживачеві' },
  answeredBefore: 'На цей запит уже відповіли. Вашу відповідь не надіслано.',
  ownRequest: 'Це ваш власний запит: на нього має відповісти інший працівник.',
  toList: 'До списку запитів',
  given: 'Що написали споживачеві',
};

const ru: StaffTexts = {
  title: 'Запросы на добавление счёта',
  intro:
    'Потребители, которым не удалось добавить счёт, просят сделать это вручную. Каждый просмотр запроса записывается.',
  none: 'Запросов без ответа нет.',
  open: 'Ждут ответа',
  answeredTitle: 'С ответом',
  request: (number) => `Запрос ${number}`,
  received: (when) => `получен ${when}`,
  answeredOn: (when) => `ответ ${when}`,
  status: { open: 'ждёт ответа', approved: 'добавлен', refused: 'отказано' },
  compares: {
    same: 'совпадает с базой',
    differs: 'отличается от базы',
    closed: 'счёт закрыт',
    unknown: 'такого счёта в базе нет',
  },
  asked: 'В запросе',
  inBase: 'В базе',
  accountNumber: 'Лицевой счёт',
  holderName: 'Владелец счёта',
  address: 'Адрес',
  accountStatus: 'Состояние счёта',
  phone: 'Телефон',
  comment: 'Комментарий',
  relation: 'Чей счёт',
  relations: { owner: 'свой', payer: 'близкого человека' },
  accountStatuses: { open: 'открыт', closed: 'закрыт' },
  notFound: 'Счёта с таким номером в базе нет. Проверьте, не ошибся ли потребитель в цифре.',
  same: 'совпадает',
  differs: 'отличается',
  nothing: 'не указано',
  answerTitle: 'Ответ',
  otherNumber: 'Другой номер счёта',
  otherNumberHint: 'Если потребитель ошибся в номере. Пустое поле: тот, что в запросе.',
  answer: 'Что написать потребителю',
  answerHint: 'Для отказа обязательно: почему и что сделать дальше. Не пишите чужих имён и адресов.',
  approve: 'Добавить счёт',
  refuse: 'Отказать',
  faults: {
    answer_missing: 'Напишите, почему отказано и что потребителю делать дальше',
    account_unknown: 'Счёта с таким номером в базе нет. Проверьте номер или откажите',
    account_closed: 'Этот счёт закрыт, добавить его нельзя. Укажите другой номер или откажите',
  },
  done: { approved: 'Счёт добавлен, потребителю сообщили', refused: 'Отказ отправлен потребителю' },
  answeredBefore: 'На этот запрос уже ответили. Ваш ответ не отправлен.',
  ownRequest: 'Это ваш собственный запрос: на него должен ответить другой сотрудник.',
  toList: 'К списку запросов',
  given: 'Что написали потребителю',
};

const en: StaffTexts = {
  title: 'Requests to add an account',
  intro: 'Customers who could not add an account ask us to do it. Each look at a request is recorded.',
  none: 'No request waits for an answer.',
  open: 'Waiting for an answer',
  answeredTitle: 'Answered',
  request: (number) => `Request ${number}`,
  received: (when) => `received ${when}`,
  answeredOn: (when) => `answered ${when}`,
  status: { open: 'waiting for an answer', approved: 'added', refused: 'refused' },
  compares: {
    same: 'the same as our records',
    differs: 'differs from our records',
    closed: 'the account is closed',
    unknown: 'no such account in our records',
  },
  asked: 'In the request',
  inBase: 'In our records',
  accountNumber: 'Account number',
  holderName: 'Account holder',
  address: 'Address',
  accountStatus: 'State of the account',
  phone: 'Phone',
  comment: 'Comment',
  relation: 'Whose account',
  relations: { owner: 'their own', payer: 'of somebody close' },
  accountStatuses: { open: 'open', closed: 'closed' },
  notFound: 'There is no account of this number in our records. See whether the customer mistyped a digit.',
  same: 'the same',
  differs: 'different',
  nothing: 'not given',
  answerTitle: 'Answer',
  otherNumber: 'Another account number',
  otherNumberHint: 'If the customer mistyped it. Empty: the one in the request.',
  answer: 'What to write to the customer',
  answerHint: 'Needed to refuse: why, and what to do next. Do not write other people’s names or addresses.',
  approve: 'Add the account',
  refuse: 'Refuse',
  faults: {
    answer_missing: 'Write why it is refused and what the customer should do next',
    account_unknown: 'There is no account of this number in our records. Check the number, or refuse',
    account_closed: 'This account is closed and cannot be added. Name another one, or refuse',
  },
  done: { approved: 'The account was added, the customer was told', refused: 'The refusal was sent to the customer' },
  answeredBefore: 'This request has been answered before. Your answer was not sent.',
  ownRequest: 'This is your own request: somebody else of the staff must answer it.',
  toList: 'To the list of requests',
  given: 'What was written to the customer',
};

export const staffTexts: Readonly<Record<PageLanguage, StaffTexts>> = { uk, ru, en };
