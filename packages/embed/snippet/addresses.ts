/** What of a webmaster's words may stand in a snippet: an address that leads elsewhere than it seems to, or nowhere, is refused. */

/** Stands for whatever site a path is of. */
const NO_SITE = 'https://page.invalid';

export const isSample = (api: string) => /^mock:/i.test(api);

export const isWhole = (address: string) => /^https?:\/\//i.test(address) && URL.canParse(address);

/**
 * Whether it is a path of the page's own site, whatever a browser makes of it: a backslash, a line's end that is left out, or a `.` between
 * slashes makes another site of what looks like a path.
 */
function isPath(address: string): boolean {
  if (!/^\.{0,2}\//.test(address) || !URL.canParse(address, NO_SITE)) return false;
  const { origin, pathname } = new URL(address, NO_SITE);
  return origin === NO_SITE && !pathname.startsWith('//');
}

/** The site of a whole address, as a policy may name it: what else browsers take for a host would end a directive there, or let in every site. */
export function siteOf(address: string): string {
  const { origin, username, password } = new URL(address);
  if (username || password || !/^https?:\/\/([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/.test(origin)) {
    throw new TypeError(`not a site that a policy can name: "${address}"`);
  }
  return origin;
}

/** With a slash at its end. Not relative: keys of an import map are read against the page's `<base>`, and would miss the files in silence. */
export function readBase(base: string): string {
  if (!isWhole(base) && !(base.startsWith('/') && isPath(base))) {
    throw new TypeError(`base must be a whole address or begin with a slash: "${base}"`);
  }
  if (/[?#]/.test(base)) throw new TypeError(`base must be a folder, without ? and #: "${base}"`);
  if (isWhole(base)) siteOf(base);
  // As the browser writes it: a key that is written otherwise is another one.
  const path = isWhole(base) ? new URL(base).href : new URL(base, NO_SITE).pathname;
  return path.endsWith('/') ? path : `${path}/`;
}

/** Throws for an API that no page could ask. */
export function checkApi(api: string): void {
  if (isWhole(api)) siteOf(api);
  else if (!isSample(api) && !isPath(api)) {
    throw new TypeError(`api must be a whole address, a path that begins with a slash, or mock: "${api}"`);
  }
}

const SESSIONS = ['cookie', 'pkce', 'token'];

/** Throws for a setting that no widget could follow. */
export function checkSettings({ session, tokenUrl, signInUrl }: Readonly<Record<string, string>>): void {
  if (session !== undefined && !SESSIONS.includes(session)) {
    throw new TypeError(`session can be ${SESSIONS.join(', ')}, not "${session}"`);
  }
  // The widgets give it the person's cookies, and its token to the API.
  if (tokenUrl !== undefined && !isPath(tokenUrl)) {
    throw new TypeError(`token-url must be a path of the page's own site, such as /kabinet-token: "${tokenUrl}"`);
  }
  if (signInUrl !== undefined && !isWhole(signInUrl) && !isPath(signInUrl)) {
    throw new TypeError(`sign-in-url must be a whole address or begin with a slash: "${signInUrl}"`);
  }
}
