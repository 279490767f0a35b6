/**
 * What a reading costs: the arithmetic of bills and how it is written. Loaded after the steps, only where the supplier tells its
 * tariffs; the form does all it is for without it.
 */
export { isSensible } from '@kabinet/rules';
export { billStyles } from '../../parts/bill.styles.js';
export { costOfUse, sumAfterCharge } from './reading-cost.js';
export { renderCostDetails, writeCost, writeNewSum } from './render-cost.js';
