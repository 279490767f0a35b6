import { define } from '../../core/define.js';
import { KabinetBalanceCard } from './balance-card.js';

define('kabinet-balance-card', KabinetBalanceCard);
