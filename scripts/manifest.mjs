// @ts-check
/**
 * `npm run manifest`: reads the elements and writes into packages/elements/dist what is made of them: the manifest, editors' data, types
 * for React, Vue and Svelte. A part of `npm run build`; the files are not committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementsOf, makeManifest } from '../packages/elements/manifest/config.mjs';
import { cssData, htmlData, webTypes } from '../packages/elements/manifest/editor-data.mjs';
import { jsxTypes, svelteTypes, vueTypes } from '../packages/elements/manifest/framework-types.mjs';
import { runScript, step } from './lib/report.mjs';
import { root } from './lib/run.mjs';

await runScript(async () => {
  step('Writing what is made of the elements (npm run manifest)');
  const folder = join(root, 'packages/elements');
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const manifest = makeManifest(folder);
  const elements = elementsOf(manifest);
  const files = {
    'custom-elements.json': json(manifest),
    'vscode.html-custom-data.json': json(htmlData(elements)),
    'vscode.css-custom-data.json': json(cssData(elements)),
    'web-types.json': json(webTypes(elements, about)),
    'jsx.d.ts': jsxTypes(elements),
    'vue.d.ts': vueTypes(elements),
    'svelte.d.ts': svelteTypes(elements),
  };
  const dist = join(folder, 'dist');
  mkdirSync(dist, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dist, name), text);
  console.log(`${elements.length} elements, ${Object.keys(files).length} files`);
});

/** @param {unknown} value */
function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
