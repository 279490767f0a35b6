import type { Plugin } from 'vite';

/** Takes other modules in the place of those that our packages import by these names. */
export function instead(modules: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'kabinet-instead',
    enforce: 'pre',
    resolveId: (source, importer) =>
      importer?.replaceAll('\\', '/').includes('/packages/elements/src/') ? (modules[source] ?? null) : null,
  };
}
