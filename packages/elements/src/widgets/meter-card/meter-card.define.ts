import { define } from '../../core/define.js';
import { KabinetMeterCard } from './meter-card.js';

define('kabinet-meter-card', KabinetMeterCard);
