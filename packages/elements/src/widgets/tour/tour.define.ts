import { define } from '../../core/define.js';
import { KabinetTour } from './tour.js';

define('kabinet-tour', KabinetTour);
