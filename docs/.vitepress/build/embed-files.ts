import { cpSync, createReadStream, existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { normalize, sep } from 'node:path';

const dist = fileURLToPath(new URL('../../../packages/embed/dist/', import.meta.url));

/** As much of Vite's plugins as is used here: VitePress brings a Vite of its own, with other types than ours. */
type Answer = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
interface ServingPlugin {
  readonly name: string;
  configureServer(server: { readonly middlewares: { use(path: string, answer: Answer): unknown } }): void;
}

/** Previews load the widgets as they were built, from beside the docs: `/kabinet/`. While one writes they come from the build's own folder. */
export function serveEmbed(): ServingPlugin {
  return {
    name: 'kabinet-docs-embed',
    configureServer(server) {
      server.middlewares.use('/kabinet/', (request, response, next) => {
        const name = normalize(decodeURIComponent((request.url ?? '/').replace(/[?#].*$/, ''))).slice(1);
        const file = dist + name;
        const isOurs = !name.split(sep).includes('..') && existsSync(file) && statSync(file).isFile();
        if (!isOurs) return next();
        response.setHeader(
          'content-type',
          name.endsWith('.css') ? 'text/css' : name.endsWith('.json') ? 'application/json' : 'text/javascript',
        );
        createReadStream(file).pipe(response);
      });
    },
  };
}

/** Puts the built widgets into the built docs, without what only tools read: maps and types. */
export function copyEmbed(outDir: string): void {
  cpSync(dist, `${outDir}/kabinet`, { recursive: true, filter: (source) => !/\.(map|d\.ts)$/.test(source) });
}
