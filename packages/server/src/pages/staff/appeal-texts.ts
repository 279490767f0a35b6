import { type AppealStatus, MAX_APPEAL_TEXT } from '@kabinet/api/contract';
import type { AppealStep } from '../../db/appeals.js';
import { LONGEST_TEXT_EN } from '../../words/limits.js';
import type { PageLanguage } from '../page.js';

/** What staff read who look after appeals. */
export interface AppealStaffTexts {
  readonly title: string;
  readonly intro: string;
  readonly filter: string;
  readonly search: string;
  readonly searchHint: string;
  readonly status: string;
  readonly statuses: Readonly<Record<AppealStatus | 'open' | 'all', string>>;
  readonly kind: string;
  readonly anyKind: string;
  readonly assignee: string;
  readonly anybody: string;
  readonly me: string;
  readonly nobody: string;
  readonly overdueOnly: string;
  readonly show: string;
  readonly none: string;
  readonly found: string;
  readonly next: string;
  readonly awaitsUs: string;
  readonly daysLeft: (days: number) => string;
  readonly customer: string;
  readonly noName: string;
  readonly contact: string;
  readonly inCabinetOnly: string;
  readonly account: string;
  readonly department: string;
  readonly sentAt: string;
  readonly channels: Readonly<Record<'cabinet' | 'guest' | 'email' | 'staff', string>>;
  readonly sentFrom: (address: string) => string;
  readonly dueOn: string;
  readonly rating: string;
  readonly conversation: string;
  readonly theCustomer: string;
  readonly us: string;
  readonly file: (name: string, size: string) => string;
  readonly answerTitle: string;
  readonly template: string;
  readonly noTemplate: string;
  readonly useTemplate: string;
  readonly text: string;
  readonly textHint: string;
  readonly textMissing: string;
  readonly then: string;
  readonly thenMissing: string;
  readonly thenAnswered: string;
  readonly thenAnsweredHint: string;
  readonly thenWaiting: string;
  readonly thenWaitingHint: string;
  readonly thenInProgress: string;
  readonly thenInProgressHint: string;
  readonly thenClosed: string;
  readonly thenClosedHint: string;
  readonly send: string;
  readonly working: string;
  readonly take: string;
  readonly assign: string;
  readonly nobodyYet: string;
  readonly closeNow: string;
  readonly takeUp: string;
  readonly changeKind: string;
  readonly kindText: string;
  readonly moveDay: string;
  readonly newDay: string;
  readonly newDayHint: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly noteTitle: string;
  readonly note: string;
  readonly noteHint: string;
  readonly addNote: string;
  readonly trail: string;
  readonly steps: Readonly<Record<AppealStep['what'], (detail: string) => string>>;
  readonly by: (name: string) => string;
  readonly toList: string;
  readonly done: Readonly<Record<Done, string>>;
  readonly closed: string;
  readonly own: string;
  readonly faults: Readonly<Record<string, string>>;
}

/** What was just done, as the address says it. */
export const DONE = ['answered', 'assigned', 'status', 'kind', 'day', 'note'] as const;
export type Done = (typeof DONE)[number];

const plural = (language: PageLanguage, count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>>) =>
  `${count} ${forms[new Intl.PluralRules(language).select(count)] ?? forms.other ?? ''}`;

const daysUk = (count: number) => plural('uk', count, { one: 'день', few: 'дні', many: 'днів', other: 'дня' });
const daysRu = (count: number) => plural('ru', count, { one: 'день', few: 'дня', many: 'дней', other: 'дня' });
const daysEn = (count: number) => plural('en', count, { one: 'day', other: 'days' });

const uk: AppealStaffTexts = {
  title: 'Звернення',
  intro: 'Першим стоїть те, на що відповідати найраніше. Кожен перегляд записується.',
  filter: 'Відібрати',
  search: 'Номер або слова',
  searchHint: 'Номер звернення чи особового рахунку, телефон, e-mail, ім’я або слова з листування',
  status: 'Стан',
  statuses: {
    open: 'без відповіді',
    received: 'отримано',
    in_progress: 'у роботі',
    waiting: 'чекаємо на споживача',
    answered: 'є відповідь',
    closed: 'закрито',
    withdrawn: 'відкликано споживачем',
    all: 'усі',
  },
  kind: 'Про що',
  anyKind: 'про будь-що',
  assignee: 'Хто працює',
  anybody: 'будь-хто',
  me: 'я',
  nobody: 'ще ніхто',
  overdueOnly: 'Лише прострочені',
  show: 'Показати',
  none: 'Таких звернень немає.',
  found: 'Звернення',
  next: 'Далі',
  awaitsUs: 'чекає на нас',
  daysLeft: (days) =>
    days < 0 ? `прострочено на ${daysUk(-days)}` : days === 0 ? 'останній день сьогодні' : `лишилося ${daysUk(days)}`,
  customer: 'Споживач',
  noName: 'без імені',
  contact: 'Контакт',
  inCabinetOnly: 'лише в кабінеті',
  account: 'Особовий рахунок',
  department: 'Підрозділ',
  sentAt: 'Надіслано',
  channels: { cabinet: 'з кабінету', guest: 'без входу', email: 'поштою', staff: 'працівник' },
  sentFrom: (address) => `з іншої адреси: ${address}`,
  dueOn: 'Відповісти до',
  rating: 'Оцінка відповіді',
  conversation: 'Листування',
  theCustomer: 'Споживач',
  us: 'Ми',
  file: (name, size) => `${name}, ${size}`,
  answerTitle: 'Відповісти',
  template: 'Заготовка',
  noTemplate: 'без заготовки',
  useTemplate: 'Вставити заготовку',
  text: 'Що написати споживачеві',
  textHint: 'Споживач прочитає це в кабінеті або в листі',
  textMissing: 'Напишіть текст',
  then: 'Що далі зі зверненням',
  thenMissing: 'Виберіть, що це: відповідь, запитання чи лише повідомлення',
  thenAnswered: 'Це відповідь',
  thenAnsweredHint: 'Споживач зможе оцінити її або написати ще протягом 30 днів',
  thenWaiting: 'Це запитання до споживача',
  thenWaitingHint: 'Строк іде далі',
  thenInProgress: 'Це лише повідомлення',
  thenInProgressHint: 'Звернення лишається в роботі, строк іде далі',
  thenClosed: 'Це відповідь, і листування закінчено',
  thenClosedHint: 'Написати ще споживач не зможе, лише відкрити звернення знову',
  send: 'Надіслати споживачеві',
  working: 'Робота зі зверненням',
  take: 'Взяти собі',
  assign: 'Доручити',
  nobodyYet: 'нікому',
  closeNow: 'Закрити звернення',
  takeUp: 'Відкрити знову',
  changeKind: 'Виправити тему',
  kindText: 'Підрозділ і строк зміняться за новою темою. Споживач побачить новий строк.',
  moveDay: 'Пересунути строк',
  newDay: 'Новий останній день',
  newDayHint: 'Пізніше, ніж тепер, наприклад 2026-12-24',
  reason: 'Чому',
  reasonHint: 'Це прочитає споживач',
  noteTitle: 'Нотатки для колег',
  note: 'Нова нотатка',
  noteHint: 'Споживач її не бачить',
  addNote: 'Додати нотатку',
  trail: 'Усе, що було зроблено',
  steps: {
    status: (status) => `стан: ${status}`,
    kind: (kind) => `тема: ${kind}`,
    assignee: (name) => (name === '' ? 'ніхто не працює' : `працює: ${name}`),
    due_on: (day) => `відповісти до ${day}`,
    rating: (score) => `оцінка: ${score}`,
    undelivered: (why) => `написане не дійшло${why && ` (${why})`}`,
  },
  by: (name) => `зробили: ${name}`,
  toList: 'До всіх звернень',
  done: {
    answered: 'Споживачеві надіслано',
    assigned: 'Записано, хто працює',
    status: 'Стан змінено',
    kind: 'Тему змінено',
    day: 'Строк пересунуто, споживачеві написано',
    note: 'Нотатку додано',
  },
  closed: 'Це звернення закрито для такого. Відкрийте його знову, якщо треба написати.',
  own: 'Це ваше власне звернення: на нього відповідає хтось із колег.',
  faults: {
    '/text required': 'Напишіть текст',
    '/text too_long': `Текст задовгий: до ${MAX_APPEAL_TEXT} знаків`,
    '/dueOn too_early': 'Новий день має бути пізніший, ніж теперішній',
    '/dueOn too_late': 'Так далеко строк не пересувають: не далі ніж на рік',
    '/dueOn': 'Введіть день: рік, місяць і число, наприклад 2026-12-24',
    '/reason required': 'Напишіть, чому: це прочитає споживач',
    '/note required': 'Напишіть нотатку',
    '/assigneeRef': 'Цій людині доручити не можна',
    '/kindId': 'Виберіть тему з переліку',
    '/status': 'Спершу напишіть відповідь: мовчки звернення не закривають',
    '/uploadIds': 'Цього файлу вже немає. Додайте його ще раз',
  },
};

const ru: AppealStaffTexts = {
  title: 'Обращения',
  intro: 'Первым стоит то, на что отвечать раньше всего. Каждый просмотр записывается.',
  filter: 'Отобрать',
  search: 'Номер или слова',
  searchHint: 'Номер обращения или лицевого счёта, телефон, e-mail, имя или слова из переписки',
  status: 'Статус',
  statuses: {
    open: 'без ответа',
    received: 'получено',
    in_progress: 'в работе',
    waiting: 'ждём потребителя',
    answered: 'есть ответ',
    closed: 'закрыто',
    withdrawn: 'отозвано потребителем',
    all: 'все',
  },
  kind: 'О чём',
  anyKind: 'о чём угодно',
  assignee: 'Кто работает',
  anybody: 'кто угодно',
  me: 'я',
  nobody: 'ещё никто',
  overdueOnly: 'Только просроченные',
  show: 'Показать',
  none: 'Таких обращений нет.',
  found: 'Обращения',
  next: 'Дальше',
  awaitsUs: 'ждёт нас',
  daysLeft: (days) =>
    days < 0 ? `просрочено на ${daysRu(-days)}` : days === 0 ? 'последний день сегодня' : `осталось ${daysRu(days)}`,
  customer: 'Потребитель',
  noName: 'без имени',
  contact: 'Контакт',
  inCabinetOnly: 'только в кабинете',
  account: 'Лицевой счёт',
  department: 'Подразделение',
  sentAt: 'Отправлено',
  channels: { cabinet: 'из кабинета', guest: 'без входа', email: 'по почте', staff: 'сотрудник' },
  sentFrom: (address) => `с другого адреса: ${address}`,
  dueOn: 'Ответить до',
  rating: 'Оценка ответа',
  conversation: 'Переписка',
  theCustomer: 'Потребитель',
  us: 'Мы',
  file: (name, size) => `${name}, ${size}`,
  answerTitle: 'Ответить',
  template: 'Заготовка',
  noTemplate: 'без заготовки',
  useTemplate: 'Вставить заготовку',
  text: 'Что написать потребителю',
  textHint: 'Потребитель прочитает это в кабинете или в письме',
  textMissing: 'Напишите текст',
  then: 'Что дальше с обращением',
  thenMissing: 'Выберите, что это: ответ, вопрос или только сообщение',
  thenAnswered: 'Это ответ',
  thenAnsweredHint: 'Потребитель сможет оценить его или написать ещё в течение 30 дней',
  thenWaiting: 'Это вопрос к потребителю',
  thenWaitingHint: 'Срок идёт дальше',
  thenInProgress: 'Это только сообщение',
  thenInProgressHint: 'Обращение остаётся в работе, срок идёт дальше',
  thenClosed: 'Это ответ, и переписка закончена',
  thenClosedHint: 'Написать ещё потребитель не сможет, только открыть обращение снова',
  send: 'Отправить потребителю',
  working: 'Работа с обращением',
  take: 'Взять себе',
  assign: 'Поручить',
  nobodyYet: 'никому',
  closeNow: 'Закрыть обращение',
  takeUp: 'Открыть снова',
  changeKind: 'Исправить тему',
  kindText: 'Подразделение и срок изменятся по новой теме. Потребитель увидит новый срок.',
  moveDay: 'Перенести срок',
  newDay: 'Новый последний день',
  newDayHint: 'Позже, чем сейчас, например 2026-12-24',
  reason: 'Почему',
  reasonHint: 'Это прочитает потребитель',
  noteTitle: 'Заметки для коллег',
  note: 'Новая заметка',
  noteHint: 'Потребитель её не видит',
  addNote: 'Добавить заметку',
  trail: 'Всё, что было сделано',
  steps: {
    status: (status) => `статус: ${status}`,
    kind: (kind) => `тема: ${kind}`,
    assignee: (name) => (name === '' ? 'никто не работает' : `работает: ${name}`),
    due_on: (day) => `ответить до ${day}`,
    rating: (score) => `оценка: ${score}`,
    undelivered: (why) => `написанное не дошло${why && ` (${why})`}`,
  },
  by: (name) => `сделали: ${name}`,
  toList: 'Ко всем обращениям',
  done: {
    answered: 'Потребителю отправлено',
    assigned: 'Записано, кто работает',
    status: 'Статус изменён',
    kind: 'Тема изменена',
    day: 'Срок перенесён, потребителю написано',
    note: 'Заметка добавлена',
  },
  closed: 'Это обращение закрыто для такого. Откройте его снова, если нужно написать.',
  own: 'Это ваше собственное обращение: на него отвечает кто-то из коллег.',
  faults: {
    '/text required': 'Напишите текст',
    '/text too_long': `Текст слишком длинный: до ${MAX_APPEAL_TEXT} знаков`,
    '/dueOn too_early': 'Новый день должен быть позже нынешнего',
    '/dueOn too_late': 'Так далеко срок не переносят: не дальше чем на год',
    '/dueOn': 'Введите день: год, месяц и число, например 2026-12-24',
    '/reason required': 'Напишите, почему: это прочитает потребитель',
    '/note required': 'Напишите заметку',
    '/assigneeRef': 'Этому человеку поручить нельзя',
    '/kindId': 'Выберите тему из списка',
    '/status': 'Сначала напишите ответ: молча обращение не закрывают',
    '/uploadIds': 'Этого файла уже нет. Добавьте его ещё раз',
  },
};

const en: AppealStaffTexts = {
  title: 'Appeals',
  intro: 'What is due first comes first. Every look is recorded.',
  filter: 'Filter',
  search: 'Number or words',
  searchHint: 'Number of an appeal or an account, a phone, an e-mail address, a name, or words of the conversation',
  status: 'Status',
  statuses: {
    open: 'without an answer',
    received: 'received',
    in_progress: 'in progress',
    waiting: 'waiting for the customer',
    answered: 'answered',
    closed: 'closed',
    withdrawn: 'taken back by the customer',
    all: 'all',
  },
  kind: 'About',
  anyKind: 'anything',
  assignee: 'Who works on it',
  anybody: 'anybody',
  me: 'me',
  nobody: 'nobody yet',
  overdueOnly: 'Only overdue ones',
  show: 'Show',
  none: 'There are no such appeals.',
  found: 'Appeals',
  next: 'Next',
  awaitsUs: 'waits for us',
  daysLeft: (days) =>
    days < 0 ? `${daysEn(-days)} overdue` : days === 0 ? 'today is the last day' : `${daysEn(days)} left`,
  customer: 'Customer',
  noName: 'without a name',
  contact: 'Contact',
  inCabinetOnly: 'only in the account',
  account: 'Account number',
  department: 'Department',
  sentAt: 'Sent',
  channels: { cabinet: 'from the account', guest: 'without signing in', email: 'by e-mail', staff: 'staff' },
  sentFrom: (address) => `from another address: ${address}`,
  dueOn: 'Answer by',
  rating: 'Rating of the answer',
  conversation: 'Conversation',
  theCustomer: 'Customer',
  us: 'Us',
  file: (name, size) => `${name}, ${size}`,
  answerTitle: 'Answer',
  template: 'Template',
  noTemplate: 'without a template',
  useTemplate: 'Insert the template',
  text: 'What to write to the customer',
  textHint: 'The customer reads it in their account or in an e-mail',
  textMissing: 'Write a text',
  then: 'What then becomes of the appeal',
  thenMissing: 'Choose what this is: the answer, a question or only a message',
  thenAnswered: 'This is the answer',
  thenAnsweredHint: 'The customer can rate it or write on for 30 days',
  thenWaiting: 'This is a question to the customer',
  thenWaitingHint: 'The term goes on',
  thenInProgress: 'This is only a message',
  thenInProgressHint: 'The appeal stays in progress, the term goes on',
  thenClosed: 'This is the answer, and the conversation is over',
  thenClosedHint: 'The customer cannot write on, only reopen the appeal',
  send: 'Send to the customer',
  working: 'Work on the appeal',
  take: 'Take it on',
  assign: 'Assign',
  nobodyYet: 'to nobody',
  closeNow: 'Close the appeal',
  takeUp: 'Open it again',
  changeKind: 'Correct the topic',
  kindText: 'Department and term follow the new topic. The customer sees the new day.',
  moveDay: 'Move the due day',
  newDay: 'New last day',
  newDayHint: 'Later than now, for example 2026-12-24',
  reason: 'Why',
  reasonHint: 'The customer reads this',
  noteTitle: 'Notes for colleagues',
  note: 'New note',
  noteHint: 'The customer does not see it',
  addNote: 'Add the note',
  trail: 'All that was done',
  steps: {
    status: (status) => `status: ${status}`,
    kind: (kind) => `topic: ${kind}`,
    assignee: (name) => (name === '' ? 'nobody works on it' : `works on it: ${name}`),
    due_on: (day) => `answer by ${day}`,
    rating: (score) => `rating: ${score}`,
    undelivered: (why) => `what we wrote did not arrive${why && ` (${why})`}`,
  },
  by: (name) => `done by: ${name}`,
  toList: 'To all appeals',
  done: {
    answered: 'Sent to the customer',
    assigned: 'Who works on it is recorded',
    status: 'The status is changed',
    kind: 'The topic is changed',
    day: 'The due day is moved, and the customer is told',
    note: 'The note is added',
  },
  closed: 'This appeal is closed for that. Open it again if you need to write.',
  own: 'This is your own appeal: a colleague answers it.',
  faults: {
    '/text required': 'Write a text',
    '/text too_long': `The text is too long: up to ${LONGEST_TEXT_EN} characters`,
    '/dueOn too_early': 'The new day has to be later than the present one',
    '/dueOn too_late': 'A term is not moved so far: a year at most',
    '/dueOn': 'Enter a day: year, month and day, for example 2026-12-24',
    '/reason required': 'Write why: the customer reads it',
    '/note required': 'Write the note',
    '/assigneeRef': 'It cannot be assigned to this person',
    '/kindId': 'Choose a topic from the list',
    '/status': 'Write an answer first: nothing is closed without a word',
    '/uploadIds': 'This file is not there any more. Add it again',
  },
};

export const appealStaffTexts: Readonly<Record<PageLanguage, AppealStaffTexts>> = { uk, ru, en };
