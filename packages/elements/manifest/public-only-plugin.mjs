// @ts-check
/**
 * Leaves in the manifest what a page may use: the elements with a tag, and of their members those that are public and say what they are
 * for. What else TypeScript calls public (Lit's lifecycle, `localize`) is between our own files.
 */
export function publicOnlyPlugin() {
  return {
    name: 'kabinet-public-only',
    /** @param {{ customElementsManifest: any }} phase */
    packageLinkPhase({ customElementsManifest }) {
      const { modules } = customElementsManifest;
      const elements = modules.flatMap((/** @type {any} */ { declarations = [] }) =>
        declarations.filter((/** @type {any} */ { tagName }) => tagName),
      );
      for (const element of elements) cleanElement(element);
      for (const module of modules) cleanModule(module);
      customElementsManifest.modules = modules
        .filter((/** @type {any} */ { exports, declarations }) => exports.length + declarations.length > 0)
        .sort((/** @type {any} */ a, /** @type {any} */ b) => (a.path < b.path ? -1 : 1));
      refuseLostTags(customElementsManifest.modules, elements);
    },
  };
}

/** @param {any} element */
function cleanElement(element) {
  element.description = oneLine(element.description);
  // Of the bases the element has taken what there is: they have no page of their own here to lead to.
  element.superclass = { name: 'LitElement', package: 'lit' };
  element.members = (element.members ?? []).filter(isPublic);
  // Events that the analyzer found in the code by themselves have no name; those that the comment names do.
  element.events = (element.events ?? []).filter((/** @type {any} */ { name }) => name);
  for (const kind of ['members', 'attributes', 'events', 'slots', 'cssParts', 'cssProperties']) {
    for (const each of element[kind] ?? []) {
      delete each.inheritedFrom;
      if (each.description) each.description = oneLine(each.description);
    }
    if (element[kind]?.length === 0) delete element[kind];
  }
}

/** @param {any} member */
function isPublic({ name, static: isStatic, privacy = 'public', description, attribute }) {
  return !isStatic && privacy === 'public' && !/^[#_]/.test(name) && Boolean(description || attribute);
}

/** @param {any} module */
function cleanModule(module) {
  module.declarations = (module.declarations ?? []).filter((/** @type {any} */ { tagName }) => tagName);
  module.exports = (module.exports ?? []).filter(
    (/** @type {any} */ { kind, declaration }) =>
      kind === 'custom-element-definition' ||
      module.declarations.some((/** @type {any} */ { name }) => name === declaration?.name),
  );
  module.path = built(module.path);
  for (const { declaration } of module.exports) {
    if (declaration.module) declaration.module = built(declaration.module);
  }
}

/**
 * A definition whose class was not found would be an element without a single attribute.
 * @param {any[]} modules
 * @param {any[]} elements
 */
function refuseLostTags(modules, elements) {
  for (const { kind, name } of modules.flatMap(({ exports }) => exports)) {
    if (kind !== 'custom-element-definition' || elements.some(({ tagName }) => tagName === name)) continue;
    throw new Error(`The class of <${name}> is not among the files that the manifest is made of.`);
  }
}

/**
 * Where the file is for who installs the package.
 * @param {string} path
 */
function built(path) {
  return path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');
}

/** @param {string} [text] */
function oneLine(text = '') {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
