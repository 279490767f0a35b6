import { define } from '../../core/define.js';
import { KabinetAppointmentForm } from './appointment-form.js';

define('kabinet-appointment-form', KabinetAppointmentForm);
