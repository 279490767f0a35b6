import { define } from '../../core/define.js';
import { KabinetAppealForm } from './appeal-form.js';

define('kabinet-appeal-form', KabinetAppealForm);
