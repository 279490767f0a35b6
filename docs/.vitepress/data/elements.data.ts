/* eslint-disable no-restricted-syntax -- VitePress asks for a default export */
import { type ElementDoc, elementDocs, type Language, languages } from './manifest.js';

type Elements = Readonly<Record<Language, readonly ElementDoc[]>>;

/** Every element, for lists and the configurator. VitePress puts what `load` returns in its place. */
declare const data: Elements;
export { data };

export default {
  watch: ['../../../packages/elements/dist/custom-elements.json', '../../texts/*.json'],
  load: (): Elements => Object.fromEntries(languages.map((each) => [each, elementDocs(each)])) as unknown as Elements,
};
