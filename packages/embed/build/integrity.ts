import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import type { FileIntegrity, Integrity } from '../snippet/build-files.js';

export type { FileIntegrity, Integrity };

/** As browsers check it. SHA-384, as everywhere where such hashes are shown: shorter ones save nothing that matters. */
export function integrityOf(content: string | Uint8Array): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

/** The integrity of the files of a folder that pages load: scripts, themes and what a phone app needs, wherever they lie in it. */
export function integrityOfFolder(folder: string, version: string): Integrity {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(js|css)$/.test(name))
    // By code units: sorted by a language's rules the file would differ with the builder's language.
    .sort((a, b) => (a < b ? -1 : 1));
  const files = names.map((name): [string, FileIntegrity] => {
    const content = readFileSync(join(folder, name));
    return [name, { integrity: integrityOf(content), bytes: content.length }];
  });
  return { version, files: Object.fromEntries(files) };
}

/** As the file has it. */
export function integrityText(integrity: Integrity): string {
  return `${JSON.stringify(integrity, null, 2)}\n`;
}

const PLACE = '__KABINET_HASHES__';

/**
 * Puts into the classic loader the hashes of what it loads: of `kabinet-all.js`, which another run has written before this one, and of
 * `kabinet.js` beside it. It comes after all that changes files.
 */
export function hashesForClassic(): Plugin {
  return {
    name: 'kabinet-hashes-for-classic',
    generateBundle: {
      order: 'post',
      handler({ dir = 'dist' }, bundle) {
        const chunk = (name: string): Rolldown.OutputChunk => {
          const file = bundle[name];
          if (file?.type !== 'chunk') throw new Error(`the build has no ${name}`);
          return file;
        };
        const all = join(dir, 'kabinet-all.js');
        if (!existsSync(all)) throw new Error(`${all} is not there: \`vite build --mode one-file\` comes first`);
        const classic = chunk('kabinet-classic.js');
        if (!classic.code.includes(PLACE)) throw new Error(`${classic.fileName} has no place for hashes`);
        const hashes = {
          'kabinet-all.js': integrityOf(readFileSync(all)),
          'kabinet.js': integrityOf(chunk('kabinet.js').code),
        };
        classic.code = classic.code.replaceAll(PLACE, () => `(${JSON.stringify(hashes)})`);
      },
    },
  };
}

/** Writes `integrity.json` of all that lies in the folder once the last file is there. */
export function writeIntegrity(version: string): Plugin {
  return {
    name: 'kabinet-integrity',
    writeBundle({ dir = 'dist' }) {
      writeFileSync(join(dir, 'integrity.json'), integrityText(integrityOfFolder(dir, version)));
    },
  };
}
