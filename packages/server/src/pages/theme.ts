import type { SupplierProfile } from '../domain/supplier-profile.js';

/** Red, green, blue: 0 to 255 each. */
type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** What the accent's letters lie on: the darkest of the light surfaces, and the lightest of the dark ones. style/frame.css names the same. */
const LIGHT_SURFACE: Rgb = [0xee, 0xf1, 0xf4];
const DARK_SURFACE: Rgb = [0x24, 0x2b, 0x33];

/** WCAG 2.2: what text needs. */
const ENOUGH = 4.5;

function parse(colour: string): Rgb {
  const at = (index: number) => Number.parseInt(colour.slice(index, index + 2), 16);
  return [at(1), at(3), at(5)];
}

function write(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The contrast of two colours by WCAG, 1 to 21. */
export function contrast(one: string, other: string): number {
  return contrastOf(parse(one), parse(other));
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((part, index) => part + ((to[index] ?? part) - part) * share) as unknown as Rgb;
}

/** The colour itself where it can be read on the surface, else as little of black or white added as it takes. */
function readable(colour: Rgb, surface: Rgb, towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = parse(write(mix(colour, towards, share)));
    if (contrastOf(mixed, surface) >= ENOUGH) return mixed;
  }
  return towards;
}

export interface Accent {
  /** The supplier's own colour: what is filled with it. */
  readonly fill: string;
  /** The text on it. */
  readonly onFill: string;
  /** The same colour as text and lines on the page: changed as little as reading asks for. */
  readonly ink: string;
}

/** Whatever colour a supplier gives, everything drawn with it can be read: black or white on it, and it on the page. */
export function accentOf(colour: string, scheme: 'light' | 'dark'): Accent {
  const fill = parse(colour);
  const onFill = contrastOf(fill, WHITE) >= ENOUGH ? WHITE : BLACK;
  const ink = scheme === 'light' ? readable(fill, LIGHT_SURFACE, BLACK) : readable(fill, DARK_SURFACE, WHITE);
  return { fill: write(fill), onFill: write(onFill), ink: write(ink) };
}

/** The style sheet with the supplier's colours; the rest is what style/ holds, the same for all. */
export function themeCss({ theme }: Pick<SupplierProfile, 'theme'>): string {
  const rules = (scheme: 'light' | 'dark') => {
    const { fill, onFill, ink } = accentOf(scheme === 'light' ? theme.accent : theme.accentDark, scheme);
    return `:root{--accent:${fill};--on-accent:${onFill};--accent-ink:${ink}}`;
  };
  return `${rules('light')}\n@media screen and (prefers-color-scheme:dark){${rules('dark')}}\n`;
}

/** The supplier's mark in the browser's tab and beside its name: the first letter on its colour. */
export function iconSvg({ theme }: Pick<SupplierProfile, 'theme'>, name: string): string {
  const { fill, onFill } = accentOf(theme.accent, 'light');
  const letter = (/\p{L}|\p{N}/u.exec(name)?.[0] ?? 'K').toUpperCase();
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="16" fill="${fill}"/>` +
    `<text x="32" y="45" fill="${onFill}" font-family="system-ui,sans-serif" font-size="38" font-weight="700" text-anchor="middle">${letter}</text></svg>`
  );
}
