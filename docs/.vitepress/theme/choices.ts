import type { ElementDoc } from '../data/manifest.js';
import { mockAddress, type Shown } from './frame.js';

/** What somebody has chosen for an element's preview. */
export interface Choices {
  state: string;
  lang: string;
  scheme: Shown['scheme'];
  theme: string;
  width: number;
  /** Only those that are set; a switch that is on is an empty text, as in markup. */
  attributes: Record<string, string>;
  slot: string;
  part: string;
  tokens: Record<string, string>;
}

/** As narrow as phones are. */
export const NARROWEST = 320;

export function firstChoices(lang: string, slot: string): Choices {
  return { state: 'ready', lang, scheme: '', theme: '', width: 640, attributes: {}, slot, part: '', tokens: {} };
}

/** The preview has the mock for an API and its own way to the language: what a page would say for itself is left out. */
const OF_THE_PAGE = ['api', 'session', 'token-url', 'sign-in-url', 'lang'];

export function shownBy(element: ElementDoc, choices: Choices): Shown {
  const isProvider = element.tag === 'kabinet-provider';
  const attributes = Object.entries(choices.attributes).filter(([name]) => !isProvider || !OF_THE_PAGE.includes(name));
  return {
    tag: element.tag,
    api: mockAddress(choices.state),
    lang: choices.lang,
    attributes: Object.fromEntries(attributes),
    slot: choices.slot,
    events: element.events.map(({ name }) => name),
    part: choices.part,
    theme: choices.theme,
    scheme: choices.scheme,
    tokens: choices.tokens,
  };
}
