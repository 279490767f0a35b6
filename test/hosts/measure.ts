import type { Page } from 'playwright-core';

/** How one element inside a widget looks. */
export interface Looked {
  readonly what: string;
  readonly styles: Readonly<Record<string, string>>;
  readonly width: number;
  readonly height: number;
}

export interface Measured {
  readonly tag: string;
  /** What is meant to come from the page: a clean page is given the same before the two are compared. */
  readonly inherited: { readonly fontFamily: string; readonly fontWeight: string; readonly fontSize: string };
  readonly width: number;
  readonly text: string;
  readonly elements: readonly Looked[];
}

/** Wider or higher by less than this is the rounding of where something stands. */
const TOLERANCE = 1.5;
const PATIENCE_MS = 20_000;

/** Waits until every tag shows what it has and nothing moves any more; says which do not. */
export async function settled(page: Page, tags: readonly string[]): Promise<void> {
  const missing = () =>
    page.evaluate(
      (names) =>
        names.filter((name) => {
          const root = document.querySelector(name)?.shadowRoot;
          return !root?.querySelector('.card, .menu, [part]') || root.querySelector('.bones');
        }),
      [...tags],
    );
  const start = Date.now();
  let before = '';
  for (;;) {
    const waiting = await missing();
    const now = waiting.length === 0 ? JSON.stringify(await measure(page, tags)) : '';
    if (now !== '' && now === before) return;
    before = now;
    if (Date.now() - start > PATIENCE_MS) throw new Error(`never settled: ${waiting.join(', ') || 'something moves'}`);
    await page.waitForTimeout(250);
  }
}

/** Takes the measure of each widget: every part, heading, field and button in it, and its words as a person sees them. */
export function measure(page: Page, tags: readonly string[]): Promise<Measured[]> {
  return page.evaluate(
    (names) => {
      const PROPERTIES = [
        'color',
        'display',
        'direction',
        'font-size',
        'font-style',
        'letter-spacing',
        'line-height',
        'text-align',
        'text-indent',
        'text-shadow',
        'text-transform',
        'visibility',
        'white-space',
        'word-spacing',
        '-webkit-text-fill-color',
      ];
      const SEEN = '[part], h2, h3, p, a, button, input, select, textarea, label, summary, legend, th, td';
      return names.flatMap((tag) => {
        const host = document.querySelector<HTMLElement>(tag);
        const root = host?.shadowRoot;
        const card = root?.querySelector<HTMLElement>('.card, .menu, [part]');
        if (!host || !root || !card) return [];
        const { fontFamily, fontWeight, fontSize } = getComputedStyle(host);
        const elements = [...root.querySelectorAll(SEEN)].map((element, index) => {
          const styles = getComputedStyle(element);
          const { width, height } = element.getBoundingClientRect();
          return {
            what: `${index} ${element.localName}${element.getAttribute('part') ? `[part="${element.getAttribute('part')}"]` : ''}`,
            styles: Object.fromEntries(PROPERTIES.map((name) => [name, styles.getPropertyValue(name)])),
            width,
            height,
          };
        });
        return [
          {
            tag,
            inherited: { fontFamily, fontWeight, fontSize },
            width: card.getBoundingClientRect().width,
            text: card.innerText,
            elements,
          },
        ];
      });
    },
    [...tags],
  );
}

/** Gives the widgets of a clean page what another page gave them by right: its font, and the room there was. */
export async function dress(page: Page, as: readonly Measured[]): Promise<void> {
  await page.evaluate(
    (measured) => {
      for (const { tag, inherited, width } of measured) {
        const host = document.querySelector<HTMLElement>(tag);
        if (host) Object.assign(host.style, { ...inherited, width: `${width}px` });
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
    for (const [index, { what, styles, width, height }] of elements.entries()) {
      const its = other.elements[index];
      if (!its) continue;
      for (const [name, value] of Object.entries(styles)) {
        if (its.styles[name] !== value) found.push(`<${tag}> ${what}: ${name} ${its.styles[name]}, not ${value}`);
      }
      if (Math.abs(its.width - width) > TOLERANCE) found.push(`<${tag}> ${what}: ${its.width} wide, not ${width}`);
      if (Math.abs(its.height - height) > TOLERANCE) found.push(`<${tag}> ${what}: ${its.height} high, not ${height}`);
    }
  }
  return found;
}
