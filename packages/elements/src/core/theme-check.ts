import { addStyles } from './later-styles.js';

/** What text needs. Colours are computed a little beyond it, as screens round them. */
const ENOUGH = 4.5;
const AIM = 4.6;

/** Red, green and blue from 0 to 1, in proportion to the light: what luminance is counted from. */
type Linear = readonly [number, number, number];

interface Colours {
  readonly given: Linear;
  readonly accent: Linear;
  readonly onAccent: Linear;
  /** The page's, or ours where it gave none. */
  readonly surfaces: readonly Linear[];
  /** Those of good and bad news, which are always ours. */
  readonly notices: readonly Linear[];
}

interface Pair {
  readonly accent: Linear;
  readonly onAccent: Linear;
}

const WHITE: Linear = [1, 1, 1];
const BLACK: Linear = [0, 0, 0];
const SCHEMES = ['light', 'dark'] as const;

const told = new Set<string>();
/** Widgets whose own sheet has the corrected pair. */
const corrections = new WeakMap<ShadowRoot, CSSStyleSheet>();

const luminance = ([r, g, b]: Linear) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** As WCAG counts it: from 1, which is no difference, to 21. */
export function contrast(one: Linear, other: Linear): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const lowest = (colour: Linear, others: readonly Linear[]) =>
  Math.min(...others.map((other) => contrast(colour, other)));

/** The colour at this luminance: darker with its hue kept; lighter until one channel is full, and then with white. */
function atLuminance(colour: Linear, wanted: number): Linear {
  const scale = Math.min(wanted / Math.max(0.001, luminance(colour)), 1 / Math.max(0.001, ...colour));
  const scaled = colour.map((channel) => channel * scale) as unknown as Linear;
  const white = Math.max(0, (wanted - luminance(scaled)) / Math.max(0.01, 1 - luminance(scaled)));
  return scaled.map((channel) => channel + (1 - channel) * white) as unknown as Linear;
}

/** What can be read on all these surfaces, as near to the colour as can be; black or white where nothing is enough on all. */
export function readableOn(surfaces: readonly Linear[], colour: Linear): Linear {
  if (lowest(colour, surfaces) >= ENOUGH) return colour;
  const lights = surfaces.map(luminance);
  const darker = (Math.min(...lights) + 0.05) / AIM - 0.05;
  const lighter = (Math.max(...lights) + 0.05) * AIM - 0.05;
  if (darker >= 0) return atLuminance(colour, darker);
  if (lighter <= 1) return atLuminance(colour, lighter);
  return lowest(BLACK, surfaces) > lowest(WHITE, surfaces) ? BLACK : WHITE;
}

/** For people: as pages write colours. */
function hex(colour: Linear): string {
  const digits = colour.map((channel) => {
    const light = Math.min(1, Math.max(0, channel));
    const coded = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
    return Math.round(coded * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${digits.join('')}`;
}

const css = (colour: Linear) => `color(srgb-linear ${colour.map((channel) => channel.toFixed(5)).join(' ')})`;

/** What the style sheets made of a colour. Whatever it was written as, the browser answers in the one colour space that is asked for. */
function read(probe: HTMLElement, colour: string): Linear {
  probe.style.color = `color(from ${colour} srgb-linear r g b / 1)`;
  const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/-?[\d.]+(?:e[-+]?\d+)?|none/g) ?? []).map(
    (part) => Math.min(1, Math.max(0, Number(part) || 0)),
  );
  return [r, g, b];
}

/** What shows through is the page's, and nobody can say what that is: such a surface is not judged. */
function isSolid(probe: HTMLElement, colour: string): boolean {
  probe.style.color = `color(from ${colour} srgb-linear r g b / alpha)`;
  return !getComputedStyle(probe).color.includes('/');
}

function colours(probe: HTMLElement): Colours {
  const accent = read(probe, 'var(--_accent)');
  return {
    // As it was given; what is not given is ours, and reads as it is used.
    given: read(probe, 'var(--kabinet-accent, var(--_accent))'),
    accent,
    onAccent: read(probe, 'var(--_on-accent)'),
    surfaces: ['var(--_surface)', 'var(--_raised)']
      .filter((surface) => isSolid(probe, surface))
      .map((surface) => read(probe, surface)),
    notices: ['good', 'warn', 'bad'].map((kind) => read(probe, `var(--_${kind}-surface)`)),
  };
}

/** The pair that can be read on the page's own surfaces: what the style sheets guarantee on ours, they cannot know there. */
function corrected({ given, accent, onAccent, surfaces }: Colours): Pair {
  if (lowest(accent, surfaces) >= ENOUGH) return { accent, onAccent };
  const readable = readableOn(surfaces, given);
  const best = contrast(WHITE, readable) >= contrast(BLACK, readable) ? WHITE : BLACK;
  return { accent: readable, onAccent: contrast(onAccent, readable) >= ENOUGH ? onAccent : best };
}

const isSame = (one: Linear, other: Linear) => hex(one) === hex(other);

/** What was enough and was moved by a step all the same, for the room that is kept to spare, is nothing to be told. */
function tell(element: Element, { given, surfaces, notices }: Colours, taken: Pair, givenOn: Linear | null): void {
  const lines: string[] = [];
  const ratio = lowest(given, [...surfaces, ...notices]);
  if (ratio < ENOUGH && !isSame(given, taken.accent)) {
    const its = `--kabinet-accent ${hex(given)} has a contrast of ${ratio.toFixed(1)} : 1 here`;
    lines.push(`${its}; ${hex(taken.accent)} is taken`);
  }
  const onRatio = givenOn ? contrast(givenOn, taken.accent) : ENOUGH;
  if (givenOn && onRatio < ENOUGH) {
    const its = `--kabinet-on-accent ${hex(givenOn)} has a contrast of ${onRatio.toFixed(1)} : 1 on it`;
    lines.push(`${its}; ${hex(taken.onAccent)} is taken`);
  }
  if (lines.length === 0) return;
  const text = `Kabinet: <${element.localName}>: ${lines.join(', and ')}. Text needs ${ENOUGH} : 1.`;
  // The same theme is around every widget of a page: it is said once, whichever comes first.
  const key = lines.join();
  if (told.has(key)) return;
  told.add(key);
  console.warn(text);
}

const isGiven = (element: Element, token: string) => getComputedStyle(element).getPropertyValue(token).trim() !== '';

/**
 * Looks whether a page's own colours can be read in this widget, in light and in dark. The style sheets have adjusted the accent to
 * our surfaces already; on surfaces of the page's own it is adjusted here. Says in the console what was adjusted, once.
 */
export function checkTheme(element: Element): void {
  const root = element.shadowRoot;
  // Without relative colours nothing was adjusted, and nothing can be asked for.
  if (!root || !CSS.supports('color', 'color(from red srgb-linear r g b / 1)')) return;
  const before = corrections.get(root);
  if (before) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== before);

  const probe = document.createElement('span');
  probe.hidden = true;
  root.append(probe);
  const now = colours(probe);
  const givenOn = isGiven(element, '--kabinet-on-accent') ? read(probe, 'var(--kabinet-on-accent)') : null;
  const found = SCHEMES.map((scheme) => {
    probe.style.colorScheme = scheme;
    return colours(probe);
  });
  probe.remove();

  const pairs = found.map(corrected);
  const isAdjusted = pairs.some((pair, index) => !isSame(pair.accent, found[index]?.accent ?? pair.accent));
  if (isAdjusted) {
    const sheet = new CSSStyleSheet();
    const both = (which: keyof Pair) => `light-dark(${pairs.map((pair) => css(pair[which])).join(', ')})`;
    sheet.replaceSync(`:host { --_accent: ${both('accent')}; --_on-accent: ${both('onAccent')}; }`);
    corrections.set(root, sheet);
    addStyles(root, sheet);
  }
  tell(element, now, corrected(now), givenOn);
}
