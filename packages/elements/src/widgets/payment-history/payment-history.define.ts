import { define } from '../../core/define.js';
import { KabinetPaymentHistory } from './payment-history.js';

define('kabinet-payment-history', KabinetPaymentHistory);
