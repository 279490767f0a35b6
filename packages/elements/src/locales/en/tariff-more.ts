import type { TariffMoreMessages } from '../messages.js';

export const tariffMore: TariffMoreMessages = {
  earlier: 'Earlier',
  now: 'In force now',
  announced: 'Later',
  dependedOn: 'Earlier the price depended on this too:',
  answerForEarlier: 'Older prices will appear here as soon as you answer above.',
  earlierShown: 'The earlier prices for your answer are shown below',
  noData: 'no data',
  otherRule: (before) => `worked out differently before: ${before}`,
  whichMeter: 'Which meter do you have?',
  use: (unit) => `How much you use a month, ${unit}`,
  useOf: (zone, unit) => `${zone}, ${unit} a month`,
  useHint: (month) => `At the prices of ${month}.`,
  measure: { area: 'Heated area, m²', residents: 'People registered', capacity: 'Capacity a year' },
  measureHint: 'It stands in your contract or on your bill.',
  enterNumber: 'Enter a number in digits, such as 150',
  result: (month) => `Sum for ${month}`,
  cannotTell: 'Such a sum cannot be told. Check the numbers, or call us.',
  says: (sum) => `Total for the month ${sum}`,
};
