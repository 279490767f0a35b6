/** `kabinet-snippet`: what a webmaster without a program of their own copies into a page, printed by the package as it is built. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { INSIDE, insideEach, type Integrity, makeSnippet, type Manifest } from '../../packages/embed/snippet/index.js';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { root, runNode } from '../../scripts/lib/run.mjs';

const embed = join(root, 'packages/embed');
const read = (name: string): unknown => JSON.parse(readFileSync(join(embed, 'dist', name), 'utf8'));
const print = (...args: string[]) => runNode([join(embed, 'bin/kabinet-snippet.js'), ...args], { quiet: true });

const ASKED = [
  ...['--base', 'https://cdn.example.com/kabinet/0.1.0/', '--api', 'https://api.example.com/mygas/v1'],
  ...['--tags', 'kabinet-reading-form, kabinet-balance-card', '--token-url', '/token'],
];

beforeAll(() => buildStaleEmbed());

describe('kabinet-snippet', () => {
  it('prints what the docs and the configurator show', async () => {
    const { code, output } = await print(...ASKED, '--json');
    expect(code, output).toBe(0);
    expect(JSON.parse(output)).toEqual(
      makeSnippet({
        manifest: read('manifest.json') as Manifest,
        integrity: read('integrity.json') as Integrity,
        way: 'module-with-map',
        base: 'https://cdn.example.com/kabinet/0.1.0/',
        api: 'https://api.example.com/mygas/v1',
        tags: ['kabinet-reading-form', 'kabinet-balance-card'],
        languages: ['uk'],
        inside: insideEach(['kabinet-reading-form', 'kabinet-balance-card'], INSIDE['uk'] ?? ''),
        settings: { tokenUrl: '/token' },
      }),
    );
  });

  it('prints what is needed first where there is no map, too, each with its hash', async () => {
    const { code, output } = await print(...ASKED, '--way', 'module', '--preload');
    expect(code, output).toBe(0);
    expect(output).not.toContain('importmap');
    const lines = output.split('\n').filter((line) => line.includes('modulepreload'));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/ integrity="sha384-[\w+/]{64}" crossorigin="anonymous"/);
  });

  it('prints for people where each part belongs', async () => {
    const { code, output } = await print(...ASKED, '--way', 'classic');
    expect(code, output).toBe(0);
    expect(output).toMatch(/<!-- Into the head.*-->\n<link .*\n<script async src="[^"]*kabinet-classic\.js"/);
    expect(output).toContain(
      '<kabinet-balance-card>Якщо тут нічого не з’явилося, зателефонуйте нам.</kabinet-balance-card>',
    );
    expect(output).toContain("Content-Security-Policy: default-src 'none'");
  });

  it('puts the words that are given into the tags', async () => {
    const { code, output } = await print(...ASKED, '--inside', 'Газ: 104 <цілодобово>');
    expect(code, output).toBe(0);
    expect(output).toContain('<kabinet-reading-form>Газ: 104 &lt;цілодобово&gt;</kabinet-reading-form>');
  });

  it.each([
    ['nothing', [], '--base is missing'],
    ['a way that is none', [...ASKED, '--way', 'iframe'], '--way can be module, module-with-map, one-file, classic'],
    ['a tag that is none of ours', [...ASKED.slice(0, 4), '--tags', 'kabinet-poll'], 'knows no <kabinet-poll>'],
    ['a session of no kind', [...ASKED, '--session', 'nonsense'], 'session can be cookie, pkce, token'],
    ['a token of another site', [...ASKED, '--token-url', 'https://evil.example/t'], 'must be a path of the page'],
    ['a sign-in that is a script', [...ASKED, '--sign-in-url', 'javascript:alert(1)'], 'sign-in-url must be'],
    ['an option that is none', [...ASKED, '--colour', 'red'], '--colour'],
  ])('says what is wrong with %s, and how to ask', async (_what, args, expected) => {
    const { code, output } = await print(...args);
    expect(code).toBe(1);
    expect(output).toContain(expected);
    expect(output).toContain('kabinet-snippet --base');
    expect(output).not.toContain('    at ');
  });
});
