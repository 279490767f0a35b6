import { define } from '../../core/define.js';
import { KabinetPaymentButton } from './payment-button.js';

define('kabinet-payment-button', KabinetPaymentButton);
