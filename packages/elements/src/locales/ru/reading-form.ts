import { createFormat } from '../../core/format.js';
import type { ReadingFormMessages } from '../messages.js';

const { plural } = createFormat('ru');
const days = (count: number) => `${count} ${plural(count, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`;
const left = (count: number) => plural(count, { one: 'остался', few: 'осталось', many: 'осталось', other: 'осталось' });

export const readingForm: ReadingFormMessages = {
  heading: 'Передать показание',
  meters: 'Выберите счётчик',
  meter: (serialNumber) => `Счётчик № ${serialNumber}`,
  meterHandedIn: 'показание передано',
  windowOpen: (closesOn, daysLeft) => `Можно передать до ${closesOn}, ${left(daysLeft)} ${days(daysLeft)}.`,
  windowLastDay: 'Сегодня последний день, чтобы передать показание.',
  windowGrace: (closedOn, graceEndsOn) =>
    `Период передачи закончился ${closedOn}, но до ${graceEndsOn} показание ещё зачтут вовремя.`,
  windowClosedAccept: (opensOn, closesOn, month) => ({
    title: `Показания принимают с ${opensOn} по ${closesOn}`,
    text: `Отправить можно и сейчас: показание учтут в квитанции за ${month}.`,
  }),
  windowClosedRefuse: (opensOn, closesOn) => ({
    title: `Показания принимают с ${opensOn} по ${closesOn}`,
    text: `Сейчас поставщик их не принимает. Запишите показание и вернитесь ${opensOn}.`,
  }),
  previous: 'Предыдущее показание',
  previousNone: 'Это будет первое показание счётчика.',
  reading: 'Показание',
  field: (name, unit) => `${name}, ${unit}`,
  digitsHint: (digits, hasRed, example) =>
    `${digits} ${plural(digits, { one: 'чёрная цифра', few: 'чёрные цифры', many: 'чёрных цифр', other: 'чёрной цифры' })}, например ${example}.${hasRed ? ' Красные цифры после запятой не нужны.' : ''}`,
  redDigits: 'не вводите',
  worth: (tellsCost) =>
    tellsCost
      ? 'Введите показание, и здесь будет расход и сколько он стоит.'
      : 'Введите показание, и здесь будет расход.',
  submit: 'Передать показание',
  keep: 'Сохранить на этом устройстве',
  sending: 'Отправляем показание…',
  channel: {
    phone: 'Телефон',
    sms: 'SMS на номер',
    voice: 'Голосовой робот',
    viber: 'Viber',
    telegram: 'Telegram',
    email: 'E-mail',
    web: 'Сайт',
  },
  otherWays: 'Другие способы передать показание',
};
