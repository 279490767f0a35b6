import { define } from '../../core/define.js';
import { KabinetAppealList } from './appeal-list.js';

define('kabinet-appeal-list', KabinetAppealList);
