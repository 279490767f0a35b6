import type { PageLanguage } from '../page.js';

interface ReminderTexts {
  readonly title: string;
  readonly intro: string;
  readonly days: string;
  readonly daysHint: string;
  readonly daysError: string;
  readonly where: string;
  readonly whereHint: string;
  readonly noContacts: string;
  readonly save: string;
  readonly saved: string;
  readonly calendar: string;
  readonly calendarText: string;
  readonly calendarSince: (day: string) => string;
  readonly calendarSecret: string;
  readonly make: string;
  readonly makeAnew: string;
  readonly makeAnewText: string;
  readonly revoke: string;
  readonly revoked: string;
  readonly made: string;
  readonly madeText: string;
  readonly address: string;
  readonly addressHint: string;
  readonly open: string;
  /** The section of the profile. */
  readonly section: string;
  readonly sectionText: string;
  readonly pay: string;
}

const uk: ReminderTexts = {
  title: 'Нагадування',
  intro: 'Нагадаємо про кожну квитанцію один раз, о десятій ранку, якщо вона ще не сплачена.',
  days: 'За скільки днів',
  daysHint: 'До дня, до якого треба сплатити: від 1 до 14.',
  daysError: 'Введіть число від 1 до 14',
  where: 'Куди писати',
  whereHint: 'Нічого не вибрано: не нагадуємо.',
  noContacts: 'У вашому профілі немає контакту. Календар нагадує і без нього.',
  save: 'Зберегти',
  saved: 'Збережено',
  calendar: 'Календар',
  calendarText:
    'Періоди передачі показань і дні оплати у вашому календарі: на телефоні, у Google чи будь-де. Він оновлюється сам. Сум та імен у ньому немає.',
  calendarSince: (day) => `Ваш календар має адресу з ${day}. Сама адреса тут не зберігається.`,
  calendarSecret: 'Хто знає адресу, той бачить календар. Нікому її не давайте.',
  make: 'Створити адресу календаря',
  makeAnew: 'Створити нову адресу',
  makeAnewText: 'Стара адреса тоді перестане працювати.',
  revoke: 'Вимкнути календар',
  revoked: 'Календар вимкнено: стара адреса більше нічого не показує',
  made: 'Адресу календаря створено',
  madeText: 'Ми показуємо її лише раз. Додайте її до свого календаря зараз.',
  address: 'Адреса календаря',
  addressHint: 'Скопіюйте її в календар: «додати за URL».',
  open: 'Додати до календаря',
  section: 'Оплата і нагадування',
  sectionText: 'Сплатіть те, що до сплати, або попросіть нагадати вчасно.',
  pay: 'Сплатити',
};

const ru: ReminderTexts = {
  title: 'Напоминания',
  intro: 'Напомним о каждой квитанции один раз, в десять утра, если она ещё не оплачена.',
  days: 'За сколько дней',
  daysHint: 'До дня, до которого нужно заплатить: от 1 до 14.',
  daysError: 'Введите число от 1 до 14',
  where: 'Куда писать',
  whereHint: 'Ничего не выбрано: не напоминаем.',
  noContacts: 'В вашем профиле нет контакта. Календарь напоминает и без него.',
  save: 'Сохранить',
  saved: 'Сохранено',
  calendar: 'Календарь',
  calendarText:
    'Периоды передачи показаний и дни оплаты в вашем календаре: на телефоне, в Google или где угодно. Он обновляется сам. Сумм и имён в нём нет.',
  calendarSince: (day) => `У вашего календаря есть адрес с ${day}. Сам адрес здесь не хранится.`,
  calendarSecret: 'Кто знает адрес, тот видит календарь. Никому его не давайте.',
  make: 'Создать адрес календаря',
  makeAnew: 'Создать новый адрес',
  makeAnewText: 'Старый адрес тогда перестанет работать.',
  revoke: 'Выключить календарь',
  revoked: 'Календарь выключен: старый адрес больше ничего не показывает',
  made: 'Адрес календаря создан',
  madeText: 'Мы показываем его только раз. Добавьте его в свой календарь сейчас.',
  address: 'Адрес календаря',
  addressHint: 'Скопируйте его в календарь: «добавить по URL».',
  open: 'Добавить в календарь',
  section: 'Оплата и напоминания',
  sectionText: 'Оплатите то, что к оплате, или попросите напомнить вовремя.',
  pay: 'Оплатить',
};

const en: ReminderTexts = {
  title: 'Reminders',
  intro: 'We remind you of each bill once, at ten in the morning, if it is not paid yet.',
  days: 'How many days before',
  daysHint: 'Before the day to pay by: from 1 to 14.',
  daysError: 'Enter a number from 1 to 14',
  where: 'Where to write',
  whereHint: 'Nothing chosen: no reminders.',
  noContacts: 'There is no contact in your profile. The calendar reminds you without one.',
  save: 'Save',
  saved: 'Saved',
  calendar: 'Calendar',
  calendarText:
    'Reading periods and days to pay by in your own calendar: on the phone, at Google, anywhere. It updates itself. There are no sums or names in it.',
  calendarSince: (day) => `Your calendar has had an address since ${day}. The address itself is not kept here.`,
  calendarSecret: 'Whoever knows the address sees the calendar. Give it to nobody.',
  make: 'Make a calendar address',
  makeAnew: 'Make a new address',
  makeAnewText: 'The old address then stops working.',
  revoke: 'Turn the calendar off',
  revoked: 'The calendar is off: the old address shows nothing any more',
  made: 'The calendar address is made',
  madeText: 'We show it only once. Add it to your calendar now.',
  address: 'Calendar address',
  addressHint: 'Copy it into your calendar: “add by URL”.',
  open: 'Add to calendar',
  section: 'Paying and reminders',
  sectionText: 'Pay what is due, or be reminded in time.',
  pay: 'Pay',
};

export const reminderTexts: Readonly<Record<PageLanguage, ReminderTexts>> = { uk, ru, en };
