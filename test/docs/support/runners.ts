/** How a block of the docs is executed, by what it is; snippets.test.ts says which way each block takes. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { readProfile } from '../../../packages/server/src/import/import-profile.js';
import type { SupplierProfile } from '../../../packages/server/src/domain/supplier-profile.js';
import { root, runNode } from '../../../scripts/lib/run.mjs';
import { WIDGET_TAGS } from '../../manifest.js';
import type { EmbedSite } from '../../support/embed-site.js';
import type { MockServer } from '../../support/mock-server.js';
import { type Fence, fencesOf } from './fences.js';
import type { RealApi } from './real-api.js';

/** What blocks are executed against. */
export interface World {
  readonly browser: Browser;
  readonly site: EmbedSite;
  /** Answers pages whose own site signs people in. */
  readonly mock: MockServer;
  /** Answers pages on which Kabinet signs people in. */
  readonly api: RealApi;
}

export type Runner = (fence: Fence, world: World) => Promise<void> | void;

const NONCE = 'c3RyaWN0';
const dist = join(root, 'packages/embed/dist');
const embedding = () => fencesOf('embedding.md');

/** The policy that the docs give for pages with widgets, with our servers for the invented ones. */
export function documentedPolicy(api: string): string {
  const [policy] = embedding().filter(({ info }) => info === 'text policy');
  return (policy?.code ?? '')
    .replace(/\s+/g, ' ')
    .replace("'nonce-…'", `'nonce-${NONCE}'`)
    .replace('https://api.example.com', new URL(api).origin);
}

/** A file that the docs shorten, `core-….js`, as it is called in this build. */
const inFull = (code: string) =>
  code.replace(
    /([\w-]+)-…\.js/g,
    (_, name: string) => readdirSync(dist).find((each) => new RegExp(`^${name}-[\\w]+\\.js$`).test(each)) ?? '',
  );

/** The hash that the docs shorten, of the file that the tag names. */
const withHashes = (code: string) =>
  code.replace(/<(?:link|script)[^>]*>/g, (tag) => {
    const [, file] = /(?:href|src)="\/kabinet\/([^"]+)"/.exec(tag) ?? [];
    if (file === undefined || !tag.includes('sha384-…')) return tag;
    return tag.replace(
      'sha384-…',
      `sha384-${createHash('sha384')
        .update(readFileSync(join(dist, file)))
        .digest('base64')}`,
    );
  });

/** What a page of the docs is with the addresses of this test in place of the invented ones. */
export function withOurAddresses(code: string, world: World): { html: string; api: string } {
  const api = code.includes('data-session=') ? `${world.api.origin}/mygas/v1` : world.mock.base('account=gas');
  const html = code
    .replace(/https:\/\/cdn\.example\.com\/kabinet\/0\.1\.0\/|…\/(?=kabinet\.js)|\/kabinet\/0\.1\.0\//g, '/kabinet/')
    .replace(/https:\/\/(api|cabinet)\.example\.com\/mygas\/v1|(?<=data-api=")…/g, api)
    .replace(/https:\/\/(api|cabinet)\.example\.com/g, new URL(api).origin)
    .replace('/kabinet-token', '/token');
  return { html: withHashes(inFull(html)), api };
}

/** Opens a page with this in it, under the documented policy, and gives what the browser complained of. */
export async function open(
  world: World,
  body: string,
  api: string,
  policy = documentedPolicy(api),
): Promise<{ page: Page; complaints: string[] }> {
  const context = await world.browser.newContext({ locale: 'uk-UA' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  const html = `<!doctype html><html lang="uk"><head><meta charset="utf-8"><link rel="icon" href="data:"><title>Сайт</title></head><body>${body}</body></html>`;
  await page.goto(
    world.site.add({
      html: html.replace(/<(script|style|link rel="modulepreload")(?=[\s>])/g, `<$1 nonce="${NONCE}"`),
      headers: { 'Content-Security-Policy': `${policy}; img-src data:; style-src 'nonce-${NONCE}' 'self'` },
    }),
  );
  return { page, complaints };
}

/** The first script tag of the guide to embedding: what the other blocks suppose to be there. */
const firstTag = () => embedding().find(({ info, code }) => info === 'html' && code.includes('<script'))?.code ?? '';

/** A page with the script tag of the guide to embedding, and this. */
export function openWithScript(world: World, body: string): ReturnType<typeof open> {
  const { html, api } = withOurAddresses(firstTag(), world);
  return open(world, html + body, api);
}

/** Pasted into a page: every tag of ours becomes a widget, nothing is refused by the policy, nobody complains. */
export const pasted: Runner = async (fence, world) => {
  const hasScript = /src="[^"]*kabinet[\w-]*\.js"/.test(fence.code);
  const tags = [...new Set(fence.code.match(/(?<=<)kabinet-[a-z-]+/g))];
  const more = tags.length > 0 ? '' : '<kabinet-tariff-lookup></kabinet-tariff-lookup>';
  const { html, api } = withOurAddresses((hasScript ? '' : firstTag()) + fence.code, world);
  expect(html).not.toContain('example.com/kabinet');
  const policy = documentedPolicy(api);
  // A loader that sets a script's address cannot work under Trusted Types; the docs say so.
  const isLoader = html.includes('kabinet-classic.js');
  const { page, complaints } = await open(
    world,
    html + more,
    api,
    isLoader ? policy.replace(/require-trusted.*$/, '') : policy,
  );
  for (const tag of tags.length > 0 ? tags : ['kabinet-tariff-lookup']) {
    await page.locator(tag).locator('[part~=heading], [part~=menu]').first().waitFor();
  }
  await page.waitForLoadState('networkidle');
  expect(complaints).toEqual([]);
};

/** A style sheet of the page: each property arrives, on the root or on the part that the rule names. */
export const styles: Runner = async (fence, world) => {
  const tags = [
    ...new Set(fence.code.match(/(?<![\w-])kabinet-[a-z-]+(?=::part|,$| \{)/gm) ?? ['kabinet-balance-card']),
  ];
  const { html, api } = withOurAddresses(firstTag(), world);
  const body = tags.map((tag) => `<${tag}></${tag}>`).join('');
  const { page, complaints } = await open(world, `<style id="docs">${fence.code}</style>${html}${body}`, api);
  for (const tag of tags) await page.locator(`${tag} [part~=submit], ${tag} [part~=amount]`).first().waitFor();
  const missing = await page.evaluate(() => {
    const { sheet } = document.querySelector<HTMLStyleElement>('#docs')!;
    const rules = [...sheet!.cssRules] as CSSStyleRule[];
    return rules.flatMap(({ selectorText, style }) => {
      const [host = '', part] = selectorText.split(/::part\(([\w-]+)\)/);
      const owner = document.querySelector(host.trim());
      const element = part ? owner?.shadowRoot?.querySelector(`[part~=${part}]`) : owner;
      if (!element) return [`${selectorText}: nothing is there`];
      const computed = getComputedStyle(element);
      return [...style]
        .filter(
          (name) =>
            name.startsWith('--') ||
            ['text-transform', 'color-scheme', 'border-top-width', 'min-height'].includes(name),
        )
        .filter((name) => parseFloat(computed.getPropertyValue(name)) !== parseFloat(style.getPropertyValue(name)))
        .filter((name) => computed.getPropertyValue(name).trim() !== style.getPropertyValue(name).trim())
        .map((name) => `${selectorText}: ${name} is ${computed.getPropertyValue(name)}`);
    });
  });
  expect(missing).toEqual([]);
  expect(complaints).toEqual([]);
};

const BASE_PROFILE = {
  ...(parse(fencesOf('billing-base.md').find(({ code }) => code.includes('maxDailyUse: {'))?.code ?? '') as object),
  serviceKinds: ['gas', 'cold_water', 'electricity'],
};

/** Lines of a supplier's profile: with the guide's whole profile around them they are one that the import takes. */
export const profileLines = async ({ code }: Fence): Promise<void> => {
  const lines = parse(code) as Partial<SupplierProfile>;
  const folder = mkdtempSync(join(tmpdir(), 'kabinet-profile-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'profile.yaml');
  // YAML takes JSON; the lines of the docs come last and win.
  writeFileSync(file, JSON.stringify({ ...BASE_PROFILE, ...lines }));
  const profile = await readProfile(file);
  for (const name of Object.keys(lines)) expect(profile).toHaveProperty(name);
};

const BINS: Readonly<Record<string, string>> = {
  'kabinet-server': 'packages/server/bin/kabinet-server.js',
  'kabinet-sandbox-bank': 'packages/sandbox-bank/bin/kabinet-sandbox-bank.js',
  'kabinet-snippet': 'packages/embed/bin/kabinet-snippet.js',
};
const helps = new Map<string, Promise<{ code: number; output: string }>>();

/** What a command says of itself, asked once. */
function helpOf(program: string, command: string): Promise<{ code: number; output: string }> {
  const key = `${program} ${command}`;
  const args = [join(root, BINS[program] ?? ''), ...command.split(' ').filter(Boolean), '--help'];
  const asked = helps.get(key) ?? runNode(args, { quiet: true });
  helps.set(key, asked);
  return asked;
}

/** Commands of ours: each is one that the program has, with options that it knows. What they do is tried where they are told of. */
export const ourCommands: Runner = async ({ code }) => {
  await shellSyntax(code);
  const lines = code
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s#.*/, ''));
  const commands = lines.flatMap((line) => [...line.matchAll(/(?:^|[|] *|npx )(kabinet-[\w-]+)(.*)$/g)]);
  expect(commands.length).toBeGreaterThan(0);
  for (const [, program = '', rest = ''] of commands) {
    const [command = ''] = /^[a-z][a-z-]*/.exec(rest.trim()) ?? [];
    const { code: status, output } = await helpOf(program, command);
    expect(status, output).toBe(0);
    for (const [option] of rest.matchAll(/--[a-z][a-z-]*/g)) expect(output, `${program} ${command}`).toContain(option);
  }
};

/** The shell reads it without a fault. */
export async function shellSyntax(code: string): Promise<void> {
  const { spawnSync } = await import('node:child_process');
  const { status, stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

/** A page with every widget, from files of its own site, under exactly this header: nothing is refused and all of them come. */
export const policyHeader: Runner = async ({ code }, world) => {
  const [, policy = ''] = /^Content-Security-Policy: (.*)$/m.exec(code) ?? [];
  expect(policy).not.toBe('');
  const api = world.mock.base('account=gas');
  const context = await world.browser.newContext({ locale: 'uk-UA' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  const tags = WIDGET_TAGS.filter((tag) => tag !== 'kabinet-cabinet');
  const html = `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Сайт</title><script type="module" src="/kabinet/kabinet.js" data-api="${api}" data-session="pkce"></script></head><body>${tags.map((tag) => `<${tag}></${tag}>`).join('')}</body></html>`;
  const sent = policy.replace('https://api.example.com', new URL(api).origin);
  await page.goto(world.site.add({ html, headers: { 'Content-Security-Policy': sent } }));
  for (const tag of tags) await page.locator(tag).locator('[part]').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  // So strict a page has no icon.
  expect(complaints.filter((each) => !/favicon|img-src|\b401\b/.test(each))).toEqual([]);
};

/** Braces that close, lines that end, and directives that nginx has. */
export const nginxStructure: Runner = ({ code }) => {
  const known = [
    'upstream',
    'server',
    'listen',
    'server_name',
    'ssl_certificate',
    'ssl_certificate_key',
    'client_max_body_size',
    'location',
    'proxy_pass',
    'proxy_set_header',
    'proxy_read_timeout',
    'proxy_ssl_server_name',
    'add_header',
  ];
  let depth = 0;
  for (const [, words = '', sign = ''] of code.matchAll(/([^{};]*)([{};])/g)) {
    const [name] = words.trim().split(/\s+/);
    if (sign === '{') depth += 1;
    if (sign === '}') {
      depth -= 1;
      expect(words.trim()).toBe('');
    } else expect(known).toContain(name);
    expect(depth).toBeGreaterThanOrEqual(0);
  }
  expect(depth).toBe(0);
  expect(code.trimEnd()).toMatch(/[};]$/);
};

/** Sections, and in them names with values that pgbouncer knows. */
export const pgbouncerStructure: Runner = ({ code }) => {
  const sections = code.split(/^\[(\w+)\]$/m);
  expect(sections[1]).toBe('databases');
  expect(sections[2]?.trim()).toMatch(/^kabinet = host=\S+ port=\d+ dbname=kabinet$/);
  expect(sections[3]).toBe('pgbouncer');
  const known = [
    'listen_addr',
    'listen_port',
    'auth_type',
    'auth_file',
    'pool_mode',
    'default_pool_size',
    'max_client_conn',
  ];
  const settings = Object.fromEntries(
    (sections[4] ?? '')
      .trim()
      .split('\n')
      .map((line) => line.split(' = ') as [string, string]),
  );
  expect(Object.keys(settings).filter((name) => !known.includes(name))).toEqual([]);
  expect(settings).toMatchObject({ pool_mode: 'transaction', listen_port: expect.stringMatching(/^\d+$/) as string });
};
