// @ts-check
/**
 * Adds to an attribute whose type has a name (`SessionMode`) the values that the name stands for, as `parsedType`: an editor offers them,
 * and the docs' knobs are made of them. Only unions of texts: nothing else can be chosen from.
 */
export function unionsPlugin() {
  /** Null where two files mean different things by one name. @type {Map<string, string | null>} */
  const unions = new Map();
  return {
    name: 'kabinet-unions',
    /** @param {{ ts: any, node: any }} phase */
    collectPhase({ ts, node }) {
      if (!ts.isTypeAliasDeclaration(node) || !ts.isUnionTypeNode(node.type)) return;
      const texts = node.type.types.filter(
        (/** @type {any} */ each) => ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal),
      );
      if (texts.length < node.type.types.length) return;
      const { text: name } = node.name;
      const values = texts.map((/** @type {any} */ each) => `'${each.literal.text}'`).join(' | ');
      unions.set(name, (unions.get(name) ?? values) === values && unions.get(name) !== null ? values : null);
    },
    /** @param {{ customElementsManifest: any }} phase */
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const { attributes = [], members = [] } of declarations) {
          for (const each of [...attributes, ...members]) {
            const text = unions.get(each.type?.text);
            if (text) each.parsedType = { text };
          }
        }
      }
    },
  };
}
