import { describeLateDefinition } from '../late-definition.js';
import { vue } from './vue.js';

describeLateDefinition(vue);
