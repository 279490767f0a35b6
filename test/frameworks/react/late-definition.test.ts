import { describeLateDefinition } from '../late-definition.js';
import { react } from './react.js';

describeLateDefinition(react);
