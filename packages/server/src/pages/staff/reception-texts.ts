import type { Appointment } from '@kabinet/api/contract';
import type { PageLanguage } from '../page.js';

/** What staff read who look after receptions. */
export interface ReceptionStaffTexts {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly noDays: string;
  readonly people: (count: number) => string;
  readonly waiting: (count: number) => string;
  readonly isClosed: string;
  readonly closedFor: (why: string) => string;
  readonly holiday: string;
  readonly nobody: string;
  readonly statuses: Readonly<Record<Appointment['status'], string>>;
  readonly number: string;
  readonly account: string;
  readonly phone: string;
  readonly told: string;
  readonly cannotBeTold: string;
  readonly topic: string;
  readonly status: string;
  readonly attended: (name: string) => string;
  readonly missed: (name: string) => string;
  readonly callOff: (name: string) => string;
  readonly cameLabel: string;
  readonly missedLabel: string;
  readonly previous: string;
  readonly next: string;
  readonly goTo: string;
  readonly goToHint: string;
  readonly go: string;
  readonly wrongDay: string;
  readonly toList: string;
  readonly toDay: string;
  readonly closeTitle: string;
  readonly closeText: (booked: number) => string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly reasonMissing: string;
  readonly close: string;
  readonly open: string;
  readonly openText: string;
  readonly done: Readonly<Record<'closed' | 'opened' | 'attended' | 'missed' | 'called_off', string>>;
  readonly past: string;
  readonly notChangeable: string;
  readonly callOffTitle: string;
  readonly callOffText: string;
  readonly callOffButton: string;
}

const plural = (language: PageLanguage, count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>>) =>
  `${count} ${forms[new Intl.PluralRules(language).select(count)] ?? forms.other ?? ''}`;

const uk: ReceptionStaffTexts = {
  title: 'Прийоми',
  intro: 'Хто записаний на прийом. Кожен перегляд дня записується.',
  none: 'У профілі постачальника прийомів немає.',
  noDays: 'Найближчими днями прийому немає.',
  people: (count) => plural('uk', count, { one: 'запис', few: 'записи', many: 'записів', other: 'запису' }),
  waiting: (count) =>
    `У черзі: ${plural('uk', count, { one: 'людина', few: 'людини', many: 'людей', other: 'людини' })}`,
  isClosed: 'прийому немає',
  closedFor: (why) => `Прийому немає: ${why}`,
  holiday: 'Вихідний день, прийому немає',
  nobody: 'На цей день ніхто не записаний.',
  statuses: {
    booked: 'записано',
    cancelled: 'скасовано споживачем',
    called_off: 'скасовано нами',
    attended: 'прийшли',
    missed: 'не прийшли',
  },
  number: 'Номер запису',
  account: 'Особовий рахунок',
  phone: 'Телефон',
  told: 'Повідомлення',
  cannotBeTold: 'нікуди надіслати: якщо скасуєте запис, повідомте самі',
  topic: 'Питання',
  status: 'Стан',
  attended: (name) => `Прийшли: ${name}`,
  missed: (name) => `Не прийшли: ${name}`,
  callOff: (name) => `Скасувати запис: ${name}`,
  cameLabel: 'Прийшли',
  missedLabel: 'Не прийшли',
  previous: 'Попередній день',
  next: 'Наступний день',
  goTo: 'Інший день',
  goToHint: 'Наприклад, 2026-11-24',
  go: 'Показати',
  wrongDay: 'Введіть день: рік, місяць і число, наприклад 2026-11-24',
  toList: 'До переліку прийомів',
  toDay: 'До дня',
  closeTitle: 'Закрити день',
  closeText: (booked) =>
    booked === 0
      ? 'На цей день ніхто не зможе записатися.'
      : `На цей день ніхто не зможе записатися. Записи скасуються (${plural('uk', booked, { one: 'запис', few: 'записи', many: 'записів', other: 'запису' })}), людям напишемо причину і найближчий вільний час.`,
  reason: 'Причина',
  reasonHint: 'Її прочитають споживачі',
  reasonMissing: 'Напишіть причину: її прочитають споживачі',
  close: 'Закрити день',
  open: 'Відкрити день',
  openText: 'На день знову можна буде записатися. Скасовані записи не повертаються.',
  done: {
    closed: 'День закрито, записаним написано (крім тих, кому нікуди)',
    opened: 'День відкрито',
    attended: 'Записано: прийшли',
    missed: 'Записано: не прийшли',
    called_off: 'Запис скасовано. Якщо є куди, споживачеві написано',
  },
  past: 'Цей день уже минув',
  notChangeable: 'Цей запис уже не можна так змінити',
  callOffTitle: 'Скасувати запис',
  callOffText: 'Споживачеві напишемо причину і найближчий вільний час. Цей час нікому іншому не запропонуємо.',
  callOffButton: 'Скасувати запис',
};

const ru: ReceptionStaffTexts = {
  title: 'Приёмы',
  intro: 'Кто записан на приём. Каждый просмотр дня записывается.',
  none: 'В профиле поставщика приёмов нет.',
  noDays: 'В ближайшие дни приёма нет.',
  people: (count) => plural('ru', count, { one: 'запись', few: 'записи', many: 'записей', other: 'записи' }),
  waiting: (count) =>
    `В очереди: ${plural('ru', count, { one: 'человек', few: 'человека', many: 'человек', other: 'человека' })}`,
  isClosed: 'приёма нет',
  closedFor: (why) => `Приёма нет: ${why}`,
  holiday: 'Выходной день, приёма нет',
  nobody: 'На этот день никто не записан.',
  statuses: {
    booked: 'записано',
    cancelled: 'отменено потребителем',
    called_off: 'отменено нами',
    attended: 'пришли',
    missed: 'не пришли',
  },
  number: 'Номер записи',
  account: 'Лицевой счёт',
  phone: 'Телефон',
  told: 'Сообщения',
  cannotBeTold: 'некуда отправить: если отмените запись, сообщите сами',
  topic: 'Вопрос',
  status: 'Состояние',
  attended: (name) => `Пришли: ${name}`,
  missed: (name) => `Не пришли: ${name}`,
  callOff: (name) => `Отменить запись: ${name}`,
  cameLabel: 'Пришли',
  missedLabel: 'Не пришли',
  previous: 'Предыдущий день',
  next: 'Следующий день',
  goTo: 'Другой день',
  goToHint: 'Например, 2026-11-24',
  go: 'Показать',
  wrongDay: 'Введите день: год, месяц и число, например 2026-11-24',
  toList: 'К списку приёмов',
  toDay: 'К дню',
  closeTitle: 'Закрыть день',
  closeText: (booked) =>
    booked === 0
      ? 'На этот день никто не сможет записаться.'
      : `На этот день никто не сможет записаться. Записи отменятся (${plural('ru', booked, { one: 'запись', few: 'записи', many: 'записей', other: 'записи' })}), людям напишем причину и ближайшее свободное время.`,
  reason: 'Причина',
  reasonHint: 'Её прочитают потребители',
  reasonMissing: 'Напишите причину: её прочитают потребители',
  close: 'Закрыть день',
  open: 'Открыть день',
  openText: 'На день снова можно будет записаться. Отменённые записи не возвращаются.',
  done: {
    closed: 'День закрыт, записанным написано (кроме тех, кому некуда)',
    opened: 'День открыт',
    attended: 'Записано: пришли',
    missed: 'Записано: не пришли',
    called_off: 'Запись отменена. Если есть куда, потребителю написано',
  },
  past: 'Этот день уже прошёл',
  notChangeable: 'Эту запись уже нельзя так изменить',
  callOffTitle: 'Отменить запись',
  callOffText: 'Потребителю напишем причину и ближайшее свободное время. Это время никому другому не предложим.',
  callOffButton: 'Отменить запись',
};

const en: ReceptionStaffTexts = {
  title: 'Receptions',
  intro: 'Who has an appointment. Every look at a day is written down.',
  none: 'The supplier’s profile has no receptions.',
  noDays: 'There is no reception in the next days.',
  people: (count) => plural('en', count, { one: 'appointment', other: 'appointments' }),
  waiting: (count) => `Waiting: ${plural('en', count, { one: 'person', other: 'people' })}`,
  isClosed: 'no reception',
  closedFor: (why) => `No reception: ${why}`,
  holiday: 'A holiday: no reception',
  nobody: 'Nobody has an appointment on this day.',
  statuses: {
    booked: 'booked',
    cancelled: 'cancelled by the customer',
    called_off: 'called off by us',
    attended: 'came',
    missed: 'did not come',
  },
  number: 'Number',
  account: 'Account',
  phone: 'Phone',
  told: 'Messages',
  cannotBeTold: 'nowhere to send them: if you call it off, tell them yourself',
  topic: 'About',
  status: 'Status',
  attended: (name) => `Came: ${name}`,
  missed: (name) => `Did not come: ${name}`,
  callOff: (name) => `Call off: ${name}`,
  cameLabel: 'Came',
  missedLabel: 'Did not come',
  previous: 'Previous day',
  next: 'Next day',
  goTo: 'Another day',
  goToHint: 'For example, 2026-11-24',
  go: 'Show',
  wrongDay: 'Enter a day: year, month and date, for example 2026-11-24',
  toList: 'To the list of receptions',
  toDay: 'To the day',
  closeTitle: 'Close the day',
  closeText: (booked) =>
    booked === 0
      ? 'Nobody will be able to book this day.'
      : `Nobody will be able to book this day. What is booked is called off (${plural('en', booked, { one: 'appointment', other: 'appointments' })}), and people are told why and when the next free times are.`,
  reason: 'Reason',
  reasonHint: 'Customers will read it',
  reasonMissing: 'Write the reason: customers will read it',
  close: 'Close the day',
  open: 'Open the day',
  openText: 'The day can be booked again. What was called off does not come back.',
  done: {
    closed: 'The day is closed and people are told, as far as there is anywhere to write to',
    opened: 'The day is open',
    attended: 'Noted: came',
    missed: 'Noted: did not come',
    called_off: 'Called off. The customer is told if there is anywhere to write to',
  },
  past: 'This day is over',
  notChangeable: 'This appointment cannot be changed so any more',
  callOffTitle: 'Call off an appointment',
  callOffText: 'The customer is told why and when the next free times are. Nobody else is offered this time.',
  callOffButton: 'Call off',
};

export const receptionStaffTexts: Readonly<Record<PageLanguage, ReceptionStaffTexts>> = { uk, ru, en };
