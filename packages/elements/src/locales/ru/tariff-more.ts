import type { TariffMoreMessages } from '../messages.js';

export const tariffMore: TariffMoreMessages = {
  earlier: 'Ранее',
  now: 'Действует сейчас',
  announced: 'Далее',
  dependedOn: 'Раньше цена зависела ещё и от этого:',
  answerForEarlier: 'Более давние цены появятся здесь, как только вы ответите выше.',
  earlierShown: 'Прежние цены для вашего ответа показаны ниже',
  noData: 'нет данных',
  otherRule: (before) => `до того считали иначе: ${before}`,
  whichMeter: 'Какой у вас счётчик?',
  use: (unit) => `Сколько расходуете в месяц, ${unit}`,
  useOf: (zone, unit) => `${zone}, ${unit} в месяц`,
  useHint: (month) => `Считаем по ценам: ${month}.`,
  measure: {
    area: 'Отапливаемая площадь, м²',
    residents: 'Сколько человек зарегистрировано',
    capacity: 'Годовая мощность',
  },
  measureHint: 'Есть в договоре или в квитанции.',
  enterNumber: 'Введите число цифрами, например 150',
  result: (month) => `Сумма за ${month}`,
  cannotTell: 'Такую сумму посчитать не удаётся. Проверьте числа или позвоните.',
  says: (sum) => `Итого за месяц ${sum}`,
};
