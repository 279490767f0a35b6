import { define } from '../../core/define.js';
import { KabinetGuestReadingForm } from './guest-reading-form.js';

define('kabinet-guest-reading-form', KabinetGuestReadingForm);
