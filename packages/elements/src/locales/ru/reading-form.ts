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
    text: `Отправить можно и сейчас: показание учтут в счёте за ${month}.`,
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
  use: (quantity) => `Расход: ${quantity}`,
  submit: 'Передать показание',
  submitCorrection: 'Передать исправленное',
  keep: 'Сохранить на этом устройстве',
  cancelCorrection: 'Не исправлять',
  correcting: (number) => `Вы исправляете показание ${number}.`,
  summaryTitle: 'Проверьте введённое',
  enterDigits: (example) => `Введите показание цифрами, например ${example}`,
  tooManyDigits: (digits) =>
    `На счётчике ${digits} ${plural(digits, { one: 'чёрная цифра', few: 'чёрные цифры', many: 'чёрных цифр', other: 'чёрной цифры' })}, а введено больше. Не вводите красные цифры после запятой`,
  check: { title: 'Проверьте показание', text: 'Посмотрите на счётчик ещё раз.' },
  lessThanPrevious: (value, previous) => `${value} меньше предыдущего показания ${previous}.`,
  rolledOver: (use) => `Похоже, счётчик дошёл до конца и начал с нуля. Тогда расход ${use}.`,
  implausible: (use, count) => `Получается ${use} за ${days(count)}. Это намного больше, чем обычно.`,
  confirm: 'Да, всё верно',
  edit: 'Исправить',
  sending: 'Отправляем показание…',
  checking: 'Подтверждения ещё нет. Проверяем, дошло ли показание…',
  unsure: {
    title: 'Пока не знаем, дошло ли показание',
    text: 'То, что вы ввели, на месте. Проверьте ещё раз: дважды показание не засчитают.',
  },
  unsureOffline: {
    title: 'Нет связи с интернетом',
    text: 'Показание ещё не подтверждено. То, что вы ввели, на месте. Как только связь появится, отправим сами; дважды показание не засчитают.',
  },
  checkAgain: 'Проверить ещё раз',
  kept: (opensOn) => ({
    title: 'Показание сохранено на этом устройстве',
    text: `Поставщик его ещё не получил. Вернитесь ${opensOn} и нажмите «Передать показание».`,
  }),
  restored: 'Показание, которое вы ввели раньше, сохранено. Оно ещё не передано.',
  rejected: 'Показание не принято',
  finding: {
    less_than_previous: 'Показание меньше предыдущего.',
    greater_than_subsequent: 'Показание больше более позднего, которое уже есть у поставщика.',
    timestamp_future: 'Дата показания ещё не наступила. Проверьте дату на своём устройстве.',
    too_many_digits: 'В показании больше цифр, чем на счётчике.',
    implausible: 'Расход намного больше, чем обычно.',
    window_closed: 'Сейчас не период передачи показаний.',
    meter_decommissioned: 'Этот счётчик уже снят. Выберите новый счётчик или позвоните.',
    duplicate_reading: 'Показание за этот период уже передано.',
  },
  duplicate: {
    title: 'Показание за этот период уже есть',
    text: 'Возможно, его передали с другого устройства. Ниже то, что получил поставщик: его можно исправить.',
  },
  notCorrectable: {
    title: 'Исправить уже нельзя',
    text: 'Период передачи закончился. Если в показании ошибка, позвоните.',
  },
  typedKept: 'То, что вы ввели, на месте.',
  done: {
    accepted: { title: 'Показание принято', text: 'Больше ничего делать не нужно.' },
    received: { title: 'Показание получено', text: 'Больше ничего делать не нужно.' },
    questioned: {
      title: 'Показание получено, его проверит специалист',
      text: 'Если будут вопросы, вам позвонят. Больше ничего делать не нужно.',
    },
  },
  corrected: 'Предыдущее показание заменено этим.',
  number: 'Номер',
  handedIn: 'Передано',
  value: 'Показание',
  useLabel: 'Расход',
  countsFor: 'Счёт за',
  next: (month) => `Расход учтут в счёте за ${month}.`,
  correctUntil: (until) => `Исправить или отменить можно до ${until} включительно.`,
  correct: 'Исправить',
  print: 'Напечатать',
  withdraw: 'Отменить показание',
  withdrawQuestion: {
    title: 'Отменить переданное показание?',
    text: 'Если не передать новое, счёт составят по среднему потреблению.',
  },
  withdrawYes: 'Да, отменить',
  withdrawNo: 'Нет, оставить',
  withdrawn: { title: 'Показание отменено', text: 'Вы можете передать новое.' },
  noMeters: {
    title: 'Нет счётчика, по которому передают показания',
    text: 'На этом счёте не зарегистрирован действующий счётчик. Если это не так, позвоните.',
  },
  otherWays: 'Другие способы передать показание',
};
