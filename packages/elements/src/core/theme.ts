import type { LitElement } from 'lit';
import { whenIdle } from './later.js';

const ACCENT = ['--kabinet-accent', '--kabinet-on-accent'];

/**
 * Has the colours around a widget minded (core/theme-watch.ts): at once where the page gave an accent, which may have to be adjusted;
 * else when there is time. Call it whenever the widget comes into a page.
 */
export function mindTheme(widget: LitElement): void {
  const mind = () =>
    void import('./theme-watch.js')
      .then(({ watchTheme }) => watchTheme(widget))
      // The network is gone, or a release has removed it: the page's colours are as it gave them.
      .catch(() => undefined);
  const styles = getComputedStyle(widget);
  if (ACCENT.some((token) => styles.getPropertyValue(token))) mind();
  else whenIdle(mind);
}
