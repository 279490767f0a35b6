import { createFormat } from '../../core/format.js';
import type { ReadingFormMessages } from '../messages.js';

const { plural } = createFormat('uk');
const days = (count: number) => `${count} ${plural(count, { one: 'день', few: 'дні', many: 'днів', other: 'дня' })}`;
const left = (count: number) =>
  plural(count, { one: 'залишився', few: 'залишилось', many: 'залишилось', other: 'залишилось' });

export const readingForm: ReadingFormMessages = {
  heading: 'Передати показання',
  meters: 'Оберіть лічильник',
  meter: (serialNumber) => `Лічильник № ${serialNumber}`,
  meterHandedIn: 'показання передано',
  windowOpen: (closesOn, daysLeft) => `Можна передати до ${closesOn}, ${left(daysLeft)} ${days(daysLeft)}.`,
  windowLastDay: 'Сьогодні останній день, щоб передати показання.',
  windowGrace: (closedOn, graceEndsOn) =>
    `Період передачі закінчився ${closedOn}, але до ${graceEndsOn} показання ще зарахують вчасно.`,
  windowClosedAccept: (opensOn, closesOn, month) => ({
    title: `Показання приймають з ${opensOn} до ${closesOn}`,
    text: `Надіслати можна й зараз: показання врахують у квитанції за ${month}.`,
  }),
  windowClosedRefuse: (opensOn, closesOn) => ({
    title: `Показання приймають з ${opensOn} до ${closesOn}`,
    text: `Зараз постачальник їх не приймає. Запишіть показання та поверніться ${opensOn}.`,
  }),
  previous: 'Попереднє показання',
  previousNone: 'Це буде перше показання лічильника.',
  reading: 'Показання',
  field: (name, unit) => `${name}, ${unit}`,
  digitsHint: (digits, hasRed, example) =>
    `${digits} ${plural(digits, { one: 'чорна цифра', few: 'чорні цифри', many: 'чорних цифр', other: 'чорної цифри' })}, наприклад ${example}.${hasRed ? ' Червоні цифри після коми не потрібні.' : ''}`,
  redDigits: 'не вводьте',
  worth: (tellsCost) =>
    tellsCost
      ? 'Введіть показання, і тут буде витрата та скільки вона коштує.'
      : 'Введіть показання, і тут буде витрата.',
  submit: 'Передати показання',
  keep: 'Зберегти на цьому пристрої',
  sending: 'Надсилаємо показання…',
  channel: {
    phone: 'Телефон',
    sms: 'SMS на номер',
    voice: 'Голосовий робот',
    viber: 'Viber',
    telegram: 'Telegram',
    email: 'E-mail',
    web: 'Сайт',
  },
  otherWays: 'Інші способи передати показання',
};
