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

  it('has its names looked at, when there is time', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    readSettings({ api: '/api', tokenurl: '/here' });
    await vi.waitFor(() => expect(warn.mock.calls).toEqual([[expect.stringContaining('called tokenurl')]]));
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
