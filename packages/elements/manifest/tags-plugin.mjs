// @ts-check
/**
 * Tells the analyzer which class a tag belongs to. Importing our elements registers nothing: a tag stands in the `*.define.ts` beside its
 * class, as `define('kabinet-x', KabinetX)`, a call that the analyzer does not know.
 */
import { posix } from 'node:path';

/** The analyzer's own kind of entry: from it on, it knows by itself what a custom element is. */
export function tagsPlugin() {
  return {
    name: 'kabinet-tags',
    /** @param {{ ts: any, node: any, moduleDoc: any }} phase */
    analyzePhase({ ts, node, moduleDoc }) {
      if (!moduleDoc.path.endsWith('.define.ts') || !ts.isCallExpression(node)) return;
      const [tag, element] = node.arguments;
      if (node.expression.getText() !== 'define' || !ts.isStringLiteral(tag) || !ts.isIdentifier(element)) return;
      const declaration = { name: element.text, module: moduleOf(ts, node.getSourceFile(), element.text) };
      moduleDoc.exports.push({ kind: 'custom-element-definition', name: tag.text, declaration });
    },
  };
}

/**
 * Where the file imports a name from, as the analyzer names modules.
 * @param {any} ts
 * @param {any} file
 * @param {string} name
 */
function moduleOf(ts, file, name) {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    if (!bindings.elements.some((/** @type {any} */ each) => each.name.text === name)) continue;
    return posix.join(posix.dirname(file.fileName), statement.moduleSpecifier.text.replace(/\.js$/, '.ts'));
  }
  throw new Error(`${file.fileName} defines a tag with ${name}, which it does not import.`);
}
