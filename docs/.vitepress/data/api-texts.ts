import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from './manifest.js';

const folder = fileURLToPath(new URL('../../texts/api/', import.meta.url));

type Texts = Readonly<Record<string, string>>;

/** What the reference of the API says beyond the contract, in one language. */
export interface ApiTexts {
  /** Titles, by the name of the group. */
  readonly groups: Texts;
  /** What a call does, by its name. English has none: the contract says it. */
  readonly operations?: Texts;
  /** What a parameter means, by `call.name` where it means something else there, else by its name. */
  readonly parameters: Texts;
  /** What has gone wrong, by the code. */
  readonly problems: Texts;
}

export function readApiTexts(language: Language): ApiTexts {
  return JSON.parse(readFileSync(`${folder}${language}.json`, 'utf8')) as ApiTexts;
}

/** Looks texts up, and remembers what there was none for. */
export class ApiWords {
  readonly #texts: ApiTexts;
  readonly #language: Language;
  readonly #missing = new Set<string>();

  constructor(language: Language, texts: ApiTexts) {
    this.#language = language;
    this.#texts = texts;
  }

  group(name: string): string {
    return this.#find('groups', [name]);
  }

  /** `summary` is the contract's own. */
  operation(name: string, summary: string): string {
    return this.#texts.operations === undefined ? summary : this.#find('operations', [name]);
  }

  parameter(operation: string, name: string): string {
    return this.#find('parameters', [`${operation}.${name}`, name]);
  }

  problem(code: string): string {
    return this.#find('problems', [code]);
  }

  /** Throws an error that names every text that was asked for and is not there. */
  requireAll(): void {
    if (this.#missing.size === 0) return;
    throw new Error(`docs/texts/api/${this.#language}.json lacks: ${[...this.#missing].join(', ')}`);
  }

  #find(kind: keyof ApiTexts, keys: readonly string[]): string {
    const texts = this.#texts[kind] ?? {};
    for (const key of keys) if (texts[key] !== undefined) return texts[key];
    this.#missing.add(`${kind}/${keys.join(' or ')}`);
    return '';
  }
}
