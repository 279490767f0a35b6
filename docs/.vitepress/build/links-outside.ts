/** As much of markdown-it as is used here. */
interface Token {
  readonly type: string;
  readonly children: Token[] | null;
  attrGet(name: string): string | null;
}
interface Markdown {
  readonly core: {
    readonly ruler: { push(name: string, rule: (state: { readonly tokens: readonly Token[] }) => void): void };
  };
}

/** Files of the repository that have no page here: decisions, how it is built, sources. */
const OUTSIDE =
  /^(?![a-z]+:|#|\/)(?:[^#]*\/)?(?:decisions\/|examples\/|architecture\.md|packages\/|demo\/|test\/|scripts\/|README\.md|CONTRIBUTING\.md)/;

/** Guides are read in the repository too, where such links lead somewhere. On the site their text stays. */
export function withoutLinksOutside(md: Markdown): void {
  md.core.ruler.push('kabinet-links-outside', ({ tokens }) => {
    for (const { children } of tokens) if (children) removeLinks(children);
  });
}

function removeLinks(tokens: Token[]): void {
  let isOutside = false;
  const kept = tokens.filter((token) => {
    if (token.type === 'link_open') isOutside = OUTSIDE.test(token.attrGet('href') ?? '');
    return !(isOutside && (token.type === 'link_open' || token.type === 'link_close'));
  });
  tokens.splice(0, tokens.length, ...kept);
}
