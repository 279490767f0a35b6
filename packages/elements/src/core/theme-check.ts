import { accentStyles } from './accent.styles.js';
import { addStyles } from './later-styles.js';
import { replaceNoColours, whereGiven } from './no-colour.js';

/** Red, green and blue from 0 to 1, in proportion to the light: what luminance is counted from. */
type Linear = readonly [number, number, number];

const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];

/** What text needs, and what the border of a field does. */
const TEXT = 4.5;
const BORDER = 3;
/** Colours are computed a little beyond it, as screens round them. */
const SPARE = 0.1;
/** Brighter than this, black is read better on it than white. */
const MIDDLE = 0.18;

/** A colour that stands on surfaces: its token, the name that style sheets here have for it, and what it needs. */
const COLOURS = [
  { token: 'accent', name: '--_accent', needs: TEXT, isOnNotices: true },
  { token: 'text', name: '--_text', needs: TEXT, isOnNotices: true },
  { token: 'text-muted', name: '--_muted', needs: TEXT, isOnNotices: false },
  { token: 'field-border', name: '--_field-border', needs: BORDER, isOnNotices: false },
] as const;

interface Colour {
  readonly token: string;
  readonly name: string;
  readonly needs: number;
  /** As the page gave it, or ours where it gave none. */
  readonly given: Linear;
  /** As the style sheets have made it. */
  readonly made: Linear;
  /** What it stands on of the page's, and what of ours. */
  readonly surfaces: readonly Linear[];
  readonly notices: readonly Linear[];
}

/** What a widget looks like in one scheme. */
interface Look {
  readonly colours: readonly Colour[];
  readonly onAccent: Linear;
  /** By its surface; where that lets through what is behind it, by what is written there. */
  readonly isDark: boolean;
}

/** What is taken for each colour, by its name. */
type Taken = Readonly<Record<string, Linear>>;

const WHITE: Linear = [1, 1, 1];
const BLACK: Linear = [0, 0, 0];

const told = new Set<string>();
/** Widgets whose own sheet has the corrected colours. */
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
export function readableOn(surfaces: readonly Linear[], colour: Linear, needs: number = TEXT): Linear {
  if (lowest(colour, surfaces) >= needs) return colour;
  const lights = surfaces.map(luminance);
  const darker = (Math.min(...lights) + 0.05) / (needs + SPARE) - 0.05;
  const lighter = (Math.max(...lights) + 0.05) * (needs + SPARE) - 0.05;
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

const isSame = (one: Linear, other: Linear) => hex(one) === hex(other);

/** What the style sheets made of a colour. Whatever it was written as, the browser answers in the one colour space that is asked for. */
function read(probe: HTMLElement, colour: string): Linear {
  probe.style.color = `color(from ${colour} srgb-linear r g b / 1)`;
  const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/-?[\d.]+(?:e[-+]?\d+)?|none/g) ?? []).map(
    (part) => Math.min(1, Math.max(0, Number(part) || 0)),
  );
  return [r, g, b];
}

/** What lets through what is behind it has no contrast of its own. */
function isSolid(probe: HTMLElement, colour: string): boolean {
  probe.style.color = `color(from ${colour} srgb-linear r g b / alpha)`;
  return !getComputedStyle(probe).color.includes('/');
}

function look(probe: HTMLElement, noColours: ReadonlySet<string>): Look {
  const surfaces = ['var(--_surface)', 'var(--_raised)']
    .filter((surface) => isSolid(probe, surface))
    .map((surface) => read(probe, surface));
  const notices = ['good', 'warn', 'bad'].map((kind) => read(probe, `var(--_${kind}-surface)`));
  const colours = COLOURS.map(({ token, name, needs, isOnNotices }) => ({
    token,
    name,
    needs,
    given: read(probe, noColours.has(token) ? `var(${name})` : `var(--kabinet-${token}, var(${name}))`),
    made: read(probe, `var(${name})`),
    surfaces,
    notices: isOnNotices ? notices : [],
  }));
  const [first] = surfaces;
  const isDark = first ? luminance(first) < MIDDLE : luminance(read(probe, 'var(--_text)')) > MIDDLE;
  return { colours, onAccent: read(probe, 'var(--_on-accent)'), isDark };
}

/** What can be read on the page's own surfaces, which style sheets cannot know, and if that goes together on our notices as well. */
function readable({ needs, given, made, surfaces, notices }: Colour): Linear {
  const all = [...surfaces, ...notices];
  if (surfaces.length === 0 || lowest(made, all) >= needs) return made;
  const onAll = readableOn(all, given, needs);
  if (lowest(onAll, all) >= needs) return onAll;
  return lowest(made, surfaces) >= needs ? made : readableOn(surfaces, given, needs);
}

function corrected({ colours, onAccent }: Look): Taken {
  const taken = Object.fromEntries(colours.map((colour) => [colour.name, readable(colour)]));
  const accent = taken['--_accent'] ?? WHITE;
  const best = contrast(WHITE, accent) >= contrast(BLACK, accent) ? WHITE : BLACK;
  return { ...taken, '--_on-accent': contrast(onAccent, accent) >= TEXT ? onAccent : best };
}

/** What was enough and was moved by a step all the same, for the room that is kept to spare, is nothing to be told. */
function tell(element: Element, { colours }: Look, taken: Taken, givenOn: Linear | null): void {
  const lines: string[] = [];
  const say = (
    token: string,
    given: Linear,
    ratio: number,
    needs: number,
    instead: Linear | undefined,
    where: string,
  ) => {
    if (ratio >= needs || !instead || isSame(given, instead)) return;
    const its = `--kabinet-${token} ${hex(given)} has a contrast of ${ratio.toFixed(1)} : 1 ${where}`;
    lines.push(`${its} and needs ${needs} : 1, so ${hex(instead)} is taken`);
  };
  for (const { token, name, needs, given, surfaces, notices } of colours)
    say(token, given, lowest(given, [...surfaces, ...notices]), needs, taken[name], 'here');
  const accent = taken['--_accent'];
  if (givenOn && accent)
    say('on-accent', givenOn, contrast(givenOn, accent), TEXT, taken['--_on-accent'], 'on the accent');
  // The same theme is around every widget of a page: it is said once, whichever comes first.
  const key = lines.join('; ');
  if (lines.length === 0 || told.has(key)) return;
  told.add(key);
  const where = whereGiven(element, ['--kabinet-on-accent', ...COLOURS.map(({ token }) => `--kabinet-${token}`)]);
  console.warn(`Kabinet: ${where}: ${key}. Give a colour with that contrast, or leave it so.`);
}

const isGiven = (element: Element, token: string) => getComputedStyle(element).getPropertyValue(token).trim() !== '';

/**
 * The scheme that the page's own colours are of, where it is the same in both: on a dark card all else of ours is to be dark too,
 * whatever the page says of itself, and on a light one light.
 */
function schemeOf([light, dark]: readonly Look[]): Scheme | null {
  if (!light || !dark || light.isDark !== dark.isDark) return null;
  return light.isDark ? 'dark' : 'light';
}

/**
 * Looks whether a page's own colours can be read in this widget, in light and in dark. The style sheets have adjusted the accent to
 * our surfaces already; on surfaces of the page's own it and what else is written there is adjusted here. Says in the console what
 * was adjusted, once.
 */
export function checkTheme(element: Element): void {
  const root = element.shadowRoot;
  // Without relative colours nothing was adjusted, and nothing can be asked for.
  if (!root || !CSS.supports('color', 'color(from red srgb-linear r g b / 1)')) return;
  // Before the corrections, which count from what it made of the accent.
  addStyles(root, accentStyles);
  const before = corrections.get(root);
  if (before) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== before);
  corrections.delete(root);

  const probe = document.createElement('span');
  probe.hidden = true;
  // Where the person's own colours stand instead of all others, the page's are looked at all the same, and nothing is changed by it.
  probe.style.setProperty('forced-color-adjust', 'none');
  root.append(probe);
  const noColours = replaceNoColours(element, root, probe);
  const found = SCHEMES.map((each) => {
    probe.style.colorScheme = each;
    return look(probe, noColours);
  });
  const scheme = schemeOf(found);
  // As it is drawn now, or will be.
  probe.style.colorScheme = scheme ?? '';
  const now = look(probe, noColours);
  const givenOn =
    isGiven(element, '--kabinet-on-accent') && !noColours.has('on-accent')
      ? read(probe, 'var(--kabinet-on-accent)')
      : null;
  probe.remove();

  const taken = found.map(corrected);
  const adjusted = ['--_on-accent', ...COLOURS.map(({ name }) => name)].flatMap((name) => {
    const of = (index: number) => taken[index]?.[name] ?? WHITE;
    const made = (index: number) =>
      name === '--_on-accent'
        ? found[index]?.onAccent
        : found[index]?.colours.find((colour) => colour.name === name)?.made;
    const isSo = SCHEMES.every((_scheme, index) => isSame(made(index) ?? WHITE, of(index)));
    return isSo ? [] : [`${name}: light-dark(${css(of(0))}, ${css(of(1))});`];
  });
  if (adjusted.length > 0 || scheme) {
    const sheet = new CSSStyleSheet();
    const rule = `:host { ${scheme ? `color-scheme: ${scheme};` : ''} ${adjusted.join(' ')} }`;
    // A page that has other colours for a dark device changes them at once, and is looked at again only when there is time.
    const device = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    sheet.replaceSync(`@media (prefers-color-scheme: ${device}) { ${rule} }`);
    corrections.set(root, sheet);
    addStyles(root, sheet);
  }
  tell(element, now, corrected(now), givenOn);
}
