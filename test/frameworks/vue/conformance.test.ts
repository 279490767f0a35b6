import { describeConformance } from '../conformance.js';
import { vue } from './vue.js';

describeConformance(vue);
