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
    text: `Надіслати можна й зараз: показання врахують у рахунку за ${month}.`,
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
  use: (quantity) => `Витрата: ${quantity}`,
  submit: 'Передати показання',
  submitCorrection: 'Передати виправлене',
  keep: 'Зберегти на цьому пристрої',
  cancelCorrection: 'Не виправляти',
  correcting: (number) => `Ви виправляєте показання ${number}.`,
  summaryTitle: 'Перевірте введене',
  enterDigits: (example) => `Введіть показання цифрами, наприклад ${example}`,
  tooManyDigits: (digits) =>
    `На лічильнику ${digits} ${plural(digits, { one: 'чорна цифра', few: 'чорні цифри', many: 'чорних цифр', other: 'чорної цифри' })}, а введено більше. Не вводьте червоні цифри після коми`,
  check: { title: 'Перевірте показання', text: 'Подивіться на лічильник ще раз.' },
  lessThanPrevious: (value, previous) => `${value} менше за попереднє показання ${previous}.`,
  rolledOver: (use) => `Схоже, лічильник дійшов до кінця й почав з нуля. Тоді витрата ${use}.`,
  implausible: (use, count) => `Виходить ${use} за ${days(count)}. Це значно більше, ніж зазвичай.`,
  confirm: 'Так, усе правильно',
  edit: 'Виправити',
  sending: 'Надсилаємо показання…',
  checking: 'Підтвердження ще немає. Перевіряємо, чи дійшло показання…',
  unsure: {
    title: 'Ще не знаємо, чи дійшло показання',
    text: 'Те, що ви ввели, на місці. Перевірте ще раз: двічі показання не зарахують.',
  },
  unsureOffline: {
    title: 'Немає зв’язку з інтернетом',
    text: 'Показання ще не підтверджено. Те, що ви ввели, на місці. Щойно зв’язок з’явиться, надішлемо самі; двічі показання не зарахують.',
  },
  checkAgain: 'Перевірити ще раз',
  kept: (opensOn) => ({
    title: 'Показання збережено на цьому пристрої',
    text: `Постачальник його ще не отримав. Поверніться ${opensOn} і натисніть «Передати показання».`,
  }),
  restored: 'Показання, яке ви ввели раніше, збережено. Його ще не передано.',
  rejected: 'Показання не прийнято',
  finding: {
    less_than_previous: 'Показання менше за попереднє.',
    greater_than_subsequent: 'Показання більше за пізніше, яке вже є в постачальника.',
    timestamp_future: 'Дата показання ще не настала. Перевірте дату на своєму пристрої.',
    too_many_digits: 'У показанні більше цифр, ніж на лічильнику.',
    implausible: 'Витрата значно більша, ніж зазвичай.',
    window_closed: 'Зараз не період передачі показань.',
    meter_decommissioned: 'Цей лічильник уже знято. Оберіть новий лічильник або зателефонуйте.',
    duplicate_reading: 'Показання за цей період уже передано.',
  },
  duplicate: {
    title: 'Показання за цей період уже є',
    text: 'Можливо, його передали з іншого пристрою. Нижче те, що отримав постачальник: його можна виправити.',
  },
  notCorrectable: {
    title: 'Виправити вже не можна',
    text: 'Період передачі закінчився. Якщо в показанні помилка, зателефонуйте.',
  },
  typedKept: 'Те, що ви ввели, на місці.',
  done: {
    accepted: { title: 'Показання прийнято', text: 'Більше нічого робити не треба.' },
    received: { title: 'Показання отримано', text: 'Більше нічого робити не треба.' },
    questioned: {
      title: 'Показання отримано, його перевірить фахівець',
      text: 'Якщо будуть запитання, вам зателефонують. Більше нічого робити не треба.',
    },
  },
  corrected: 'Попереднє показання замінено цим.',
  number: 'Номер',
  handedIn: 'Передано',
  value: 'Показання',
  useLabel: 'Витрата',
  countsFor: 'Рахунок за',
  next: (month) => `Витрату врахують у рахунку за ${month}.`,
  correctUntil: (until) => `Виправити або скасувати можна до ${until} включно.`,
  correct: 'Виправити',
  print: 'Надрукувати',
  withdraw: 'Скасувати показання',
  withdrawQuestion: {
    title: 'Скасувати передане показання?',
    text: 'Якщо не передати нове, рахунок складуть за середнім споживанням.',
  },
  withdrawYes: 'Так, скасувати',
  withdrawNo: 'Ні, залишити',
  withdrawn: { title: 'Показання скасовано', text: 'Ви можете передати нове.' },
  noMeters: {
    title: 'Немає лічильника, за яким передають показання',
    text: 'На цьому рахунку не зареєстровано діючого лічильника. Якщо це не так, зателефонуйте.',
  },
  otherWays: 'Інші способи передати показання',
};
