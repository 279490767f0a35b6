import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { asciiFile } from './ascii-only.js';

/** Files that are written by hand and go with the build as they are. */
export interface AlsoFiles {
  /** Where they lie. */
  readonly from: string;
  /** The folder of the build that they go to. */
  readonly to: string;
  /** Which of them. */
  readonly name: RegExp;
}

/** Copies files into the build, with the line ends of the source, so that they are hashed and served like the rest. */
export function alsoFiles(groups: readonly AlsoFiles[]): Plugin {
  return {
    name: 'kabinet-also-files',
    generateBundle() {
      for (const { from, to, name } of groups) {
        if (!existsSync(from)) continue;
        for (const file of readdirSync(from).sort()) {
          if (!name.test(file)) continue;
          const source = asciiFile(file, readFileSync(join(from, file), 'utf8'));
          this.emitFile({ type: 'asset', fileName: `${to}/${file}`, source });
        }
      }
    },
  };
}
