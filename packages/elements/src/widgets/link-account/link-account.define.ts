import { define } from '../../core/define.js';
import { KabinetLinkAccount } from './link-account.js';

define('kabinet-link-account', KabinetLinkAccount);
