import { describeLateDefinition } from '../late-definition.js';
import { svelte } from './svelte.js';

describeLateDefinition(svelte);
