import { define } from '../../core/define.js';
import { KabinetReceipt } from './receipt.js';

define('kabinet-receipt', KabinetReceipt);
