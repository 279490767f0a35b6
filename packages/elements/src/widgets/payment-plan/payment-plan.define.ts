import { define } from '../../core/define.js';
import { KabinetPaymentPlan } from './payment-plan.js';

define('kabinet-payment-plan', KabinetPaymentPlan);
