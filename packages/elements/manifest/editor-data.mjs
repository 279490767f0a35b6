// @ts-check
/**
 * What editors read to complete our tags and to explain them: VS Code's custom data and JetBrains' web types, made of the manifest.
 */

/**
 * @typedef {{ name: string, description?: string }} Named
 * @typedef {{ text: string }} TypeText
 * @typedef {Named & { fieldName?: string, type?: TypeText, parsedType?: TypeText, default?: string }} Attribute
 * @typedef {Named & { kind: string, attribute?: string, readonly?: boolean, type?: TypeText, parsedType?: TypeText }} Member
 * @typedef {Named & { type?: TypeText }} EventOf
 * @typedef {object} ElementOf as the manifest describes an element
 * @property {string} name
 * @property {string} tagName
 * @property {string} description
 * @property {Attribute[]} [attributes]
 * @property {Member[]} [members]
 * @property {EventOf[]} [events]
 * @property {Named[]} [slots]
 * @property {Named[]} [cssParts]
 * @property {(Named & { default?: string })[]} [cssProperties]
 */

/** @param {readonly ElementOf[]} elements */
export function htmlData(elements) {
  return {
    $schema: 'https://raw.githubusercontent.com/microsoft/vscode-html-languageservice/main/docs/customData.schema.json',
    version: 1.1,
    tags: elements.map((element) => ({
      name: element.tagName,
      description: { kind: 'markdown', value: explain(element) },
      attributes: (element.attributes ?? []).map((attribute) => ({
        name: attribute.name,
        description: attribute.description ?? '',
        // "v": the editor writes the name alone, without a value.
        ...(isBoolean(attribute) ? { valueSet: 'v' } : { values: valuesOf(attribute).map((name) => ({ name })) }),
      })),
    })),
  };
}

/** @param {readonly ElementOf[]} elements */
export function cssData(elements) {
  return {
    $schema: 'https://raw.githubusercontent.com/microsoft/vscode-css-languageservice/main/docs/customData.schema.json',
    version: 1.1,
    properties: once(elements, 'cssProperties'),
    pseudoElements: once(elements, 'cssParts').map(({ name, description }) => ({
      name: `::part(${name})`,
      description,
    })),
  };
}

/**
 * @param {readonly ElementOf[]} elements
 * @param {{ name: string, version: string }} about the package
 */
export function webTypes(elements, { name, version }) {
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'js-types-syntax': 'typescript',
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tagName,
          description: explain(element),
          attributes: (element.attributes ?? []).map((attribute) => ({
            name: attribute.name,
            description: attribute.description ?? '',
            // In the source a text stands in quotes.
            value: { type: typeOf(attribute), default: (attribute.default ?? '').replace(/^'(.*)'$/, '$1') },
          })),
          slots: (element.slots ?? []).map(named),
          js: {
            properties: (element.members ?? [])
              .filter(({ kind }) => kind === 'field')
              .map((member) => ({ ...named(member), type: typeOf(member) })),
            events: (element.events ?? []).map((event) => ({ ...named(event), type: event.type?.text ?? 'Event' })),
          },
        })),
      },
      css: {
        properties: once(elements, 'cssProperties'),
        'pseudo-elements': once(elements, 'cssParts').map(({ name: part, description }) => ({
          name: `part(${part})`,
          description,
        })),
      },
    },
  };
}

/**
 * What a part or a property is on the elements that have it; they are named where not all say the same.
 * @param {readonly ElementOf[]} elements
 * @param {'cssParts' | 'cssProperties'} kind
 */
function once(elements, kind) {
  /** @type {Map<string, Map<string, string[]>>} */
  const meanings = new Map();
  for (const element of elements) {
    for (const { name, description = '' } of element[kind] ?? []) {
      const meaning = meanings.get(name) ?? new Map();
      meaning.set(description, [...(meaning.get(description) ?? []), element.tagName]);
      meanings.set(name, meaning);
    }
  }
  return [...meanings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, meaning]) => ({
      name,
      description:
        meaning.size === 1
          ? [...meaning.keys()].join('')
          : [...meaning].map(([text, tags]) => `${tags.map((tag) => `<${tag}>`).join(', ')}: ${text}`).join('\n'),
    }));
}

/**
 * All that is said of an element, for a bubble beside the tag.
 * @param {ElementOf} element
 */
function explain(element) {
  /** @type {[string, readonly Named[]][]} */
  const lists = [
    ['Inside it', (element.slots ?? []).map((slot) => ({ ...slot, name: slot.name || 'content' }))],
    ['Events', element.events ?? []],
    ['Parts', element.cssParts ?? []],
    ['CSS properties', element.cssProperties ?? []],
  ];
  return [
    element.description,
    ...lists
      .filter(([, items]) => items.length > 0)
      .map(([title, items]) =>
        [`**${title}**`, '', ...items.map(({ name, description }) => `- \`${name}\` - ${description}`)].join('\n'),
      ),
  ].join('\n\n');
}

/** @param {Named} each */
function named({ name, description = '' }) {
  return { name, description };
}

/** @param {Attribute | Member} each */
function typeOf({ parsedType, type }) {
  return parsedType?.text ?? type?.text ?? 'string';
}

/** @param {Attribute} attribute */
function isBoolean(attribute) {
  return typeOf(attribute) === 'boolean';
}

/**
 * The values to choose from, of a type like 'use' | 'heating'.
 * @param {Attribute} attribute
 */
function valuesOf(attribute) {
  return [...typeOf(attribute).matchAll(/'([^']+)'/g)].map(([, value = '']) => value);
}
