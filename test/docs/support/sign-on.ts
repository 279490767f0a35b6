/** The blocks of docs/en/sign-on.md belong together: what one gives the next one takes. */
import { createHash, randomBytes } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { request as send } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { root } from '../../../scripts/lib/run.mjs';
import { freePort, makeEmptyFolder } from './empty-folder.js';
import { type Fence, type Steps } from './fences.js';
import { startRealApi } from './real-api.js';
import { pasted, profileLines, type Runner, withOurAddresses, open, type World } from './runners.js';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Lines of a block without what stands behind them as a remark. */
const linesOf = ({ code }: Fence): readonly string[] => code.split('\n').map((line) => line.replace(/ {3,}\S.*$/, ''));

/** Sends a request of the docs as it stands there, with what the docs leave out filled in. */
function sendBlock(fence: Fence, origin: string, fill: (text: string) => string): Promise<Answer> {
  const text = fill(linesOf(fence).join('\n'));
  const [head = '', body = ''] = text.split('\n\n', 2);
  const [first = '', ...headers] = head.trim().split('\n');
  const [method = '', path = ''] = first.split(' ');
  return new Promise((done, failed) => {
    const asked = send(
      origin + path,
      { method, headers: Object.fromEntries(headers.map((line) => line.split(/: (.*)/, 2) as [string, string])) },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
        );
      },
    );
    asked.on('error', failed);
    asked.end(body.trim());
  });
}

/** Headers of the docs' answer that the real one has too, with the same value. */
function expectHeaders(fence: Fence, answer: Answer, fill: (text: string) => string): void {
  for (const line of fill(fence.code).split('\n\n')[0]?.split('\n') ?? []) {
    const [, name, value] = /^([\w-]+): (.*)$/.exec(line) ?? [];
    if (name !== undefined) expect(String(answer.headers[name.toLowerCase()])).toContain(value);
  }
}

/** Ways 1 and 2: a person signs in on the pages of the service; what the browser then has is sent as the guide shows it. */
export async function throughKabinet(steps: Steps, world: World): Promise<void> {
  await pasted(steps.take('html'), world);
  const asCookie = steps.take('http request');
  const allowed = steps.take('http response');
  const address = steps.take('text address');
  const message = steps.take('js');
  const forToken = steps.take('http request');
  const tokens = steps.take('json');

  const { page } = await open(world, '<p>Сайт</p>', world.api.origin);
  const site = world.site.origin;
  const [verifier, state] = [randomBytes(32).toString('base64url'), randomBytes(16).toString('base64url')];
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const authorize = linesOf(address)
    .map((line) => line.trim())
    .join('')
    .replace('https://cabinet.example.net', world.api.origin)
    .replaceAll('https://www.example.com', site)
    .replace('state=…', `state=${state}`)
    .replace('code_challenge=…', `code_challenge=${challenge}`);
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate((url) => {
      const told = new Promise((done) =>
        addEventListener('message', ({ data }) => done(data as unknown), { once: true }),
      );
      Object.assign(globalThis, { told });
      window.open(url, '', 'width=400,height=600');
    }, authorize),
  ]);
  await world.api.fillIn(popup);
  const told = (await page.evaluate(() => (globalThis as unknown as { told: Promise<unknown> }).told)) as {
    response: { code: string; state: string };
  };
  const shown = evaluate(message.code) as typeof told;
  expect(shapeOf(told)).toEqual(shapeOf(shown));
  expect(told.response.state).toBe(state);

  const cookies = (await page.context().cookies(world.api.origin)).map(({ name, value }) => `${name}=${value}`);
  const fill = (text: string) =>
    text.replaceAll('https://www.example.com', site).replace(/^Cookie: .*$/m, `Cookie: ${cookies.join('; ')}`);
  const answer = await sendBlock(asCookie, world.api.origin, fill);
  expect(answer.status, answer.body).toBe(200);
  expectHeaders(allowed, answer, fill);
  const stranger = await sendBlock(asCookie, world.api.origin, (text) =>
    fill(text).replace(site, 'https://evil.example'),
  );
  expect(stranger.status).toBe(403);

  const given = await sendBlock(forToken, world.api.origin, (text) =>
    text
      .replaceAll('https%3A%2F%2Fwww.example.com', encodeURIComponent(site))
      .replaceAll('https://www.example.com', site)
      .replace('code=kac_…', `code=${told.response.code}`)
      .replace('code_verifier=…', `code_verifier=${verifier}`)
      .replace(
        'redirect_uri=…',
        `redirect_uri=${encodeURIComponent(new URL(authorize).searchParams.get('redirect_uri') ?? '')}`,
      ),
  );
  expect(given.status, given.body).toBe(200);
  const [real, documented] = [JSON.parse(given.body), JSON.parse(tokens.code)] as Record<string, string>[];
  expect(shapeOf(real)).toEqual(shapeOf(documented));
  expect(real).toMatchObject({ token_type: documented?.['token_type'], expires_in: documented?.['expires_in'] });
}

/** Way 3: the supplier's site makes a key and tokens by the guide's code, and the real API takes them. */
export async function throughOwnSite(steps: Steps): Promise<void> {
  const makeKey = steps.take('js');
  const profile = steps.take('yaml');
  const request = steps.take('http request');
  const response = steps.take('http response');
  const endpoint = steps.take('js');
  const check = steps.take('js');

  const folder = makeEmptyFolder();
  onTestFinished(() => folder.remove());
  symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'));
  folder.write('make-key.mjs', makeKey.code);
  expect(await folder.run('node make-key.mjs && openssl pkey -in private.pem -noout')).toMatchObject({ code: 0 });

  const port = await freePort();
  const site = `http://127.0.0.1:${port}`;
  await profileLines(profile);
  const jwksUri = `${site}/.well-known/jwks.json`;
  const api = await startRealApi([site], { signOn: { issuer: 'https://www.example.com', jwksUri } });
  onTestFinished(() => api.close());
  folder.write(
    'site.mjs',
    `${endpoint.code}
import { createServer } from 'node:http';
// The session that the site has already: here it is whoever sends the cookie of the guide.
function customerOf(request) {
  return request.headers.cookie === 'your own' ? { ref: ${JSON.stringify(api.customerRef)} } : null;
}
createServer(async (request, response) => {
  if (request.url === '/kabinet-token') return kabinetToken(request, response);
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(await readFile('jwks.json'));
}).listen(${port}, '127.0.0.1');`,
  );
  const running = folder.start('node site.mjs');
  await expect
    .poll(
      () =>
        fetch(jwksUri).then(
          ({ status }) => status,
          () => running.output,
        ),
      { timeout: 30_000 },
    )
    .toBe(200);

  const answer = await sendBlock(request, site, (text) => text);
  expect(answer.status, running.output).toBe(200);
  expectHeaders(response, answer, (text) => text);
  const given = JSON.parse(answer.body) as { token: string; expiresAt: string };
  const documented = JSON.parse(response.code.split('\n\n')[1] ?? '') as object;
  expect(shapeOf(given)).toEqual(shapeOf(documented));
  expect((await sendBlock(request, site, (text) => text.replace(/^Cookie: .*\n/m, ''))).status).toBe(401);
  expect((await sendBlock(request, site, (text) => text.replace('www.example.com', 'evil.example'))).status).toBe(401);

  const accounts = await fetch(`${api.origin}/mygas/v1/accounts`, {
    headers: { Authorization: `Bearer ${given.token}`, Origin: site },
  });
  expect(accounts.status).toBe(200);
  expect(((await accounts.json()) as { items: unknown[] }).items.length).toBeGreaterThan(0);

  const code = check.code.replace('https://www.example.com/.well-known/jwks.json', jwksUri);
  folder.write('check.mjs', `const token = process.argv[2];\n${code}`);
  const good = await folder.run(`node check.mjs ${given.token}`);
  expect(good.code, good.output).toBe(0);
  const [head, claims, signature = ''] = given.token.split('.');
  const forged = [head, claims, (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)].join('.');
  expect((await folder.run(`node check.mjs ${forged}`)).code).toBe(1);
}

/** A module of the page that says where its tokens come from. */
export const ownTokens: Runner = async (fence, world) => {
  const { html, api } = withOurAddresses(fence.code, world);
  const session =
    '<script>const mySession = { kabinetToken: async () => ({ token: "own", expiresAt: "2099-01-01T00:00:00Z" }) };</script>';
  const { page, complaints } = await open(
    world,
    `${session}<script type="module">${html}</script><kabinet-balance-card></kabinet-balance-card>`,
    api,
  );
  await page.locator('kabinet-balance-card [part~=amount]').waitFor();
  expect(complaints).toEqual([]);
};

/** An object that the docs show in JavaScript. */
const evaluate = (code: string): unknown => new Function(`return (${code})`)() as unknown;

/** Names and kinds of what is in it, without the values. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, shapeOf(part)]),
  );
}
