import { define } from '../../core/define.js';
import { KabinetContracts } from './contracts.js';

define('kabinet-contracts', KabinetContracts);
