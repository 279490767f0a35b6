import type { Page } from 'playwright-core';

/** How one element inside a widget looks; the values of `PROPERTIES` in their order, and its box as seen from the widget's own corner. */
export interface Looked {
  readonly what: string;
  readonly styles: readonly string[];
  readonly box: readonly [left: number, top: number, width: number, height: number];
}

export interface Measured {
  readonly tag: string;
  /** What is meant to come from the page: a clean page is given the same before the two are compared. */
  readonly inherited: { readonly fontFamily: string; readonly fontWeight: string; readonly fontSize: string };
  /** What the page leaves it; nothing for one that another widget gives its room. */
  readonly width: number | null;
  /** Its words, as a person sees them. */
  readonly text: string;
  readonly elements: readonly Looked[];
}

const SIDES = ['top', 'right', 'bottom', 'left'];
/** What only drawings show. */
const PAINT = ['fill', 'stroke', 'stroke-width'];
const PROPERTIES = [
  ...PAINT,
  'background-color',
  'border-collapse',
  'border-top-left-radius',
  'box-shadow',
  'color',
  'cursor',
  'direction',
  'display',
  'float',
  'font-family',
  'font-size',
  'font-style',
  'font-variant',
  'font-weight',
  'hyphens',
  'letter-spacing',
  'line-break',
  'line-height',
  'list-style-type',
  'opacity',
  'position',
  'text-align',
  'text-align-last',
  'text-decoration-line',
  'text-indent',
  'text-shadow',
  'text-transform',
  'text-underline-offset',
  'text-wrap',
  'transform',
  'visibility',
  'white-space',
  'word-break',
  'word-spacing',
  '-webkit-text-fill-color',
  ...SIDES.flatMap((side) => [`border-${side}-color`, `border-${side}-style`, `border-${side}-width`]),
  ...SIDES.flatMap((side) => [`margin-${side}`, `padding-${side}`]),
];

/** What rounding makes of the same box at another place of a page. */
const TOLERANCE = 0.5;
const PATIENCE_MS = 20_000;

/** Waits until every tag shows what it has and nothing moves any more; says which do not. */
export async function settled(page: Page, tags: readonly string[]): Promise<void> {
  const look = () =>
    page.evaluate(
      (names) => {
        const waiting = names.filter((name) => {
          const root = document.querySelector(name)?.shadowRoot;
          return !root?.querySelector('.cabinet, .card, .menu, [part]') || root.querySelector('.bones');
        });
        if (waiting.length > 0) return { waiting, outline: '' };
        const boxes = names.flatMap((name) => {
          const elements = document.querySelector(name)?.shadowRoot?.querySelectorAll('*') ?? [];
          return [...elements].map((element) => {
            const { left, top, width, height } = element.getBoundingClientRect();
            return [left, top, width, height, element.childElementCount === 0 ? element.textContent : ''].join();
          });
        });
        return { waiting, outline: boxes.join(';') };
      },
      [...tags],
    );
  const start = Date.now();
  let before = '';
  for (;;) {
    const { waiting, outline } = await look();
    if (outline !== '' && outline === before) return;
    before = outline;
    if (Date.now() - start > PATIENCE_MS) throw new Error(`never settled: ${waiting.join(', ') || 'something moves'}`);
    await page.waitForTimeout(150);
  }
}

/** Takes the measure of each widget: everything in it, and its words as a person sees them. */
export function measure(page: Page, tags: readonly string[]): Promise<Measured[]> {
  return page.evaluate(
    ({ names, properties, paint }) =>
      names.flatMap((tag) => {
        const host = document.querySelector<HTMLElement>(tag);
        const root = host?.shadowRoot;
        const card = root?.querySelector<HTMLElement>('.cabinet, .card, .menu, [part]');
        if (!host || !root || !card) return [];
        const around = host.parentElement?.closest(names.join()) ?? null;
        const { fontFamily, fontWeight, fontSize } = getComputedStyle(host);
        // Room that a page keeps around the cabinet is its own.
        const corner = (around?.shadowRoot?.querySelector('.cabinet') ?? card).getBoundingClientRect();
        const elements = [
          ...root.querySelectorAll('*:not(style, script, option, br, svg *, .visually-hidden, .visually-hidden *)'),
        ].map((element, index) => {
          const styles = getComputedStyle(element);
          const { left, top, width, height } = element.getBoundingClientRect();
          // What lies over the page stands by the window, a list where it has room there: its inside is compared.
          const over = element.closest('[popover]')?.getBoundingClientRect();
          const { left: x, top: y } = over ?? (element.closest('dialog') ? { left: 0, top: 0 } : corner);
          const box: [number, number, number, number] = [left - x, top - y, width, height];
          const part = element.getAttribute('part');
          return {
            what: `${index} ${element.localName}${element.id ? `#${element.id}` : ''}${part ? `[part="${part}"]` : ''}`,
            styles: properties.map((name) =>
              paint.includes(name) && element.localName !== 'svg' ? '' : styles.getPropertyValue(name),
            ),
            box: width === 0 && height === 0 ? ([0, 0, 0, 0] as typeof box) : box,
          };
        });
        return [
          {
            tag,
            inherited: { fontFamily, fontWeight, fontSize },
            width: around ? null : card.getBoundingClientRect().width,
            text: card.innerText,
            elements,
          },
        ];
      }),
    { names: [...tags], properties: PROPERTIES, paint: PAINT },
  );
}

/** Gives the widgets of a clean page what another page gave them by right: its font, and the room there was. */
export async function dress(page: Page, as: readonly Measured[]): Promise<void> {
  await page.evaluate(
    (measured) => {
      for (const { tag, inherited, width } of measured) {
        const host = document.querySelector<HTMLElement>(tag);
        if (host) Object.assign(host.style, inherited, width !== null && { width: `${width}px` });
      }
    },
    as.map(({ tag, inherited, width }) => ({ tag, inherited, width })),
  );
}

/** Where two measures differ, in words. */
export function differences(hostile: readonly Measured[], clean: readonly Measured[]): string[] {
  const found: string[] = [];
  for (const { tag, text, elements } of clean) {
    const other = hostile.find((each) => each.tag === tag);
    if (!other) {
      found.push(`<${tag}> is not there`);
      continue;
    }
    if (other.text !== text) found.push(`<${tag}> says ${JSON.stringify(other.text)}, not ${JSON.stringify(text)}`);
    if (other.elements.length !== elements.length) {
      found.push(`<${tag}> has ${other.elements.length} elements, not ${elements.length}`);
      continue;
    }
    for (const [index, { what, styles, box }] of elements.entries()) {
      const its = other.elements[index];
      if (!its) continue;
      for (const [at, value] of styles.entries()) {
        if (its.styles[at] !== value) found.push(`<${tag}> ${what}: ${PROPERTIES[at]} ${its.styles[at]}, not ${value}`);
      }
      for (const [at, name] of (['from the left', 'from the top', 'wide', 'high'] as const).entries()) {
        const [one = 0, two = 0] = [its.box[at], box[at]];
        if (Math.abs(one - two) > TOLERANCE) found.push(`<${tag}> ${what}: ${one} ${name}, not ${two}`);
      }
    }
  }
  return found;
}
