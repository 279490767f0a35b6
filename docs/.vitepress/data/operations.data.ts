/* eslint-disable no-restricted-syntax -- VitePress asks for a default export */
import { type Language, languages } from './manifest.js';
import { type ApiDocs, apiDocs, type ProblemDoc } from './operation-pages.js';

interface Line {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
}
interface Contents {
  readonly groups: readonly { readonly name: string; readonly title: string; readonly calls: readonly Line[] }[];
  readonly problems: readonly ProblemDoc[];
}
type ByLanguage = Readonly<Record<Language, Contents>>;

/** What the list of calls says; the pages have the rest. VitePress puts what `load` returns in its place. */
declare const data: ByLanguage;
export { data };

export default {
  watch: ['../../texts/api/*.json'],
  load: (): ByLanguage =>
    Object.fromEntries(languages.map((each) => [each, contentsOf(apiDocs(each))])) as unknown as ByLanguage,
};

function contentsOf({ groups, problems }: ApiDocs): Contents {
  const lines = groups.map(({ name, title, calls }) => ({
    name,
    title,
    calls: calls.map(({ name, method, path, summary }) => ({ name, method, path, summary })),
  }));
  return { groups: lines, problems };
}
