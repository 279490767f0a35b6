import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { type HostedFiles, type HostedScript, readHostedFiles } from './hosted-script.js';
import { iconSvg, themeCss } from './theme.js';

export type { HostedScript };

/** A file that never changes: its address has what it is made of in it. */
export interface Asset {
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

const FOR_EVER = 'public, max-age=31536000, immutable';

function shortHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').replace(/[-_]/g, '').slice(0, 12);
}

/** The parts of the style sheet, served as one file; later ones win over earlier ones. */
const STYLE_PARTS = ['frame', 'text', 'form', 'states', 'talk', 'appeals', 'screens'];

const styleCss = STYLE_PARTS.map((part) =>
  readFileSync(new URL(`../../src/pages/style/${part}.css`, import.meta.url), 'utf8'),
).join('\n');
const styleHash = shortHash(styleCss);

/** The address of the style sheet that all suppliers' pages share. */
export const stylePath = `/assets/${styleHash}/style.css`;

/** The supplier's own files: its colours and its mark. */
export function supplierAssets({ id, profile }: KnownSupplier, name: string) {
  const theme = themeCss(profile);
  const icon = iconSvg(profile, name);
  return {
    theme: { path: `/${id}/my/assets/${shortHash(theme)}/theme.css`, type: 'text/css; charset=utf-8', body: theme },
    icon: { path: `/${id}/my/assets/${shortHash(icon)}/icon.svg`, type: 'image/svg+xml; charset=utf-8', body: icon },
  };
}

/**
 * What all suppliers' pages load: the style sheet, and the script with its chunks from the built embed. Without the embed the pages
 * work as plain forms.
 */
export class SharedAssets {
  readonly script: HostedScript | null;
  readonly #directory: URL | null;
  readonly #hosted: HostedFiles | null;
  readonly #read = new Map<string, Promise<Asset | null>>();

  /** `directory` is where the built embed lies; null where it is not installed. */
  constructor(directory: URL | null = embedDirectory()) {
    this.#directory = directory;
    this.#hosted = directory && readHostedFiles(directory);
    this.script = this.#hosted?.script ?? null;
  }

  /** The file at `/assets/<version>/<name>`; null when there is none. */
  find(version: string, name: string): Promise<Asset | null> {
    if (version === styleHash && name === 'style.css') {
      return Promise.resolve({ type: 'text/css; charset=utf-8', body: styleCss });
    }
    const isOurs = version === this.#hosted?.version && this.#hosted.names.has(name);
    if (!isOurs || this.#directory === null) return Promise.resolve(null);
    const known = this.#read.get(name);
    if (known) return known;
    const reading = readFile(new URL(name, this.#directory)).then(
      (body) => ({ type: 'text/javascript; charset=utf-8', body: new Uint8Array(body) }),
      () => null,
    );
    this.#read.set(name, reading);
    // It may be there again the next time.
    void reading.then((asset) => asset ?? this.#read.delete(name));
    return reading;
  }
}

/** An asset's answer: kept by browsers for a year, for its address changes with it. */
export function assetResponse({ type, body }: Asset): Response {
  return new Response(body, { headers: { 'Content-Type': type, 'Cache-Control': FOR_EVER } });
}

function embedDirectory(): URL | null {
  try {
    return new URL('./', import.meta.resolve('@kabinet/embed'));
  } catch {
    return null;
  }
}
