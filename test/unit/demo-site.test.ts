import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inLanguage, readTexts } from '../../demo/page-texts.mjs';
import { createSiteKey } from '../../demo/site-key.mjs';
import { startSite, type SampleCustomer } from '../../demo/site-server.mjs';

const pages = fileURLToPath(new URL('../../demo/', import.meta.url));
const inEveryLanguage = (text: string) => ({ uk: text, ru: text, en: text });
const olena: SampleCustomer = {
  customerRef: 'c-0001',
  label: inEveryLanguage('Олена <Ґрунь>'),
  note: inEveryLanguage('"борг"'),
};

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The suppliers' sites, and the language that each is written in. */
const SITES = {
  prydesnianskgaz: 'uk',
  'prydniprovski-merezhi': 'uk',
  'stepnohorske-vodoteplo': 'uk',
  'verkhnevolzhsk-energo': 'ru',
  polonynagaz: 'uk',
} as const;

/** A page as it stands in the tree, by its path. */
async function readPages(): Promise<Map<string, string>> {
  const files = await Promise.all(
    Object.keys(SITES).map(async (id) =>
      (await readdir(join(pages, id))).filter((name) => name.endsWith('.html')).map((name) => `${id}/${name}`),
    ),
  );
  const read = files.flat().map(async (file) => [file, await readFile(join(pages, file), 'utf8')] as const);
  return new Map(await Promise.all(read));
}

/** What a build says of itself: here each tag of the demo's pages needs one file. */
async function writeBuild(folder: string): Promise<void> {
  const html = [...(await readPages()).values()].join('');
  const tags = new Set([...html.matchAll(/<(kabinet-[a-z-]+)/g)].map(([, tag = '']) => tag));
  const texts = { uk: ['uk.js'], ru: ['ru.js'], en: ['en.js'] };
  const widget = {
    code: ['kabinet.js', 'widget.js'],
    texts,
    later: { code: ['later.js'], texts: { uk: [], ru: [], en: [] } },
  };
  const manifest = { version: '0.1.0', tags: Object.fromEntries([...tags].map((tag) => [tag, widget])), mock: [] };
  const files = ['kabinet.js', 'widget.js', 'later.js', 'uk.js', 'ru.js', 'en.js'];
  const integrity = Object.fromEntries(files.map((file) => [file, { integrity: `sha384-of-${file}`, bytes: 10 }]));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'integrity.json'), JSON.stringify({ version: '0.1.0', files: integrity }));
  for (const file of files) await writeFile(join(folder, file), 'export {};');
}

let directory: string;
let site: Awaited<ReturnType<typeof startSite>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kabinet-demo-site-'));
  await mkdir(join(directory, 'dist'));
  await writeBuild(join(directory, 'dist'));
  await writeFile(join(directory, 'secret.txt'), 'secret');
  site = await startSite({
    port: 0,
    apiBase: 'http://localhost:8787/prydesnianskgaz/v1',
    embedDir: join(directory, 'dist'),
    embedVersion: '0.1.0',
    suppliersDir: pages,
    keys: await createSiteKey(),
    customers: [olena],
  });
});

afterAll(async () => {
  await site.close();
  await rm(directory, { recursive: true });
});

/** Sends the path exactly as written: fetch would tidy it up first. */
function send(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site.url);
    const request = httpRequest({
      hostname,
      port,
      method,
      path,
      headers: { host: new URL(site.url).host, ...headers },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.end(body);
  });
}

const get = (path: string, headers?: Record<string, string>) => send('GET', path, headers);

function postForm(path: string, fields: Record<string, string>, headers: Record<string, string>): Promise<Answer> {
  const body = new URLSearchParams(fields).toString();
  return send('POST', path, { ...headers, 'content-length': String(Buffer.byteLength(body)) }, body);
}

/** Signs Olena in and answers her cookie. */
async function signIn(): Promise<string> {
  const answer = await postForm('/sign-in', { customer: olena.customerRef }, { origin: site.url });
  expect(answer.status).toBe(303);
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

describe('the demo site’s files', () => {
  it.each([
    '/../site-server.mjs',
    '/%2e%2e/site-server.mjs',
    '/..%2fsite-server.mjs',
    '/x/..%2f..%2fsite-server.mjs',
    '/..%5csite-server.mjs',
    '//etc/passwd',
    '/%2fetc%2fpasswd',
    '/.git',
    '/%00',
    '/%',
    '/kabinet/0.1.0/../secret.txt',
    '/kabinet/0.1.0/..%2fsecret.txt',
    '/kabinet/0.1.0/%2e%2e/%2e%2e/secret.txt',
    '/kabinet/0.2.0/kabinet.js',
    '/kabinet/0.1.0/',
  ])('refuses %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toMatch(/secret$|startSite|root:/);
  });

  it('answers each page and each file it names, with nothing left blank', async () => {
    const files = await readdir(join(pages, 'prydesnianskgaz'));
    const cookie = await signIn();
    for (const file of files.filter((name) => name.endsWith('.html'))) {
      for (const headers of [{}, { cookie }]) {
        const page = await get(`/${file}`, headers);
        expect(page.status, file).toBe(200);
        expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
        expect(page.body, file).not.toMatch(/\{\{|<!--/);
        for (const [, address = ''] of page.body.matchAll(/(?:href|src|action)="([^"]*)"/g)) {
          if (/^(?:tel|mailto):|^http:\/\/localhost:8787$/.test(address) || /^\/sign-(?:in|out)$/.test(address))
            continue;
          const target = new URL(address, `${site.url}/${file}`);
          expect(target.origin, `${file} loads nothing from elsewhere: ${address}`).toBe(site.url);
          const answer = await get(target.pathname + target.search, headers);
          expect(answer.status, `${file} names ${address}`).toBe(200);
          if (target.hash) expect(answer.body, `${file} names ${address}`).toContain(`id="${target.hash.slice(1)}"`);
        }
      }
    }
  });

  it('gives a build’s files an address that changes with them, to be kept for ever', async () => {
    const page = await get('/kabinet.html', { cookie: await signIn() });
    const address = /src="(\/kabinet\/0\.1\.0-[0-9a-f]{8}\/kabinet\.js)"/.exec(page.body)?.[1] ?? '';
    const script = await get(address);
    expect(script.body).toBe('export {};');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/kabinet/0.1.0/kabinet.js')).headers['cache-control']).toBe('no-cache');

    await writeFile(join(directory, 'dist/kabinet.js'), 'export default 2;');
    expect((await get(address)).status).toBe(404);
    const rebuilt =
      /src="(\/kabinet\/[^"]+)"/.exec((await get('/kabinet.html', { cookie: await signIn() })).body)?.[1] ?? '';
    expect((await get(rebuilt)).body).toBe('export default 2;');
  });

  it('shows its own page for an address that does not exist', async () => {
    const answer = await get('/nema-takoi');
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('Такої сторінки немає');
  });

  it('sends whoever came by another name to the name that sessions and tokens know', async () => {
    const answer = await get('/rakhunok.html?lang=ru', { host: 'rebound.example' });
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toBe(`${site.url}/rakhunok.html?lang=ru`);
  });
});

describe('the module tag of the demo site', () => {
  it('follows a map with the hash of every file that the page may ask for, and what it needs first is fetched beforehand', async () => {
    const page = await get('/kabinet.html', { cookie: await signIn() });
    const [, base = ''] = /src="(\/kabinet\/[^/]+\/)kabinet\.js"/.exec(page.body) ?? [];
    const [, map = '{}'] = /<script type="importmap" nonce="[^"]+">(.*)<\/script>/.exec(page.body) ?? [];
    const files = ['kabinet.js', 'widget.js', 'uk.js', 'ru.js', 'en.js', 'later.js'];
    const expected = Object.fromEntries(files.map((file) => [base + file, `sha384-of-${file}`]));
    expect(JSON.parse(map)).toEqual({ integrity: expected });
    const preloaded = [...page.body.matchAll(/rel="modulepreload" href="([^"]+)" integrity="([^"]+)"/g)];
    expect(preloaded.map(([, href]) => href)).toEqual(['kabinet.js', 'widget.js', 'uk.js'].map((file) => base + file));
    for (const [, href, hash] of preloaded) expect(hash).toBe(`sha384-of-${href?.slice(base.length)}`);
    // A map after the first module says nothing.
    expect(page.body.indexOf('importmap')).toBeLessThan(page.body.indexOf('type="module"'));
    expect((await get('/taryfy.html?preload=no')).body).not.toContain('modulepreload');
  });

  it('has a map on every page of the sites that have the widgets by it', async () => {
    for (const [file, html] of await readPages()) {
      const tags = html.match(/(?:type="module"\s+src="\/kabinet|from '\/kabinet)/g) ?? [];
      const isSplit = html.includes('/kabinet.js');
      expect((html.match(/\{\{import-map\}\}/g) ?? []).length, file).toBe(isSplit ? tags.length : 0);
    }
  });

  it('knows of each tag that React makes on the electricity supplier’s page', async () => {
    const made = await readFile(join(pages, 'prydniprovski-merezhi/app/main.jsx'), 'utf8');
    const named = (await readPages()).get('prydniprovski-merezhi/kabinet.html');
    for (const [, tag = ''] of made.matchAll(/<(kabinet-[a-z-]+)/g)) expect(named).toContain(`<${tag}>`);
  });
});

describe('the demo sites’ languages', () => {
  it.each(Object.entries(SITES))('leave no text of %s untranslated', async (id, own) => {
    const texts = await readTexts(pages, id);
    const missing = new Set<string>();
    for (const [file, html] of await readPages()) {
      if (!file.startsWith(`${id}/`)) continue;
      for (const language of ['uk', 'ru', 'en'] as const) {
        inLanguage(html, { texts, own, language, onMissing: (text) => missing.add(`${language}: ${text}`) });
      }
    }
    expect([...missing]).toEqual([]);
  });

  it('leave nothing of one language in the frame of another', async () => {
    const page = await get('/taryfy.html?lang=en');
    expect(page.body).toContain('<html lang="en">');
    expect(page.body).toContain('data-lang="en"');
    expect(page.body).toContain('hreflang="en" lang="en" aria-current="true"');
    expect(page.body.match(/aria-current="true"/g)).toHaveLength(1);
    const said = page.body.replace(/<script[\s\S]*?<\/script>|<nav class="languages[\s\S]*?<\/nav>|<[^>]+>/g, ' ');
    expect(said.match(/[а-яіїєґ]+/gi)).toBeNull();
    // The widgets' own pieces stay as they were.
    expect(page.body).toContain('<kabinet-tariff-lookup');
  });

  it('change only what is said', () => {
    const texts = { Так: { en: 'Yes' } };
    const html = '<p title="Так"> Так <b>ні</b></p><!-- Так --><script>"Так"</script><style>/* Так */</style>';
    const missing: string[] = [];
    const onMissing = (text: string) => missing.push(text);
    expect(inLanguage(html, { texts, own: 'uk', language: 'en', onMissing })).toBe(
      '<p title="Yes"> Yes <b>ні</b></p><!-- Так --><script>"Так"</script><style>/* Так */</style>',
    );
    expect(missing).toEqual(['ні']);
    expect(inLanguage(html, { texts, own: 'uk', language: 'uk' })).toBe(html);
  });
});

describe('the demo site’s policy', () => {
  it('is strict, with a new nonce for each page that is on its scripts and nowhere else', async () => {
    const nonces = new Set<string>();
    const cookie = await signIn();
    for (let count = 0; count < 2; count++) {
      const page = await get('/kabinet.html', { cookie });
      const policy = String(page.headers['content-security-policy']);
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      nonces.add(nonce);
      expect(policy.split('; ')).toEqual([
        `default-src 'none'`,
        `script-src 'nonce-${nonce}'`,
        `style-src 'self'`,
        `img-src 'self' data:`,
        `connect-src 'self' http://localhost:8787`,
        `require-trusted-types-for 'script'`,
        `trusted-types lit-html`,
        `base-uri 'none'`,
        `form-action 'self'`,
        `frame-ancestors 'none'`,
      ]);
      const scripts = [...page.body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      // The map, the languages, the widgets.
      expect(scripts.length).toBe(3);
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
      expect(page.body).not.toMatch(/<style|\sstyle=|\son\w+=/);
      expect(page.headers['cache-control']).toBe('no-store');
    }
    expect(nonces.size).toBe(2);
  });

  it.each(['/', '/site.css', '/nema-takoi', '/.well-known/jwks.json'])(
    'forbids guessing the type of %s',
    async (path) => {
      expect((await get(path)).headers['x-content-type-options']).toBe('nosniff');
    },
  );
});

describe('signing in on the demo site', () => {
  it('offers the sample customers, whatever signs their names have', async () => {
    const page = await get('/kabinet.html');
    expect(page.body).toContain('Олена &#60;Ґрунь&#62;');
    expect(page.body).not.toContain('<Ґрунь>');
    expect(page.body).not.toContain('<kabinet-reading-form');
  });

  it('opens the cabinet and names who is signed in', async () => {
    const page = await get('/kabinet.html', { cookie: await signIn() });
    expect(page.body).toContain('<kabinet-reading-form');
    expect(page.body).toContain('Вийти');
    expect(page.body).not.toContain('Увійти як');
  });

  it('keeps the session where scripts and other sites cannot use it', async () => {
    const answer = await postForm('/sign-in', { customer: olena.customerRef }, { origin: site.url });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^site_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it.each([
    ['/pokazannia.html', '/pokazannia.html'],
    ['/kabinet.html?lang=ru', '/kabinet.html?lang=ru'],
    ['//evil.example/', '/kabinet.html'],
    ['https://evil.example/', '/kabinet.html'],
    ['/\\evil.example', '/kabinet.html'],
    ['javascript:alert(1)', '/kabinet.html'],
    ['/..//evil.example', '//evil.example'],
  ])('goes back to a page of this site only: %s', async (asked, path) => {
    const answer = await postForm('/sign-in', { customer: olena.customerRef, return: asked }, { origin: site.url });
    expect(new URL(String(answer.headers.location), site.url).href).toBe(site.url + path);
  });

  it('knows no other customers', async () => {
    const answer = await postForm('/sign-in', { customer: 'c-9999' }, { origin: site.url });
    expect(answer.status).toBe(400);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it.each([
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ])('refuses a form sent from elsewhere: %o', async (headers: Record<string, string>) => {
    const answer = await postForm('/sign-in', { customer: olena.customerRef }, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('refuses a form larger than any of its own', async () => {
    expect((await postForm('/sign-in', { customer: 'c'.repeat(5000) }, { origin: site.url })).status).toBe(413);
  });

  it('ends the session on signing out, not only the cookie', async () => {
    const cookie = await signIn();
    expect((await send('POST', '/kabinet-token', { cookie, origin: site.url })).status).toBe(200);
    expect((await postForm('/sign-out', {}, { cookie, origin: site.url })).status).toBe(303);
    expect((await send('POST', '/kabinet-token', { cookie, origin: site.url })).status).toBe(401);
  });
});

describe('the token the demo site makes', () => {
  it('is for whoever is signed in, for the supplier, signed by the published key, and ends in ten minutes', async () => {
    const before = Math.floor(Date.now() / 1000);
    const answer = await send('POST', '/kabinet-token', { cookie: await signIn(), 'sec-fetch-site': 'same-origin' });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { token, expiresAt } = JSON.parse(answer.body) as { token: string; expiresAt: string };

    const keySet = JSON.parse((await get('/.well-known/jwks.json')).body) as Parameters<typeof createLocalJWKSet>[0];
    const { payload } = await jwtVerify(token, createLocalJWKSet(keySet), {
      algorithms: ['ES256'],
      issuer: site.url,
      audience: 'prydesnianskgaz',
      subject: olena.customerRef,
    });
    expect(payload.exp).toBeGreaterThanOrEqual(before + 600);
    expect(payload.exp).toBeLessThanOrEqual(Date.now() / 1000 + 600);
    expect(Date.parse(expiresAt)).toBe(Number(payload.exp) * 1000);
    expect(decodeProtectedHeader(token).kid).toBe(keySet.keys[0]?.kid);
  });

  it('is made for nobody who is not signed in', async () => {
    for (const headers of [{}, { cookie: 'site_session=' }, { cookie: 'site_session=guessed' }]) {
      const answer = await send('POST', '/kabinet-token', { ...headers, origin: site.url });
      expect(answer.status).toBe(401);
      expect(JSON.parse(answer.body)).not.toHaveProperty('token');
    }
  });

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    {},
  ])('is made for no other site: %o', async (headers: Record<string, string>) => {
    const answer = await send('POST', '/kabinet-token', { cookie: await signIn(), ...headers });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).not.toHaveProperty('token');
  });

  it('cannot be had by following a link', async () => {
    const answer = await get('/kabinet-token', { cookie: await signIn(), 'sec-fetch-site': 'same-origin' });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
  });

  it('is checked by a key set without the private part', async () => {
    const { keys } = JSON.parse((await get('/.well-known/jwks.json')).body) as { keys: Record<string, unknown>[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });
});

describe('the demo site’s look', () => {
  it('asks nobody else for fonts or pictures', async () => {
    const css = await readFile(join(pages, 'prydesnianskgaz/site.css'), 'utf8');
    expect(css).not.toMatch(/url\(|@import|@font-face/);
  });
});
