import type { GuestReadingMessages } from '../messages.js';

export const guestReading: GuestReadingMessages = {
  heading: 'Передати показання без входу',
  intro: 'Потрібні номер рахунку та ще одні дані з квитанції чи лічильника. Нічого про рахунок тут не показуємо.',
  accountNumber: 'Особовий рахунок',
  accountNumberHint: (example) => `Надруковано вгорі квитанції, наприклад ${example}. Пробіли й дефіси не важливі.`,
  whereIsIt: 'Де це знайти?',
  proof: {
    meter_number: { label: 'Номер лічильника', hint: () => 'На самому лічильнику, поруч зі знаком №.' },
    last_payment: {
      label: 'Сума останньої оплати',
      hint: (sum) => `Скільки ви сплатили востаннє, наприклад ${sum}.`,
    },
  },
  service: 'За яку послугу',
  zones: 'Скільки показань на лічильнику',
  zonesHint: 'Багатозонний лічильник рахує день і ніч окремо.',
  zoneChoice: { one: 'Одне', two: 'День і ніч', three: 'Пік, напівпік, ніч' },
  reading: 'Показання',
  readingHint: 'Чорні цифри зліва направо. Червоні цифри після коми не потрібні.',
  submit: 'Передати показання',
  sending: 'Надсилаємо показання…',
};
