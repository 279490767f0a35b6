import { describeConformance } from '../conformance.js';
import { react } from './react.js';

describeConformance(react);
