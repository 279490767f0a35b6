import { define } from '../../core/define.js';
import { KabinetCabinet } from './cabinet.js';

define('kabinet-cabinet', KabinetCabinet);
