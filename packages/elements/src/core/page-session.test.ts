import { expect } from '@open-wc/testing';
import { sampleSupplier } from '@kabinet/api/mock';
import '../provider/provider.define.js';
import '../widgets/appeal-form/appeal-form.define.js';
import '../widgets/appointment-form/appointment-form.define.js';
import '../widgets/balance-card/balance-card.define.js';
import '../widgets/reading-form/reading-form.define.js';
import { type Clock, stopTheClock } from '../testing/clock.js';
import { writes } from '../testing/appeal-form.js';
import { breath, lull, Person, until } from '../testing/person.js';
import { Service } from '../testing/service.js';
import { makeWidget, place } from '../testing/stage.js';
import type { Connection } from './connection.js';
import { wipeOutbox } from './outbox.js';

const MINUTE = 60_000;
const SIGN_IN = 'Увійти';
/** Something of this site, so that the test can see where the window went. */
const AUTHORIZE = `${location.origin}/package.json`;

let apis = 0;

/** The supplier's service as the network has it: who is signed in by cookie, what tokens it gave, until when. */
class Network {
  /** Another one for each test: tabs of one test are none of the next. */
  readonly api = `https://api.test/gas-${(apis += 1)}/v1`;
  readonly service = Service.sample({ appointments: { begins: 'booked' } });
  readonly asked: { path: string; credentials: string | undefined; token: string | null; form: string }[] = [];
  isSignedIn = false;
  /** Who is, by the service's key for them. */
  customer = 'hanna';
  endsAt = Infinity;
  isRenewable = true;
  isAway = false;
  readonly #real = window.fetch;
  #tokens = 0;

  constructor() {
    window.fetch = (input, init = {}) => this.#answer(String(input), init);
  }

  restore(): void {
    window.fetch = this.#real;
  }

  count(path: string): number {
    return this.asked.filter((each) => each.path === path).length;
  }

  async #answer(url: string, init: RequestInit): Promise<Response> {
    // What a tab of the test before still does in idle time is its own business.
    if (!url.startsWith(`${this.api}/`)) return Response.json({}, { status: 404 });
    const path = url.slice(this.api.length);
    const headers = new Headers(init.headers);
    const token = headers.get('Authorization')?.replace('Bearer ', '') ?? null;
    const form = init.body instanceof URLSearchParams ? init.body.toString() : '';
    this.asked.push({ path, credentials: init.credentials, token, form });
    if (this.isAway) throw new TypeError('Failed to fetch');
    if (path === '/supplier') {
      const supplier = sampleSupplier();
      return Response.json({ ...supplier, pages: { ...supplier.pages, authorize: AUTHORIZE } });
    }
    if (path === '/receptions') return Response.json(await this.service.api.listReceptions({}));
    if (path === '/appeal-kinds') return Response.json(await this.service.api.listAppealKinds({}));
    if (Date.now() >= this.endsAt) this.isSignedIn = false;
    if (path === '/oauth/token') {
      this.#tokens += 1;
      const answer = { access_token: `kat_${this.#tokens}`, refresh_token: `krt_${this.#tokens}`, expires_in: 600 };
      return this.isSignedIn ? Response.json(answer) : Response.json({ error: 'invalid_grant' }, { status: 400 });
    }
    const isKnown = headers.get('X-Kabinet-Session') === 'cookie' || token?.startsWith('kat_');
    if (!isKnown || !this.isSignedIn) return Response.json({}, { status: 401 });
    if (path === '/session/renewal') this.endsAt = Date.now() + 30 * MINUTE;
    if (path === '/session' || path === '/session/renewal') {
      const secondsLeft = Math.min(this.endsAt - Date.now(), 30 * MINUTE) / 1000;
      return Response.json({
        customer: { displayName: 'Ганна', kind: 'household', key: this.customer },
        // The clock of this device is an hour behind the service's: what is left counts.
        expiresAt: new Date(Date.now() + 60 * MINUTE + secondsLeft * 1000).toISOString(),
        secondsLeft: Math.floor(secondsLeft),
        isRenewable: this.isRenewable,
      });
    }
    if (path === '/session/end') {
      this.isSignedIn = false;
      return Response.json({ endedAt: new Date().toISOString() });
    }
    const { api } = this.service;
    const account = { accountId: 'gas' };
    if (path === '/accounts') return Response.json(await api.listAccounts({}));
    if (path === '/appointments') return Response.json(await api.listAppointments({}));
    if (path.endsWith('/balance')) return Response.json(await api.getBalance(account));
    if (path.endsWith('/meters')) return Response.json(await api.listMeters(account));
    if (path.endsWith('/reading-windows')) return Response.json(await api.listReadingWindows(account));
    return Response.json({}, { status: 404 });
  }
}

/** A window that a test can see into; it is this page's own, so it can be asked where it went. */
class SignInWindow {
  readonly frame = document.createElement('iframe');
  readonly #open = window.open;

  constructor() {
    document.body.append(this.frame);
    window.open = () => this.frame.contentWindow;
  }

  async asked(): Promise<URLSearchParams> {
    const address = () => this.frame.contentWindow?.location.href ?? '';
    await until(
      () => address().startsWith(AUTHORIZE),
      () => `the sign-in pages; there is ${address()}`,
    );
    return new URL(address()).searchParams;
  }

  posts(
    response: object,
    { origin = location.origin, source = this.frame.contentWindow }: MessageEventInit = {},
  ): void {
    const data = { type: 'authorization_response', response };
    window.dispatchEvent(new MessageEvent('message', { data, origin, source }));
  }

  close(): void {
    this.frame.remove();
  }

  restore(): void {
    this.frame.remove();
    window.open = this.#open;
  }
}

describe('the session of a page', () => {
  let clock: Clock;
  let network: Network;
  let popup: SignInWindow;
  beforeEach(() => {
    clock = stopTheClock();
    network = new Network();
    popup = new SignInWindow();
    sessionStorage.clear();
  });
  afterEach(() => {
    network.restore();
    popup.restore();
  });

  /** One tab: a provider with a widget in it, as if on a page of its own. */
  async function open(session: 'cookie' | 'pkce', tag = 'kabinet-balance-card') {
    const provider = document.createElement('kabinet-provider');
    provider.api = network.api;
    provider.session = session;
    const widget = makeWidget({ tag });
    provider.append(widget);
    place({ lang: 'uk' }).append(provider);
    await provider.updateComplete;
    const { connection } = provider;
    if (!connection) throw new Error('not connected');
    await connection.pageSession();
    const person = new Person(widget);
    // Where somebody is signed in, the token comes from elsewhere, however busy this machine is: the clock of the test waits for it.
    if (session === 'pkce' && !network.isSignedIn) await passes(() => person.has(SIGN_IN));
    return { connection, person, provider };
  }

  /** Waits, and lets the time pass that other tabs are given to hand a token over. */
  async function passes(condition: () => boolean): Promise<void> {
    for (let ticks = 0; !condition(); ticks += 1) {
      if (ticks > 1_000) throw new Error(`never came, whatever time passed: ${String(condition)}`);
      await clock.tickAsync(100);
      await breath();
    }
  }

  async function signIn(person: Person): Promise<URLSearchParams> {
    await person.presses(SIGN_IN);
    const asked = await popup.asked();
    network.isSignedIn = true;
    popup.posts({ state: asked.get('state'), code: 'kac_1' });
    return asked;
  }

  async function isTrue(condition: () => unknown, what: string): Promise<void> {
    await until(condition, () => what);
  }

  describe('that is on another site', () => {
    it('begins in a window of the service’s, and nothing of it is kept in the page’s storage or address', async () => {
      const { person } = await open('pkce');
      await person.sees(SIGN_IN);
      expect(network.asked.map(({ path }) => path)).to.deep.equal(['/supplier']);
      const asked = await signIn(person);
      await person.sees('358,20');
      expect(asked.get('client_id')).to.equal(location.origin);
      expect(asked.get('response_mode')).to.equal('web_message');
      expect(asked.get('code_challenge_method')).to.equal('S256');
      const [exchange] = network.asked.filter(({ path }) => path === '/oauth/token');
      expect(exchange?.form).to.include('code=kac_1');
      expect(exchange?.form).to.include(`redirect_uri=${encodeURIComponent(asked.get('redirect_uri') ?? '')}`);
      const balance = network.asked.find(({ path }) => path.endsWith('/balance'));
      expect(balance).to.include({ token: 'kat_1', credentials: 'omit' });
      expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.to.match(/kat_|krt_|kac_|verifier/);
    });

    it('heeds no answer from elsewhere', async () => {
      const { person } = await open('pkce');
      await person.presses(SIGN_IN);
      const state = (await popup.asked()).get('state');
      network.isSignedIn = true;
      popup.posts({ state, code: 'kac_1' }, { origin: 'https://evil.test' });
      popup.posts({ state, code: 'kac_1' }, { source: window });
      popup.posts({ state: 'another', code: 'kac_1' });
      await lull();
      expect(network.count('/oauth/token')).to.equal(0);
      popup.posts({ state, code: 'kac_1' });
      await person.sees('358,20');
    });

    it('does not begin when the window is closed, and can be begun again', async () => {
      const { person, connection } = await open('pkce');
      await person.presses(SIGN_IN);
      await popup.asked();
      expect(connection.page?.isSigningIn).to.equal(true);
      popup.close();
      await passes(() => !connection.page?.isSigningIn);
      await person.sees(SIGN_IN);
      expect(network.count('/oauth/token')).to.equal(0);
    });

    it('says so when it cannot be begun', async () => {
      const { person, connection } = await open('pkce');
      await person.presses(SIGN_IN);
      const asked = await popup.asked();
      network.isAway = true;
      popup.posts({ state: asked.get('state'), code: 'kac_1' });
      await isTrue(() => connection.page?.signInError != null, 'an error');
      expect(connection.page?.signInError?.kind).to.equal('unavailable');
    });

    it('is renewed in silence', async () => {
      const { person, connection } = await open('pkce');
      await signIn(person);
      await person.sees('358,20');
      await clock.tickAsync(10 * MINUTE);
      connection.refresh();
      await isTrue(() => network.asked.some(({ token }) => token === 'kat_2'), 'a call with the next token');
      expect(person.reads).to.include('358,20');
    });

    it('is shared with another tab, which gets no more than a short-lived token', async () => {
      const one = await open('pkce');
      const two = await open('pkce');
      await two.person.sees(SIGN_IN);
      await signIn(one.person);
      await two.person.sees('358,20');
      expect(network.count('/oauth/token')).to.equal(1);

      const three = await open('pkce');
      await three.person.sees('358,20');
      await clock.tickAsync(10 * MINUTE);
      three.connection.refresh();
      await isTrue(() => network.asked.some(({ path, token }) => path.endsWith('/balance') && token === 'kat_2'), 'it');
      expect(network.asked.filter(({ form }) => form.includes('krt_')).map(({ form }) => form)).to.have.length(1);
    });

    it('is shared with a tab that asked a moment too early', async () => {
      const one = await open('pkce');
      const two = await open('pkce');
      two.connection.refresh();
      await lull();
      await signIn(one.person);
      await two.person.sees('358,20');
    });

    it('ends in all tabs at once', async () => {
      const one = await open('pkce');
      const two = await open('pkce');
      await signIn(one.person);
      await two.person.sees('358,20');
      await (await one.connection.pageSession()).signOut();
      for (const { person } of [one, two]) {
        await passes(() => person.has(SIGN_IN));
        expect(person.reads).not.to.include('358,20');
      }
    });

    it('goes on after the page came back with the answer in its address, which is clean again', async () => {
      const address = location.href;
      const trip = { address: network.api, state: 's-1', verifier: 'v', redirectUri: address, hash: '#meters' };
      sessionStorage.setItem('kabinet-sign-in s-1', JSON.stringify(trip));
      history.replaceState(null, '', '?x=1&code=kac_7&state=s-1');
      network.isSignedIn = true;
      try {
        const { person } = await open('pkce');
        expect(location.href).to.equal(`${address}#meters`);
        expect(sessionStorage.length).to.equal(0);
        await person.sees('358,20');
        expect(network.asked.find(({ path }) => path === '/oauth/token')?.form).to.include('code=kac_7');
      } finally {
        history.replaceState(null, '', address);
      }
    });

    it('takes nothing out of an address that is not about it', async () => {
      const address = location.href;
      const trip = { address: network.api, state: 's-1', verifier: 'v', redirectUri: address, hash: '' };
      const kept = JSON.stringify(trip);
      try {
        for (const [stored, query] of [
          [kept, '?code=1&state=another'],
          [kept, '?code=1'],
          [null, '?code=1&state=s-1'],
          ['nonsense', '?code=1&state=s-1'],
          [kept.replace('api.test', 'else.test'), '?code=1&state=s-1'],
        ] as const) {
          if (stored === null) sessionStorage.clear();
          else sessionStorage.setItem('kabinet-sign-in s-1', stored);
          history.replaceState(null, '', query);
          const { person } = await open('pkce');
          await person.sees(SIGN_IN);
          expect(location.search).to.equal(query);
        }
        expect(network.count('/oauth/token')).to.equal(0);
      } finally {
        history.replaceState(null, '', address);
      }
    });
  });

  describe('that is on the same site', () => {
    it('goes by the cookie, from the first look at the page', async () => {
      network.isSignedIn = true;
      const { person } = await open('cookie');
      await person.sees('358,20');
      expect(network.asked.find(({ path }) => path === '/accounts')?.credentials).to.equal('include');
      expect(network.asked.find(({ path }) => path === '/supplier')?.credentials).to.equal('omit');
    });

    it('begins in a window of the service’s, without a code, in all tabs', async () => {
      const one = await open('cookie');
      const two = await open('cookie');
      const asked = await signIn(one.person);
      expect(asked.get('response_type')).to.equal('none');
      await one.person.sees('358,20');
      await two.person.sees('358,20');
      expect(network.count('/oauth/token')).to.equal(0);
    });

    it('goes on when somebody signed in elsewhere, once the page is looked at', async () => {
      const { person, connection } = await open('cookie');
      await person.sees(SIGN_IN);
      connection.wake();
      await isTrue(() => network.count('/session') === 1, 'a question');
      await lull();
      await person.sees(SIGN_IN);
      network.isSignedIn = true;
      // Beside other test files this page may lie behind theirs.
      Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      Reflect.deleteProperty(document, 'visibilityState');
      await person.sees('358,20');
    });

    it('goes on with what was typed, when it has ended amid it', async () => {
      network.isSignedIn = true;
      const { person, connection } = await open('cookie', 'kabinet-reading-form');
      await person.sees('Передати показання');
      await person.types('1279');
      network.isSignedIn = false;
      connection.refresh();
      await person.sees('Час входу закінчився');
      await signIn(person);
      await isTrue(() => person.root.querySelector('form'), 'the form');
      expect(person.field().value).to.equal('1279');
    });

    /** A page of its own for one widget, as a page is: nothing is loaded for it by hand. */
    async function openAlone(tag: string, attributes: Readonly<Record<string, string>> = {}) {
      network.isSignedIn = true;
      const provider = document.createElement('kabinet-provider');
      Object.assign(provider, { api: network.api, session: 'cookie' });
      const widget = makeWidget({ tag, attributes });
      provider.append(widget);
      place({ lang: 'uk' }).append(provider);
      await passes(() => provider.connection?.page != null);
      const { connection } = provider;
      if (!connection) throw new Error('not connected');
      return { connection, widget, person: new Person(widget) };
    }

    async function writesAlone() {
      await wipeOutbox();
      const tab = await openAlone('kabinet-appeal-form', { kind: 'question' });
      const text = () => tab.widget.shadowRoot?.querySelector('textarea')?.value ?? '';
      await passes(() => tab.widget.shadowRoot?.querySelector('textarea') != null);
      await writes(tab.person, 'Лише моє');
      for (let tries = 0; (await kept()).length === 0 && tries < 500; tries += 1) await breath();
      expect(await kept()).to.deep.equal(['draft/sample/customer-hanna/appeal-question']);
      return { ...tab, text };
    }

    /** What lies on the device, by its place there. */
    async function kept(): Promise<readonly string[]> {
      const answer = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await answer(indexedDB.open('kabinet', 1));
      const ids = await answer(database.transaction('items').objectStore('items').getAllKeys());
      database.close();
      return ids.map(String);
    }

    it('ends on a page with nothing but what is being written, too', async () => {
      const { text } = await writesAlone();
      const other = await open('cookie');
      await (await other.connection.pageSession()).signOut();
      await isTrue(() => text() === '', 'the text to go');
      await lull();
      expect(await kept()).to.deep.equal([]);
    });

    it('ends on a page with nothing but appointments, too', async () => {
      const { person } = await openAlone('kabinet-appointment-form');
      await person.sees('Ваші записи');
      const other = await open('cookie');
      await (await other.connection.pageSession()).signOut();
      await person.noLongerSees('Ваші записи');
    });

    it('is another one’s in all tabs, once they sign in in one: what was written for the one before is gone', async () => {
      const { text, person, widget } = await writesAlone();
      const other = await open('cookie');
      network.customer = 'petro';
      other.connection.sessionChanged();
      await isTrue(() => text() === '', 'the text to go');
      await lull();
      expect(await kept()).to.deep.equal([]);
      await passes(() => widget.shadowRoot?.querySelector('textarea') != null);
      expect(text()).to.equal('');
      await writes(person, 'Петрове');
      await isTrue(() => text() === 'Петрове', 'what the next one writes');
    });

    it('is still the same one’s, who signed in once more: what they write stays', async () => {
      const { text } = await writesAlone();
      const other = await open('cookie');
      other.connection.sessionChanged();
      await lull();
      await isTrue(() => text() === 'Лише моє', 'the text to be there again');
      expect(await kept()).to.have.length(1);
    });

    it('is asked after when the page is looked at again: somebody else may have signed in on the service’s own pages', async () => {
      const { text, connection } = await writesAlone();
      const look = () => document.dispatchEvent(new Event('visibilitychange'));
      await lull();
      const asked = network.count('/session');
      look();
      await isTrue(() => network.count('/session') === asked + 1, 'one question');
      await lull();
      expect(text()).to.equal('Лише моє');
      network.customer = 'petro';
      look();
      await isTrue(() => text() === '', 'the text to go');
      expect(connection.turn).to.equal(1);
      await lull();
      expect(await kept()).to.deep.equal([]);
    });

    it('is another one’s where nobody told this page: with the first answer it shows nothing of the one before', async () => {
      network.isSignedIn = true;
      const { connection, person } = await open('cookie');
      const elsewhere = await open('cookie');
      await connection.query('getSession', {}).reload();
      await elsewhere.connection.query('getSession', {}).reload();
      connection.accountId = 'gas';
      await person.sees('358,20');
      const [session, turn, there] = [connection.session, connection.turn, elsewhere.connection.session];
      network.customer = 'petro';
      const asked = network.count('/session');
      connection.refresh();
      await isTrue(() => connection.turn === turn + 1, 'another person');
      expect(connection.accountId).to.equal(null);
      expect(connection.session).to.equal(session + 1);
      await isTrue(() => elsewhere.connection.session === there + 1, 'the other tab to hear of it');
      await person.sees('358,20');
      // It was this answer that said so: it is not asked for again.
      expect(network.count('/session') - asked).to.be.lessThan(4);
      expect(connection.turn).to.equal(turn + 1);
    });

    it('is of the same account in all tabs', async () => {
      network.isSignedIn = true;
      const one = await open('cookie');
      const two = await open('cookie');
      one.connection.accountId = 'gas-2';
      await isTrue(() => two.connection.accountId === 'gas-2', 'the account in the other tab');
      one.connection.sessionChanged();
      expect(one.connection.accountId).to.equal('gas-2');
      await (await one.connection.pageSession()).signOut();
      await isTrue(() => two.connection.accountId === null, 'no account');
    });

    it('shows in all tabs what was changed in one: at once where it is looked at, else once it is', async () => {
      network.isSignedIn = true;
      const one = await open('cookie');
      const two = await open('cookie');
      await isTrue(() => two.person.reads.includes('358,20'), 'the balance');
      const change = () => one.connection.send('renewSession', { body: {} }, { idempotencyKey: 'k-1234567' });
      const balances = () => network.count('/accounts/gas/balance');
      const before = balances();
      await change();
      // Each tab has its own.
      await isTrue(() => balances() === before + 2, 'the balance anew in both');
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      try {
        await change();
        await lull();
        await isTrue(() => balances() === before + 3, 'the balance anew in the one');
      } finally {
        Reflect.deleteProperty(document, 'visibilityState');
      }
      document.dispatchEvent(new Event('visibilitychange'));
      await isTrue(() => balances() === before + 4, 'the balance anew in the other');
    });

    it('is still there when the service could not be told of its end', async () => {
      network.isSignedIn = true;
      const { person, connection } = await open('cookie');
      await person.sees('358,20');
      network.isAway = true;
      const error: unknown = await (await connection.pageSession()).signOut().catch((reason: unknown) => reason);
      expect(error).to.include({ kind: 'unavailable' });
      expect(person.reads).to.include('358,20');
    });

    it('has ended for who asks to end it when it has ended already', async () => {
      network.isSignedIn = true;
      const { person, connection } = await open('cookie');
      await person.sees('358,20');
      network.isSignedIn = false;
      await (await connection.pageSession()).signOut();
      await person.sees(SIGN_IN);
    });

    it('is asked after again when the browser’s “back” shows the page as it was', async () => {
      network.isSignedIn = true;
      const { person } = await open('cookie');
      await person.sees('358,20');
      network.isSignedIn = false;
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await person.sees(SIGN_IN);
      expect(person.reads).not.to.include('358,20');
    });
  });

  describe('that ends soon', () => {
    async function signedIn() {
      network.isSignedIn = true;
      network.endsAt = Date.now() + 30 * MINUTE;
      const tab = await open('cookie');
      await tab.person.sees('358,20');
      return tab;
    }
    const isMinded = (count = 1) => isTrue(() => network.count('/session') >= count, `${count} questions about it`);
    const isEnding = ({ page }: Connection) => page?.ending != null;

    it('is told of two minutes before, by what the service says and not by the clock of this device', async () => {
      const { connection } = await signedIn();
      await isMinded();
      await clock.tickAsync(27.9 * MINUTE);
      expect(isEnding(connection)).to.equal(false);
      await clock.tickAsync(0.1 * MINUTE);
      await isTrue(() => isEnding(connection), 'the warning');
      expect(connection.page?.ending?.isRenewable).to.equal(true);
      expect(connection.page?.ending?.at.getTime()).to.be.closeTo(network.endsAt, 2000);
    });

    it('is not told of when it was used meanwhile, in whatever tab', async () => {
      const { connection } = await signedIn();
      await isMinded();
      await clock.tickAsync(20 * MINUTE);
      network.endsAt = Date.now() + 30 * MINUTE;
      await clock.tickAsync(9 * MINUTE);
      await isMinded(2);
      await lull();
      expect(isEnding(connection)).to.equal(false);
    });

    it('stays when the person says so, and the other tab knows', async () => {
      const one = await signedIn();
      const two = await open('cookie');
      await two.person.sees('358,20');
      await isMinded(2);
      await clock.tickAsync(28.1 * MINUTE);
      await isTrue(() => isEnding(one.connection) && isEnding(two.connection), 'both warnings');
      await (await one.connection.pageSession()).renew();
      await isTrue(() => !isEnding(one.connection) && !isEnding(two.connection), 'the end of both warnings');
    });

    it('stays when the person goes on using it', async () => {
      const { connection } = await signedIn();
      await isMinded();
      await clock.tickAsync(28.1 * MINUTE);
      await isTrue(() => isEnding(connection), 'the warning');
      network.endsAt = Date.now() + 30 * MINUTE;
      connection.refresh();
      await isTrue(() => !isEnding(connection), 'the end of the warning');
    });

    it('says when it cannot be put off any more', async () => {
      network.isRenewable = false;
      const { connection } = await signedIn();
      await isMinded();
      await clock.tickAsync(28.1 * MINUTE);
      await isTrue(() => isEnding(connection), 'the warning');
      expect(connection.page?.ending?.isRenewable).to.equal(false);
    });

    it('leaves nothing of the person on the page when it has ended, and asks no more', async () => {
      const { person, connection } = await signedIn();
      await isMinded();
      await clock.tickAsync(28.1 * MINUTE);
      await isTrue(() => isEnding(connection), 'the warning');
      // Not so far that the question about the end is given up before the answer had a turn.
      await clock.tickAsync(2.05 * MINUTE);
      await person.sees('Час входу закінчився');
      expect(person.reads).not.to.include('358,20');
      expect(isEnding(connection)).to.equal(false);
      await lull();
      const asked = network.asked.length;
      await clock.tickAsync(60 * MINUTE);
      await lull();
      expect(network.asked.length).to.equal(asked);
    });

    it('is not taken to have ended because the network has', async () => {
      const { person, connection } = await signedIn();
      await isMinded();
      network.isAway = true;
      await clock.tickAsync(28.1 * MINUTE);
      await lull();
      expect(person.reads).to.include('358,20');
      network.isAway = false;
      await clock.tickAsync(0.5 * MINUTE);
      await isTrue(() => isEnding(connection), 'the warning');
    });
  });
});
