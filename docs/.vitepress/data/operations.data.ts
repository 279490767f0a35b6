/* eslint-disable no-restricted-syntax -- VitePress asks for a default export */
import { operationDocs } from './operation-pages.js';

interface Line {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
}

/** What the list of calls says; the pages have the rest. VitePress puts what `load` returns in its place. */
declare const data: readonly Line[];
export { data };

export default {
  load: (): readonly Line[] =>
    operationDocs().map(({ name, method, path, summary }) => ({ name, method, path, summary })),
};
