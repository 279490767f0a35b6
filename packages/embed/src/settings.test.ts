import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.js';

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
});
