import { expect } from '@open-wc/testing';
import { checkSettings, type Said } from './settings-check.js';
import { planCheck } from './settings.js';
import { until } from '../testing/person.js';

describe('the look at what a page said', () => {
  let warnings: string[];
  const { warn } = console;
  beforeEach(() => {
    warnings = [];
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
  });

  const told = (said: Said) => {
    warnings = [];
    checkSettings(said);
    return warnings;
  };

  it('tells of names that were meant as ours, and of nobody else’s', () => {
    // data-tokenUrl is this in HTML.
    for (const name of ['tokenurl', 'token_url', 'signinUrl', 'signinurl', 'signin_url', 'sign_in_url']) {
      expect(told({ attributes: ['api', name] })).to.have.length(1);
      expect(warnings[0]).to.include(`called ${name}; write token-url, sign-in-url`);
    }
    expect(told({ attributes: ['api', 'tokenUrl', 'signInUrl', 'session', 'cfAsync', 'gtm'] })).to.deep.equal([]);
    expect(told({ attributes: ['api', 'token-url', 'sign-in-url', 'class', 'data-v-1'] })).to.deep.equal([]);
  });

  it('tells of what configure() does not know', () => {
    expect(told({ settings: ['token-url', 'Api', 'lang'] })).to.have.length(1);
    expect(warnings[0]).to.include('token-url,Api').and.to.include('tokenUrl');
    const known = ['api', 'session', 'tokenUrl', 'signInUrl', 'lang', 'service', 'getToken', 'texts'];
    expect(told({ settings: known })).to.deep.equal([]);
  });

  it('tells of languages that there are no texts in', () => {
    expect(told({ lang: 'xx' })).to.have.length(1);
    expect(warnings[0]).to.include('"xx"');
    for (const lang of ['uk', 'ru-UA', 'en-GB', '', undefined]) expect(told({ lang })).to.deep.equal([]);
  });

  it('is taken when there is time', async () => {
    planCheck({ lang: 'yy' });
    expect(warnings).to.deep.equal([]);
    await until(
      () => warnings.some((line) => line.includes('"yy"')),
      () => `a line; there are ${warnings.length}`,
    );
  });
});
