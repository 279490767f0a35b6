import { define } from '../../core/define.js';
import { KabinetCostCalculator } from './cost-calculator.js';

define('kabinet-cost-calculator', KabinetCostCalculator);
