import type { LitElement } from 'lit';
import { accentStyles } from './accent.styles.js';
import { whenIdle } from './later.js';
import { addStyles } from './later-styles.js';

const TOKENS = ['accent', 'on-accent', 'surface', 'surface-raised', 'text', 'text-muted', 'field-border'];

/** The widgets in the page, and for each the colours it was last looked at in. */
const widgets = new Set<LitElement>();
const seen = new WeakMap<LitElement, string>();

let device: MediaQueryList | null = null;
let isPlanned = false;

/** Has a page's accent adjusted in this widget, and its colours looked at: when there is time, and again when they may be others. */
export function watchTheme(widget: LitElement): void {
  if (!widget.isConnected) return;
  addStyles(widget.renderRoot, accentStyles);
  widgets.add(widget);
  if (!device) watchPage();
  plan();
}

/**
 * One watch for all of them. A page may have other tokens for a dark device, and for a switch of its own, which hangs on an attribute
 * of its outermost tags: also where it has none to begin with.
 */
function watchPage(): void {
  device = matchMedia('(prefers-color-scheme: dark)');
  device.addEventListener('change', plan);
  const page = new MutationObserver(plan);
  for (const element of [document.documentElement, document.body]) page.observe(element, { attributes: true });
}

function plan(): void {
  if (isPlanned) return;
  isPlanned = true;
  whenIdle(look);
}

/** Pages set such attributes for much else too, as when somebody scrolls: what is as it was is not looked at. */
function look(): void {
  isPlanned = false;
  for (const widget of widgets) {
    if (!widget.isConnected) widgets.delete(widget);
    else if (coloursToLookAt(widget)) whenIdle(() => void check(widget));
  }
}

/** Other colours than those the widget was looked at in; null where it has none but ours, and had none. */
function coloursToLookAt(widget: LitElement): string | null {
  const styles = getComputedStyle(widget);
  const given = TOKENS.map((token) => styles.getPropertyValue(`--kabinet-${token}`).trim());
  const now = [...given, styles.colorScheme, device?.matches].join('|');
  const before = seen.get(widget);
  return now === before || (before === undefined && !given.some(Boolean)) ? null : now;
}

/** Pages without any colours never load what looks. */
async function check(widget: LitElement): Promise<void> {
  try {
    const { checkTheme } = await import('./theme-check.js');
    const colours = widget.isConnected && coloursToLookAt(widget);
    if (!colours) return;
    seen.set(widget, colours);
    checkTheme(widget);
  } catch {
    // The network is gone, or a release has removed it: it is a word to webmasters, no customer misses it.
  }
}
