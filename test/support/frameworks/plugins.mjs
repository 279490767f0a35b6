/** What Web Test Runner lacks for tests in frameworks: React comes as CommonJS, Vue expects a bundler, Svelte has files of its own. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { compile } from 'svelte/compiler';
import { elementsOf, makeManifest } from '../../../packages/elements/manifest/config.mjs';

const REACT = '/__frameworks/react.js';
const REACT_SPECIFIERS = new Set(['react', 'react-dom', 'react-dom/client']);

/** React as one module, so that its parts share one React; with what the tests import, and nothing else. */
async function bundleReact(rootDir) {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { createElement } from 'react';
export { flushSync } from 'react-dom';
export { createRoot } from 'react-dom/client';`,
      resolveDir: rootDir,
    },
    bundle: true,
    format: 'esm',
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0].text;
}

export function reactPlugin() {
  let bundle;
  let rootDir;
  return {
    name: 'kabinet-react',
    serverStart({ config }) {
      rootDir = config.rootDir;
    },
    resolveImport: ({ source }) => (REACT_SPECIFIERS.has(source) ? REACT : undefined),
    async serve({ path }) {
      if (path !== REACT) return undefined;
      bundle ??= bundleReact(rootDir);
      return { body: await bundle, type: 'js' };
    },
  };
}

/** Vue's own build for browsers, with the compiler of templates. */
export function vuePlugin() {
  return {
    name: 'kabinet-vue',
    resolveImport: ({ source }) => (source === 'vue' ? '/node_modules/vue/dist/vue.esm-browser.prod.js' : undefined),
  };
}

const EVERY_TAG = '/test/frameworks/every-tag.svelte';
const EVERY_ATTRIBUTE = '/test/frameworks/every-attribute.js';

/** What the tests give our elements, made of the manifest: each attribute of each, also written out in a template for Svelte. */
export function manifestPlugin() {
  let elements;
  return {
    name: 'kabinet-manifest',
    serverStart({ config }) {
      elements = elementsOf(makeManifest(join(config.rootDir, 'packages/elements'))).map(
        ({ tagName, attributes = [] }) => ({
          tag: tagName,
          attributes: attributes.map(({ name, fieldName = name, type, parsedType }) => ({
            name,
            property: fieldName,
            type: (parsedType ?? type).text,
          })),
        }),
      );
    },
    serve({ path }) {
      if (path === EVERY_ATTRIBUTE)
        return { body: `export const everyElement = ${JSON.stringify(elements)};`, type: 'js' };
      return path === EVERY_TAG ? { body: templateOf(elements) } : undefined;
    },
  };
}

function templateOf(elements) {
  const branches = elements.map(({ tag, attributes }, index) => {
    const given = attributes.map(({ name }) => `${name}={view.props['${name}']}`).join(' ');
    return `{${index === 0 ? '#if' : ':else if'} view.tag === '${tag}'}<${tag} ${given}></${tag}>`;
  });
  return `<script>let { view } = $props();</script>\n${branches.join('\n')}\n{/if}`;
}

export function sveltePlugin() {
  let rootDir;
  return {
    name: 'kabinet-svelte',
    serverStart({ config }) {
      rootDir = config.rootDir;
    },
    resolveMimeType: ({ path }) => (path.endsWith('.svelte') ? 'js' : undefined),
    transform({ path, body }) {
      if (!path.endsWith('.svelte')) return undefined;
      const { js } = compile(String(body), { generate: 'client', filename: join(rootDir, path) });
      return { body: js.code };
    },
  };
}
