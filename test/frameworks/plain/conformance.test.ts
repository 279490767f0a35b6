import { describeConformance } from '../conformance.js';
import { plain } from './plain.js';

describeConformance(plain);
