import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readSettings, TAG_SETTINGS } from './settings.js';

const provider = readFileSync(join(import.meta.dirname, '../../elements/src/provider/provider.ts'), 'utf8');

describe('the script tag', () => {
  it('says who keeps the session, besides where the service is', () => {
    expect(readSettings({ api: 'https://api.example.com/mygas/v1', session: 'pkce' })).toEqual({
      api: 'https://api.example.com/mygas/v1',
      session: 'pkce',
    });
  });

  it('says only what it was given, so that code may say the rest', () => {
    expect(readSettings({ api: '', lang: 'uk', session: '' })).toEqual({ lang: 'uk' });
    expect(readSettings({})).toBeNull();
  });

  it('takes every setting that it names, and nothing else', () => {
    const everything = Object.fromEntries(TAG_SETTINGS.map((name) => [name, `the ${name}`]));
    expect(readSettings({ ...everything, theme: 'dark', kabinetVersion: '1' })).toEqual(everything);
  });

  it('tells of names that were meant as ours, and of nobody else’s', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    // data-tokenUrl is this in HTML.
    for (const name of ['tokenurl', 'token_url', 'signinUrl', 'signinurl', 'signin_url', 'sign_in_url']) {
      warn.mockClear();
      readSettings({ api: '/api', [name]: '/here' });
      expect(warn.mock.calls).toEqual([[expect.stringContaining(`called ${name}; write token-url, sign-in-url`)]]);
    }
    warn.mockClear();
    readSettings({ api: '/api', tokenUrl: '/token', signInUrl: '/in', session: 'token', cfAsync: 'false', gtm: '1' });
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('says what <kabinet-provider> says by attributes, in the same words', () => {
    const attributes = [...provider.matchAll(/@property\((?:\{(?<options>[^}]*)\})?\) (?:override )?(?<name>\w+)/g)]
      .filter(({ groups }) => !groups?.['options']?.includes('attribute: false'))
      .map(({ groups }) => [
        groups?.['name'],
        /attribute: '([\w-]+)'/.exec(groups?.['options'] ?? '')?.[1] ?? groups?.['name'],
      ]);
    const inTag = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(attributes.sort()).toEqual([...TAG_SETTINGS].map((name) => [name, inTag(name)]).sort());
  });
});
