export * from './account-number.js';
export * from './answer-term.js';
export * from './calendar.js';
export * from './clean-text.js';
export * from './currency.js';
export * from './decimal.js';
export * from './locality-index.js';
export { localityKey, type NamedLocality } from './locality-name.js';
export * from './locality-search.js';
export * from './digit-coach.js';
export * from './payment-fee.js';
export * from './payment-number.js';
export * from './payment-sum.js';
export * from './payment-plan.js';
export * from './plausibility.js';
export * from './quantity-input.js';
export * from './reading-check.js';
export * from './reading-input.js';
export * from './reading-judge.js';
export * from './reading-number.js';
export * from './reading-window.js';
export * from './mobile-like.js';
export * from './reception-slots.js';
export * from './recent-use.js';
export {
  type Bill,
  type BillLine,
  type BillPeriod,
  type BillRequest,
  type BillUse,
  computeBill,
  type VatShare,
} from './bill.js';
export * from './bill-formula.js';
export * from './block-distance.js';
export * from './estimate.js';
export { type Exact, exact, type ExactText, exactText, exactToDecimal } from './exact.js';
export * from './field-check.js';
export * from './heating.js';
export * from './money.js';
export * from './payment-allocation.js';
export * from './recalculation.js';
export * from './tariff.js';
export { type ChargesTold, isSensible } from './tariff-sense.js';
export {
  applicableOn,
  isInSeason,
  isValidOn,
  openQuestions,
  type TariffPeriod,
  type TariffQuestion,
  tariffsOn,
  tariffTimeline,
  turningDays,
} from './tariff-choice.js';
export * from './link-account-number.js';
export * from './link-address.js';
export * from './link-dialogue.js';
export { type LinkProof, linkPinKey, meterNumberKey, parseMoneyInput } from './link-proof.js';
