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
  days: 'За скільки днів до строку оплати',
  daysHint: 'Число від 1 до 14. Строк оплати стоїть у квитанції.',
  daysError: 'Введіть число від 1 до 14',
  where: 'Куди нагадувати',
  whereHint: 'Якщо нічого не вибрати, нагадувань не буде.',
  noContacts: 'У вашому профілі немає контакту. Календар нагадує і без нього.',
  save: 'Зберегти',
  saved: 'Збережено',
  calendar: 'Дати у вашому календарі',
  calendarText:
    'Строки оплати та дні для показань самі з’являться в календарі вашого телефону чи комп’ютера. Сум та імен там немає.',
  calendarSince: (day) => `Адресу календаря створено ${day}. Її показано лише один раз.`,
  calendarSecret: 'Хто знає адресу, той бачить ваші дати: нікому її не давайте.',
  make: 'Отримати адресу календаря',
  makeAnew: 'Створити нову адресу',
  makeAnewText: 'Якщо ви її не зберегли, створіть нову: попередня перестане діяти.',
  revoke: 'Скасувати адресу',
  revoked: 'Адресу скасовано: календар більше не оновлюється',
  made: 'Додайте адресу до свого календаря зараз',
  madeText: 'Вдруге ми її не покажемо.',
  address: 'Адреса календаря',
  addressHint: 'Скопіюйте її та вставте в календарі, де додають календар за посиланням.',
  open: 'Відкрити в календарі',
  section: 'Оплата і нагадування',
  sectionText: 'Сплатіть те, що до сплати, або попросіть нагадати вчасно.',
  pay: 'Сплатити',
};

const ru: ReminderTexts = {
  title: 'Напоминания',
  intro: 'Напомним о каждой квитанции один раз, в десять утра, если она ещё не оплачена.',
  days: 'За сколько дней до срока оплаты',
  daysHint: 'Число от 1 до 14. Срок оплаты указан в квитанции.',
  daysError: 'Введите число от 1 до 14',
  where: 'Куда напоминать',
  whereHint: 'Если ничего не выбрать, напоминаний не будет.',
  noContacts: 'В вашем профиле нет контакта. Календарь напоминает и без него.',
  save: 'Сохранить',
  saved: 'Сохранено',
  calendar: 'Даты в вашем календаре',
  calendarText:
    'Сроки оплаты и дни для показаний сами появятся в календаре вашего телефона или компьютера. Сумм и имён там нет.',
  calendarSince: (day) => `Адрес календаря создан ${day}. Он был показан только один раз.`,
  calendarSecret: 'Кто знает адрес, тот видит ваши даты: никому его не давайте.',
  make: 'Получить адрес календаря',
  makeAnew: 'Создать новый адрес',
  makeAnewText: 'Если вы его не сохранили, создайте новый: прежний перестанет действовать.',
  revoke: 'Отменить адрес',
  revoked: 'Адрес отменён: календарь больше не обновляется',
  made: 'Добавьте адрес в свой календарь сейчас',
  madeText: 'Второй раз мы его не покажем.',
  address: 'Адрес календаря',
  addressHint: 'Скопируйте его и вставьте в календаре, где добавляют календарь по ссылке.',
  open: 'Открыть в календаре',
  section: 'Оплата и напоминания',
  sectionText: 'Оплатите то, что к оплате, или попросите напомнить вовремя.',
  pay: 'Оплатить',
};

const en: ReminderTexts = {
  title: 'Reminders',
  intro: 'We remind you of each bill once, at ten in the morning, if it is not paid yet.',
  days: 'How many days before the day to pay by',
  daysHint: 'A number from 1 to 14. The day to pay by is printed on the bill.',
  daysError: 'Enter a number from 1 to 14',
  where: 'Where to remind you',
  whereHint: 'If you choose nothing, there will be no reminders.',
  noContacts: 'There is no contact in your profile. The calendar reminds you without one.',
  save: 'Save',
  saved: 'Saved',
  calendar: 'Dates in your calendar',
  calendarText:
    'The days to pay by and the days for readings appear by themselves in the calendar of your phone or computer. There are no sums or names in it.',
  calendarSince: (day) => `The calendar address was made on ${day}. It was shown only once.`,
  calendarSecret: 'Whoever has the address sees your days: give it to nobody.',
  make: 'Get the calendar address',
  makeAnew: 'Make a new address',
  makeAnewText: 'If you did not keep it, make a new one: the one before then stops working.',
  revoke: 'End this address',
  revoked: 'The address is ended: the calendar is no longer updated',
  made: 'Add the address to your calendar now',
  madeText: 'We will not show it again.',
  address: 'Calendar address',
  addressHint: 'Copy it and paste it in your calendar, where a calendar is added by its link.',
  open: 'Open in the calendar',
  section: 'Paying and reminders',
  sectionText: 'Pay what is due, or be reminded in time.',
  pay: 'Pay',
};

export const reminderTexts: Readonly<Record<PageLanguage, ReminderTexts>> = { uk, ru, en };
