import { define } from '../../core/define.js';
import { KabinetReadingForm } from './reading-form.js';

define('kabinet-reading-form', KabinetReadingForm);
