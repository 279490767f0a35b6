import { define } from '../../core/define.js';
import { KabinetAccountMenu } from './account-menu.js';

define('kabinet-account-menu', KabinetAccountMenu);
