import { accentStyles } from '../core/accent.styles.js';
import { hostStyles } from '../core/host.styles.js';
import { place } from './stage.js';

export const SCHEMES = ['light', 'dark'] as const;

export function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([...hostStyles, accentStyles].map(({ cssText }) => cssText).join('\n'));
  return sheet;
}

/** A bare host with the shared look in a page, and colours read from it: widgets would take minutes for many. */
export function look(sheet: CSSStyleSheet = styleSheet()) {
  const page = place();
  const host = document.createElement('div');
  page.append(host);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  const probe = document.createElement('span');
  root.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  /** Gives the page these tokens and no others. */
  const wear = (tokens: Readonly<Record<string, string>>, scheme: (typeof SCHEMES)[number] = 'light') => {
    page.style.cssText = '';
    page.style.colorScheme = scheme;
    for (const [name, value] of Object.entries(tokens)) page.style.setProperty(`--kabinet-${name}`, value);
  };
  return { host, colour, wear };
}
