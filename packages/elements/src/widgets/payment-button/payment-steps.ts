/** What the payment button needs once there is something to pay or to tell: loaded after the button itself. */
export { OrderCancel } from './order-cancel.js';
export { PaymentForm } from './payment-form.js';
export { paymentStepsStyles } from './payment-steps.styles.js';
export { renderAllocation } from './render-allocation.js';
export { leadToOutcome, orderTitle, renderNotOurs, renderWatched } from './render-order.js';
export { renderSlip } from './render-slip.js';
export { renderTrouble } from './render-trouble.js';
