import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * What the docs' pages may do, of what they have in them: scripts of their own, and the few lines that VitePress writes into each page, by
 * their hashes. Styles may stand in attributes, since Vue and the highlighter of code write them; the frames of previews have a policy
 * of their own that allows none (public/preview/index.html).
 */
export function policyOf(pages: readonly string[]): string {
  const hashes = new Set(
    pages.flatMap((html) =>
      [...html.matchAll(INLINE_SCRIPT)].map(
        ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
      ),
    ),
  );
  return [
    `default-src 'none'`,
    `script-src 'self' ${[...hashes].sort().join(' ')}`.trim(),
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `connect-src 'self'`,
    `frame-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
  ].join('; ');
}

/** Writes it beside the pages: `_headers`, which several hosts of static sites read, and what anyone else can copy from. `base` is where they lie. */
export function writePolicy(outDir: string, base: string): void {
  const pages = readdirSync(outDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => readFileSync(join(outDir, name), 'utf8'));
  const policy = policyOf(pages);
  writeFileSync(
    join(outDir, '_headers'),
    [
      `${base}*`,
      `  Content-Security-Policy: ${policy}`,
      '  X-Content-Type-Options: nosniff',
      '  Referrer-Policy: no-referrer',
      `${base}kabinet/*`,
      '  Access-Control-Allow-Origin: *',
      '',
    ].join('\n'),
  );
}
