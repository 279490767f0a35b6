import type { LocalizedText } from '@kabinet/api/contract';
import { texts } from './tariffs.js';

/** What of a kind the profile says; what it leaves out has a default (domain/appeal-profile.ts). */
export type SampleKind = Readonly<Record<string, unknown>> & { readonly id: string };

/** By when the law of the supplier's country wants answers. */
export interface SampleTerms {
  /** A complaint, a suggestion, an application. */
  readonly long: SampleTerm;
  /** What needs no looking into. */
  readonly short: SampleTerm;
}

/** So many days, by an act or by the supplier's own promise. */
export interface SampleTerm {
  readonly days: number;
  readonly counts?: 'working';
  readonly source?: LocalizedText;
}

const ACT = texts(
  'Закон України «Про звернення громадян», стаття 20',
  'Закон Украины «Об обращениях граждан», статья 20',
  'Law of Ukraine on citizens’ appeals, article 20',
);

/** A month at most, and fifteen days where nothing has to be looked into. */
export const UKRAINIAN_TERMS: SampleTerms = { long: { days: 30, source: ACT }, short: { days: 15, source: ACT } };

/** The supplier's own promise. */
export const OWN_TERMS: SampleTerms = { long: { days: 30 }, short: { days: 10, counts: 'working' } };

/** Where somebody who is to come can ask. */
export const PHONE = {
  name: 'phone',
  type: 'phone',
  label: texts('Телефон, за яким вас застати', 'Телефон для связи', 'Phone to reach you'),
  isRequired: true,
};

/** Kinds that every supplier has, in the customer's words; `billing` and `network` answer what is theirs. */
export function commonKinds(
  { long, short }: SampleTerms,
  { billing, network, support }: Readonly<Record<'billing' | 'network' | 'support', LocalizedText>>,
  answers: Readonly<Record<'question' | 'cabinet' | 'recalculation' | 'meter', readonly unknown[]>>,
): SampleKind[] {
  return [
    {
      id: 'question',
      group: 'question',
      name: texts('Маю запитання', 'Есть вопрос', 'I have a question'),
      department: texts('Контактний центр', 'Контактный центр', 'Contact centre'),
      term: short,
      takesGuests: true,
      instantAnswers: answers.question,
    },
    {
      id: 'recalculation',
      group: 'complaint',
      name: texts('Не згоден з нарахуванням', 'Не согласен с начислением', 'I do not agree with a charge'),
      intro: texts(
        'Перевіримо нарахування і перерахуємо, якщо помилка наша. Решту за квитанцією краще сплатити вчасно.',
        'Проверим начисления и пересчитаем, если ошибка наша. Остальное по квитанции лучше оплатить вовремя.',
        'We check the charge and recalculate it where the mistake is ours. The rest of the bill is best paid on time.',
      ),
      department: billing,
      term: long,
      account: 'required',
      fields: [
        {
          name: 'reason',
          type: 'choice',
          label: texts('Що не так', 'Что не так', 'What is wrong'),
          isRequired: true,
          options: [
            { value: 'reading', label: texts('Не ті показання', 'Не те показания', 'The readings') },
            { value: 'payment', label: texts('Немає моєї оплати', 'Нет моей оплаты', 'My payment is missing') },
            {
              value: 'benefit',
              label: texts('Не враховано пільгу чи субсидію', 'Не учтена льгота или субсидия', 'A benefit is missing'),
            },
            { value: 'absence', label: texts('Мене не було вдома', 'Меня не было дома', 'I was away') },
            { value: 'other', label: texts('Інше', 'Другое', 'Something else') },
          ],
        },
        {
          name: 'since',
          type: 'date',
          label: texts('З якого дня', 'С какого дня', 'Since which day'),
          hint: texts('Наприклад, 5.11.2026', 'Например, 5.11.2026', 'For example, 5.11.2026'),
          days: 'past',
        },
      ],
      files: {
        hint: texts(
          'Фото лічильника або квитанції, чек про оплату',
          'Фото счётчика или квитанции, чек об оплате',
          'A photo of the meter or the bill, a receipt of the payment',
        ),
      },
      instantAnswers: answers.recalculation,
    },
    {
      id: 'meter-verification',
      group: 'application',
      name: texts('Повірка лічильника', 'Поверка счётчика', 'Have my meter verified'),
      department: network,
      term: { days: 10, counts: 'working' },
      account: 'required',
      text: { isRequired: false, maxLength: 500 },
      fields: [
        {
          name: 'meter',
          type: 'meter_number',
          label: texts('Номер лічильника', 'Номер счётчика', 'Number of the meter'),
          hint: texts(
            'На передній панелі лічильника, біля позначки № або SN',
            'На передней панели счётчика, возле отметки № или SN',
            'On the front of the meter, beside No or SN',
          ),
          isRequired: true,
          maxLength: 30,
        },
        {
          name: 'day',
          type: 'date',
          label: texts('Зручний день', 'Удобный день', 'A day that suits you'),
          isRequired: true,
          days: 'future',
        },
        {
          name: 'part',
          type: 'choice',
          label: texts('Час', 'Время', 'Time'),
          isRequired: true,
          options: [
            { value: 'morning', label: texts('до обіду', 'до обеда', 'before noon') },
            { value: 'afternoon', label: texts('після обіду', 'после обеда', 'after noon') },
          ],
        },
        PHONE,
      ],
      files: { atMost: 2 },
      instantAnswers: answers.meter,
    },
    {
      id: 'complaint',
      group: 'complaint',
      name: texts('Скарга', 'Жалоба', 'Complaint'),
      department: texts('Керівник', 'Руководитель', 'The head of the company'),
      term: long,
      text: {
        label: texts('Що сталося', 'Что случилось', 'What happened'),
        hint: texts(
          'Коли, де, хто з наших працівників, чого ви очікуєте',
          'Когда, где, кто из наших сотрудников, чего вы ожидаете',
          'When, where, who of our staff, what you expect of us',
        ),
        maxLength: 4000,
      },
      takesGuests: true,
    },
    {
      id: 'suggestion',
      group: 'suggestion',
      name: texts('Пропозиція', 'Предложение', 'Suggestion'),
      term: long,
      account: 'none',
      takesGuests: true,
    },
    {
      id: 'manual-link',
      group: 'application',
      name: texts(
        'Не вдається додати особовий рахунок',
        'Не получается добавить лицевой счёт',
        'I cannot add my account',
      ),
      intro: texts(
        'Додамо особовий рахунок вручну, щойно звіримо дані з договором.',
        'Добавим лицевой счёт вручную, как только сверим данные с договором.',
        'We add the account by hand once we have compared this with the contract.',
      ),
      department: billing,
      term: { days: 5, counts: 'working' },
      account: 'none',
      text: { isRequired: false, maxLength: 500 },
      fields: [
        {
          name: 'account',
          type: 'text',
          label: texts('Особовий рахунок', 'Лицевой счёт', 'Account number'),
          isRequired: true,
          maxLength: 30,
        },
        {
          name: 'holder',
          type: 'text',
          label: texts('На кого оформлено договір', 'На кого оформлен договор', 'Whose name the contract is in'),
          isRequired: true,
        },
        { name: 'address', type: 'address', label: texts('Адреса', 'Адрес', 'Address'), isRequired: true },
        PHONE,
      ],
      files: {
        hint: texts('Фото квитанції чи договору', 'Фото квитанции или договора', 'A photo of the bill or the contract'),
      },
    },
    {
      id: 'cabinet',
      group: 'question',
      name: texts('Не працює кабінет', 'Не работает кабинет', 'Trouble with this cabinet'),
      department: support,
      term: { days: 3, counts: 'working' },
      text: {
        hint: texts(
          'Що ви робили і що побачили. Паролі та коди не пишіть',
          'Что вы делали и что увидели. Пароли и коды не пишите',
          'What you did and what you saw. Write no passwords or codes',
        ),
      },
      fields: [
        {
          name: 'device',
          type: 'text',
          label: texts('Телефон або браузер', 'Телефон или браузер', 'Phone or browser'),
          hint: texts('Якщо знаєте', 'Если знаете', 'If you know'),
        },
      ],
      files: { hint: texts('Знімок екрана', 'Снимок экрана', 'A picture of the screen') },
      takesGuests: true,
      instantAnswers: answers.cabinet,
    },
  ];
}
