/**
 * The reading form once there is something to send: judging, sending, asking back, receipt. Loaded right after the fields can be
 * typed into (see core/later.ts); the fields work without it, and a button pressed too early waits for it.
 */
export { KeepingPlaces } from './keeping-places.js';
export { likeliestSlip, typedOf } from './reading-coach.js';
export { ReadingEntry } from './reading-entry.js';
export { judgeReading } from './reading-judgement.js';
export { describeFixed } from './render-coach.js';
export { renderReceipt } from './render-receipt.js';
export { describeSteps } from './render-steps.js';
