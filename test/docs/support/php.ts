/**
 * PHP of the guides, on machines without PHP: what its strings say is read out of them, and that the text hangs together is checked by
 * brackets and quotes. This knows what the guides use, and refuses the rest.
 */

interface Token {
  readonly kind: 'string' | 'word' | 'sign';
  readonly text: string;
}

/** Functions and classes that the systems have, as their manuals name them; PHP's own. */
const KNOWN = new Set([
  // WordPress
  ...['add_action', 'add_shortcode', 'wp_print_script_tag', 'home_url', 'esc_html'],
  // 1C-Bitrix
  ...['getInstance', 'addString'],
  // Joomla
  'addCustomTag',
  ...['function', 'preg_replace', 'array'],
]);

/** Fails where the text is no PHP, or calls what nobody here has. */
export function checkPhp(code: string): void {
  if (!code.startsWith('<?php\n')) throw new Error('it does not begin with <?php');
  const open: string[] = [];
  const tokens = tokensOf(code);
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind === 'word' && tokens[index + 1]?.text === '(' && !KNOWN.has(text)) throw new Error(`who has ${text}()?`);
    if (kind !== 'sign') continue;
    if ('([{'.includes(text)) open.push(text);
    const opener = { ')': '(', ']': '[', '}': '{' }[text];
    if (opener !== undefined && open.pop() !== opener) throw new Error(`a ${text} that nothing opens`);
  }
  if (open.length > 0) throw new Error(`${open.join('')} is never closed`);
  // A statement ends with a semicolon or a block.
  const last = tokens.at(-1)?.text;
  if (last !== ';' && last !== '}') throw new Error(`it ends with ${String(last)}`);
}

/** The script tag that the code puts into the head: written out in its strings, or an array of attributes. */
export function scriptTagOfPhp(code: string): string {
  const tokens = tokensOf(code);
  const strings = tokens.filter(({ kind }) => kind === 'string').map(({ text }) => text);
  if (strings.some((each) => each.includes('<script'))) {
    const first = strings.findIndex((each) => each.includes('<script'));
    const last = strings.findIndex((each) => each.includes('</script>'));
    return strings.slice(first, last + 1).join('');
  }
  const begins = tokens.findIndex(({ text }) => text === 'wp_print_script_tag');
  const ends = tokens.findIndex(({ text }, index) => index > begins && text === ']');
  const words = tokens.slice(begins, ends).filter(({ kind }) => kind === 'string');
  const attributes = words.flatMap(({ text }, index) =>
    index % 2 === 0 ? [`${text}="${words[index + 1]?.text ?? ''}"`] : [],
  );
  return `<script ${attributes.join(' ')}></script>`;
}

/** What the plugin's shortcode makes: `[kabinet widget="x"]text[/kabinet]` is `<kabinet-x>text</kabinet-x>`. */
export function shortcodesToTags(text: string): string {
  return text.replace(/\[kabinet widget="([a-z-]+)"\](.*?)\[\/kabinet\]/g, '<kabinet-$1>$2</kabinet-$1>');
}

function tokensOf(code: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern =
    /\/\*[\s\S]*?\*\/|\/\/.*|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([$\w\\]+)|(<\?php|[-+]>|=>|::|\?\?|[^\s\w])|\s+/gy;
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    end = match.index + match[0].length;
    const [, single, double, word, sign] = match;
    if (single !== undefined || double !== undefined) tokens.push({ kind: 'string', text: single ?? double ?? '' });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (sign === "'" || sign === '"') throw new Error('a quote that nothing closes');
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  if (end !== code.length) throw new Error(`what is this: ${code.slice(end, end + 20)}`);
  return tokens;
}
