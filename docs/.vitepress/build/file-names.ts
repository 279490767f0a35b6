import type { MarkdownRenderer } from 'vitepress';

/** A block that is to be saved, `js file=serve.mjs`, says under which name, where the others say what language they are in. */
export function withFileNames({ renderer: { rules } }: MarkdownRenderer): void {
  const { fence } = rules;
  if (!fence) throw new Error('markdown-it has no rule for blocks of code');
  rules.fence = (tokens, index, ...more) => {
    // Before: what draws the block may take from it what it has understood.
    const [, name] = /\sfile=(\S+)/.exec(tokens[index]?.info ?? '') ?? [];
    const html = fence(tokens, index, ...more);
    if (name === undefined) return html;
    return html.replace(/<span class="lang">[^<]*<\/span>/, `<span class="lang">${name}</span>`);
  };
}
