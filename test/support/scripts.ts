/*
 * 200 scripts as people who mean harm write them into texts: each calls `attacked` with its own number if anything takes it for more than
 * text. 180 are markup, for texts that are written into a page as they are; 20 are addresses, for texts that become links.
 */

/** What a script calls. */
export const ATTACK = 'attacked';
const call = (number: number) => `${ATTACK}(${number})`;

/** Each with the element it needs, and how that ends. */
const HANDLERS: readonly (readonly [element: string, handler: string, end: string])[] = [
  ['img src=x', 'onerror', ''],
  ['svg', 'onload', '</svg>'],
  ['video src=x', 'onerror', '</video>'],
  ['audio src=x', 'onerror', '</audio>'],
  ['iframe', 'onload', '</iframe>'],
  ['details open', 'ontoggle', '</details>'],
  ['input autofocus', 'onfocus', ''],
  ['button autofocus', 'onfocus', '</button>'],
  ['object data=x', 'onerror', '</object>'],
  ['form tabindex=0', 'onfocusin', '</form>'],
];

const VECTORS: readonly ((script: string) => string)[] = [
  (script) => `<script>${script}</script>`,
  (script) => `<svg><script>${script}</script></svg>`,
  ...HANDLERS.slice(0, 8).map(
    ([element, handler, end]) =>
      (script: string) =>
        `<${element} ${handler}=${script}>${end}`,
  ),
];

/** What ends the place that a text stands in: an attribute, an element, a comment. */
const BREAKOUTS = [
  ...['', '">', "'>", '`>', '-->', ']]>'],
  ...['</textarea>', '</title>', '</style>', '</script>', '</option></select>', '</template>'],
];

/** Spellings that a list of forbidden words would not know. */
const SPELLINGS: readonly ((handler: (typeof HANDLERS)[number], number: number) => string)[] = [
  ([element, handler, end], number) => `<${element.toUpperCase()} ${handler.toUpperCase()}=${call(number)}>${end}`,
  ([element, handler, end], number) =>
    `<${element.replace(/=(\w+)/, '="$1"').replace(' ', '/')}/${handler}=${call(number)}>${end}`,
  ([element, handler, end], number) => `<${element.replace(' ', '\n')}\t${handler}\n=\n${call(number)}\n>${end}`,
  ([element, handler, end], number) => `<${element} ${handler}="&#97;ttacked&lpar;${number}&rpar;">${end}`,
  ([element, handler, end], number) => `<${element} ${handler}='${call(number)}'x=">">${end}`,
  ([element, handler, end], number) => `<${element}\f${handler}\f=\f${call(number)}>${end}`,
];

const markup: string[] = [];
for (const breakout of BREAKOUTS) {
  for (const vector of VECTORS) markup.push(breakout + vector(call(markup.length)));
}
for (const spelling of SPELLINGS) {
  for (const handler of HANDLERS) markup.push(spelling(handler, markup.length));
}

/** 180 of them. */
export const MARKUP_SCRIPTS: readonly string[] = markup;

/** The other 20: nothing may lead there, whatever it is written like. */
export const ADDRESS_SCRIPTS: readonly string[] = [
  (script: string) => `javascript:${script}`,
  (script: string) => `JaVaScRiPt:${script}`,
  (script: string) => ` javascript:${script}`,
  (script: string) => `\u0001javascript:${script}`,
  (script: string) => `\n\tjavascript:${script}`,
  (script: string) => `java\tscript:${script}`,
  (script: string) => `java\nscript:${script}`,
  (script: string) => `java\r\nscript\t:${script}`,
  (script: string) => `javascript:${script}//https://energy.example/`,
  (script: string) => `javascript:${script};//http://energy.example/`,
  (script: string) => `javascript://energy.example/%0a${script}`,
  (script: string) => `javascript://energy.example/%0d%0a${script}`,
  (script: string) => `javascript:/*https://*/${script}`,
  (script: string) => `javascript:void ${script}`,
  (script: string) => `javascript:void%20${script}`,
  (script: string) => `javascript:'https:';${script};''`,
  (script: string) => `javascript:%61ttacked${script.slice(ATTACK.length)}`,
  (script: string) => `javascript:self["${ATTACK}"]${script.slice(ATTACK.length)}`,
  (script: string) => `javascript:\`\${${script}}\``,
  (script: string) => `javascript:(()=>${script})()`,
].map((address, index) => address(call(MARKUP_SCRIPTS.length + index)));
