import type { TariffMoreMessages } from '../messages.js';

export const tariffMore: TariffMoreMessages = {
  earlier: 'Раніше',
  now: 'Діє зараз',
  announced: 'Далі',
  dependedOn: 'Раніше ціна залежала ще й від цього:',
  answerForEarlier: 'Давніші ціни з’являться тут, щойно ви дасте відповідь вище.',
  earlierShown: 'Попередні ціни для вашої відповіді показано нижче',
  noData: 'немає даних',
  otherRule: (before) => `до того рахували інакше: ${before}`,
  whichMeter: 'Який у вас лічильник?',
  use: (unit) => `Скільки витрачаєте на місяць, ${unit}`,
  useOf: (zone, unit) => `${zone}, ${unit} на місяць`,
  useHint: (month) => `Рахуємо за цінами: ${month}.`,
  measure: { area: 'Опалювана площа, м²', residents: 'Скільки осіб зареєстровано', capacity: 'Річна потужність' },
  measureHint: 'Є в договорі або в квитанції.',
  enterNumber: 'Введіть число цифрами, наприклад 150',
  result: (month) => `Сума за ${month}`,
  cannotTell: 'Таку суму порахувати не вдається. Перевірте числа або зателефонуйте.',
  says: (sum) => `Разом за місяць ${sum}`,
};
