import type { GuestReadingMessages } from '../messages.js';

export const guestReading: GuestReadingMessages = {
  heading: 'Передать показания без входа',
  intro: 'Нужны номер счёта и ещё одни данные с квитанции или со счётчика. Ничего о счёте здесь не показываем.',
  accountNumber: 'Лицевой счёт',
  accountNumberHint: (example) => `Напечатан вверху квитанции, например ${example}. Пробелы и дефисы не важны.`,
  whereIsIt: 'Где это найти?',
  proof: {
    meter_number: { label: 'Номер счётчика', hint: () => 'На самом счётчике, рядом со знаком №.' },
    last_payment: {
      label: 'Сумма последней оплаты',
      hint: (sum) => `Сколько вы заплатили в последний раз, например ${sum}.`,
    },
  },
  service: 'За какую услугу',
  zones: 'Сколько показаний на счётчике',
  zonesHint: 'Многозонный счётчик считает день и ночь отдельно.',
  zoneChoice: { one: 'Одно', two: 'День и ночь', three: 'Пик, полупик, ночь' },
  reading: 'Показания',
  readingHint: 'Чёрные цифры слева направо. Красные цифры после запятой не нужны.',
  submit: 'Передать показания',
  sending: 'Отправляем показания…',
};
