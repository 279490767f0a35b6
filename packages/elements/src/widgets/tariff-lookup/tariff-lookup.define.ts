import { define } from '../../core/define.js';
import { KabinetTariffLookup } from './tariff-lookup.js';

define('kabinet-tariff-lookup', KabinetTariffLookup);
