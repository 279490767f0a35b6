import { createFormat } from '../../core/format.js';
import type { CostCalculatorMessages } from '../messages.js';

const { plural } = createFormat('en');

export const costCalculator: CostCalculatorMessages = {
  heading: 'What it will cost',
  headingHeating: 'What heating will cost',
  service: 'Service',
  knownOfYou: 'Your tariff and benefits are taken into account.',
  way: 'How use is counted',
  wayTotal: 'By an ordinary meter',
  wayZones: (zones) => `By zone: ${zones}`,
  wayNorm: 'No meter, I pay by the norm',
  use: (unit) => `How much a month, ${unit}`,
  useOfZone: (zone, unit) => `${zone}: how much a month, ${unit}`,
  useHint: (example) => `The difference between two readings, for example ${example}`,
  useExample: { kWh: '250', m3: '45', Gcal: '1.2' },
  measure: {
    area: { label: () => 'Floor area, m²', hint: (example) => `It is on the bill, for example ${example}` },
    residents: { label: () => 'How many people are registered', hint: (example) => `For example ${example}` },
    capacity: {
      label: (unit) => `Ordered capacity, ${unit} a year`,
      hint: (example) => `It is on the bill for delivery, for example ${example}`,
    },
  },
  period: (months) => `Period: ${months}`,
  month: 'Month',
  year: 'Year',
  monthCount: 'How many months',
  months: (count) => `${count} ${plural(count, { one: 'month', other: 'months' })}`,
  calculate: 'Calculate',
  summaryTitle: 'Check what you entered',
  newQuestion: (question) => `A new question: ${question}`,
  enterNumber: (example) => `Enter a number in digits, for example ${example}`,
  tooManyDigits: (example) => `Check the decimal point: there are too many digits. Example: ${example}`,
  chooseAnswer: 'Choose one of the answers',
  empty: { title: 'No prices yet', text: 'The supplier has not published its tariffs yet. Call to learn the price.' },
  noService: (service) => ({
    title: `${service}: no prices`,
    text: 'This supplier has no tariffs for this service. Call to learn who provides it.',
  }),
  notOfAccount: (service) => ({
    title: `${service}: this account has no such service`,
    text: 'Check that it is the right account, or call.',
  }),
  byLocality: {
    title: 'The price depends on the town or village',
    text: 'It is not named here. Call to learn your price.',
  },
  noHeating: {
    title: 'This supplier does not provide heating',
    text: 'Whoever sends your bill for heat knows its price. Their name and phone are on that bill.',
  },
};
