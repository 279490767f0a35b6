import { define } from '../core/define.js';
import { KabinetProvider } from './provider.js';

define('kabinet-provider', KabinetProvider);
