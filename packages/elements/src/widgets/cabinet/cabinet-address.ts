import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { hashOf, type SectionName, wordOfHash } from './cabinet.model.js';

interface Cabinet extends ReactiveControllerHost, HTMLElement {
  readonly withoutAddress: boolean;
}

/** Those on the page: what follows `#` is followed by the first of them alone, or they would take the focus from each other. */
const connected = new Set<CabinetAddress>();

/** The part of the page's address that is about a cabinet: `#kabinet/payments`. */
export class CabinetAddress implements ReactiveController {
  readonly #cabinet: Cabinet;
  readonly #follow: (word: string, isAsked: boolean) => void;
  #wasOurs = false;

  /**
   * `follow` is told what the address says: an empty word for none, which is Back to where the page was opened. `isAsked`: somebody went
   * there; else it is about this cabinet from now on, because the page has put it first or taken away the one before it.
   */
  constructor(cabinet: Cabinet, follow: (word: string, isAsked: boolean) => void) {
    this.#cabinet = cabinet;
    this.#follow = follow;
    cabinet.addController(this);
  }

  readonly #handleHash = () => {
    // Any other word is the page's own.
    const word = wordOfHash(location.hash) ?? (location.hash === '' ? '' : null);
    if (this.isOurs && word !== null) this.#follow(word, true);
  };

  hostConnected(): void {
    connected.add(this);
    window.addEventListener('hashchange', this.#handleHash);
    CabinetAddress.#passOn();
  }

  hostDisconnected(): void {
    connected.delete(this);
    window.removeEventListener('hashchange', this.#handleHash);
    CabinetAddress.#passOn();
  }

  /** Whose the address is may be another one's now: that reads it. A cabinet that is only moved is gone for no time at all. */
  static #passOn(): void {
    queueMicrotask(() => {
      for (const each of connected) each.#take();
    });
  }

  #take(): void {
    const { isOurs, word } = this;
    if (isOurs && !this.#wasOurs && word) this.#follow(word, false);
    this.#wasOurs = isOurs;
  }

  /** Whether the page's address is about this one: the first in the order of the page. */
  get isOurs(): boolean {
    const cabinet = this.#cabinet;
    if (!connected.has(this) || cabinet.withoutAddress) return false;
    const others = [...connected]
      .map((each) => each.#cabinet)
      .filter((each) => each !== cabinet && !each.withoutAddress);
    return others.every((each) => cabinet.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  /** The word of it that is about this one; null of none. */
  get word(): string | null {
    return this.isOurs ? wordOfHash(location.hash) : null;
  }

  /** What the address says to the cabinet that it is about. */
  get said(): Pick<Location, 'hash' | 'search'> {
    return this.isOurs ? location : { hash: '', search: location.search };
  }

  /** The whole address: what follows `#` alone would be resolved against the page's `<base>`. */
  of(section: SectionName): string {
    return location.href.replace(/#.*/s, '') + hashOf(section);
  }

  /** An entry of the history each: Back leads to the section before. */
  set(section: SectionName): void {
    if (this.isOurs && location.hash !== hashOf(section)) location.hash = hashOf(section);
  }
}
