import type { CSSResult } from 'lit';
import { baseStyles } from './base.styles.js';
import { stateStyles } from './states.styles.js';

/**
 * The look every widget shares. It inherits the page's font and size, and takes `--kabinet-*` tokens from the page.
 * Dark follows the page, not the device: colours switch with the `color-scheme` that the page has around the widget.
 */
export const hostStyles: CSSResult[] = [baseStyles, stateStyles];
