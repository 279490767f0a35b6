import { describeLateDefinition } from '../late-definition.js';
import { plain } from './plain.js';

describeLateDefinition(plain);
