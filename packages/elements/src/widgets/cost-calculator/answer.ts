/** What the calculator needs once it has something to answer; its heating mode as a whole. Loaded after the form. */
export { renderErrorSummary } from '../../parts/error-summary.js';
export { costOfMonths } from './cost-of-months.js';
export { renderResult, type ResultWords } from './cost-result.js';
export { costOfSeason, planHeating } from './heating.js';
export { describeHeating } from './heating-form.js';
export { renderHeatingResult } from './heating-result.js';
export { type Fault, judge, type Judged } from './judge.js';
