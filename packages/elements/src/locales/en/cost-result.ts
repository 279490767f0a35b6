import { createFormat } from '../../core/format.js';
import type { CostResultMessages } from '../messages.js';

const { plural } = createFormat('en');

export const costResult: CostResultMessages = {
  forPeriod: (months) => `For ${months}`,
  how: 'How it is worked out',
  howEach: 'How each month is worked out',
  used: (formula) => `Used: ${formula}`,
  source: (title) => `Source: ${title}`,
  noPrice: (months) => ({
    title: `There is no price for ${months}`,
    text: 'The supplier has not published one. Choose another month, or call.',
  }),
  cannotTell: {
    title: 'The sum could not be worked out',
    text: 'Check the numbers you entered, or call: the supplier can tell what it will cost.',
  },
  month: 'Month',
  charged: 'Without subsidy',
  subsidyTaken: 'Subsidy',
  toPay: 'To pay',
  total: 'Total',
  days: (days, of) => `${days}\u00a0of\u00a0${of}\u00a0${plural(of, { one: 'day', other: 'days' })}`,
  nothing: 'none',
  heatWay: 'How heat is counted',
  heatByMeter: 'By a heat meter',
  heatByArea: 'By area',
  heatUse: (unit) => `How much heat a month, ${unit}`,
  heatUseHint: (example) => `See last year’s bill, for example ${example}`,
  heatArea: 'Heated area, m²',
  heatAreaHint: (example) => `It is on the heating bill, for example ${example}`,
  norm: (unit) => `Norm, ${unit} per m² a month`,
  normHint: (example) => `It is on the bill, or the supplier knows it, for example ${example}`,
  normName: 'Norm',
  normKnown: (norm) => `${norm} per m² a month`,
  price: 'Price',
  season: 'Heating',
  seasonDays: (from, to) => `from ${from} to ${to}`,
  subsidy: (currency) => `Subsidy a month, ${currency} (if any)`,
  subsidyHint: (example) => `The sum in the notice about your subsidy, for example ${example}`,
  subsidyName: 'subsidy',
  aMonth: 'For a whole month',
  aMonthFromTo: (from, to) => `from ${from} to ${to}`,
  aSeason: (years) => `For the season ${years}`,
  subsidySaves: (sum, without) => `The subsidy lowers the season’s sum by ${sum}. Without it, it would be ${without}.`,
};
