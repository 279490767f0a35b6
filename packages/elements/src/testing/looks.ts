import 'axe-core/axe.min.js';
import type axeCore from 'axe-core';
import { type Language, LANGUAGES } from '../locales/load.js';
import { Person } from './person.js';
import type { Service } from './service.js';
import { makeProvider, makeWidget, place } from './stage.js';

declare const axe: typeof axeCore;

const realTimers = { setTimeout, clearTimeout };

interface Look {
  readonly lang: Language;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

const LOOKS: readonly Look[] = LANGUAGES.flatMap((lang) =>
  ([320, 1280] as const).flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ lang, width, scheme }))),
);

/** What brings a widget into the state to look at: waits, types, presses. */
export type Play = (person: Person, service: Service) => unknown;

export interface Shown {
  readonly tag: string;
  /** Made anew for each copy that is looked at. */
  readonly service: () => Service;
  /** Leaves the widget without a provider. */
  readonly isAlone?: boolean;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly play: Play;
}

async function show({ tag, isAlone, attributes, play, ...shown }: Shown, look: Look, percent = 100): Promise<Person> {
  const corner = place({ lang: look.lang });
  Object.assign(corner.style, {
    width: `${look.width}px`,
    colorScheme: look.scheme,
    background: 'Canvas',
    color: 'CanvasText',
    fontSize: `${percent}%`,
  });
  const widget = makeWidget({ tag, ...(attributes && { attributes }), inside: '' });
  const service = shown.service();
  if (isAlone) corner.append(widget);
  else {
    const provider = makeProvider({ service, lang: look.lang });
    provider.append(widget);
    corner.append(provider);
  }
  const person = new Person(widget);
  await play(person, service);
  return person;
}

/**
 * Shows a state in each language, at 320 and 1280 px, light and dark, and has axe look at it (WCAG 2.2 A and AA); then checks that
 * nothing sticks out sideways, at 200 % text too.
 */
export async function looksRightEverywhere(shown: Shown): Promise<void> {
  const people: Person[] = [];
  for (const look of LOOKS) people.push(await show(shown, look));
  for (const person of people) nothingSticksOut(person);
  await passesAxe(people.map(({ widget }) => widget));
  for (const lang of LANGUAGES) nothingSticksOut(await show(shown, { lang, width: 320, scheme: 'light' }, 200));
}

/** axe needs the time that the test has stopped. */
async function withRealTimers<T>(work: () => Promise<T>): Promise<T> {
  const stopped = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout };
  Object.assign(window, realTimers);
  try {
    return await work();
  } finally {
    Object.assign(window, stopped);
  }
}

export async function passesAxe(widgets: readonly Element[]): Promise<void> {
  // Fading in would be measured half faded.
  for (const widget of widgets) {
    for (const animation of widget.shadowRoot?.getAnimations() ?? []) animation.finish();
  }
  const { violations, incomplete, passes } = await withRealTimers(() =>
    axe.run(
      { include: widgets as Element[] },
      {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        resultTypes: ['violations', 'incomplete', 'passes'],
      },
    ),
  );
  if (passes.length === 0) throw new Error('axe found nothing to look at');
  // Contrast that axe could not work out is contrast nobody has checked. (Text that runs on over a line's end overlaps its
  // own neighbours: there is no other colour behind it.)
  const isUnchecked = ({ any }: axeCore.NodeResult) =>
    any.some(({ data }) => (data as { messageKey?: string }).messageKey !== 'elmPartiallyObscuring');
  const unchecked = incomplete
    .filter(({ id }) => id === 'color-contrast')
    .map((result) => ({ ...result, nodes: result.nodes.filter(isUnchecked) }));
  const found = [...violations, ...unchecked];
  const lines = found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.failureSummary ?? ''} at ${node.html}`),
  );
  if (lines.length > 0) throw new Error(lines.join('\n'));
}

/** Whether the element is there for screen readers only. */
function isClipped(element: Element): boolean {
  return getComputedStyle(element).clipPath !== 'none';
}

/** Containment hides overflow from scrollWidth, so every box and every run of letters is measured. */
export function nothingSticksOut({ widget, root }: Person): void {
  const limit = widget.getBoundingClientRect().right + 0.5;
  const check = (node: Node): void => {
    if (node instanceof Element) {
      if (isClipped(node) || node.localName === 'option') return;
      if (node.getBoundingClientRect().right > limit) complain(node, node.getBoundingClientRect().right);
    } else if (node instanceof Text && node.data.trim()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const { right } = range.getBoundingClientRect();
      if (right > limit) complain(node, right);
    }
    node.childNodes.forEach(check);
  };
  const complain = (node: Node, right: number) => {
    const what = node instanceof Element ? node.outerHTML.slice(0, 200) : (node.textContent ?? '');
    throw new Error(`sticks out by ${(right - limit).toFixed(1)} px of <${widget.localName}>: ${what}`);
  };
  root.childNodes.forEach(check);
}
