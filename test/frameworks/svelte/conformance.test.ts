import { describeConformance } from '../conformance.js';
import { svelte } from './svelte.js';

describeConformance(svelte);
