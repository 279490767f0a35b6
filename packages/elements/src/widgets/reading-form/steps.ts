/**
 * The reading form once there is something to send: judging, sending, asking back, receipt. Loaded right after the fields can be
 * typed into (see core/later.ts); the fields work without it, and a button pressed too early waits for it.
 */
export { applyFix, coachable } from './apply-fix.js';
export { KeepingPlaces } from './keeping-places.js';
export { likeliestSlip } from './reading-coach.js';
export { ReadingCosts } from './reading-costs.js';
export { ReadingEntry } from './reading-entry.js';
export { judgeReading } from './reading-judgement.js';
export { ReadingPhotos } from './reading-photos.js';
export { describeFixed } from './render-coach.js';
export { renderReceipt } from './render-receipt.js';
export { renderReceiptLink } from './render-receipt-link.js';
export { describeSteps } from './render-steps.js';
export { readingStepsStyles } from './reading-steps.styles.js';
