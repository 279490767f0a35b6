import { expect } from '@open-wc/testing';
import type { PageOperationName } from '@kabinet/api';
import { ApiError } from '@kabinet/api';
import { sampleData, sampleHostedPages } from '@kabinet/api/mock';
import { LANGUAGES } from '../locales/load.js';
import { page } from '../provider/page.js';
import '../provider/provider.define.js';
import { stopTheClock } from './clock.js';
import { looksRightEverywhere as looksRight, type Play, type Shown } from './looks.js';
import { focusIsOn, lull, Person, until } from './person.js';
import { failing, hanging, noNetwork, Service } from './service.js';
import {
  enter as enterPage,
  makeProvider,
  makeWidget as make,
  place,
  stage as setStage,
  type Staging,
} from './stage.js';

export interface WidgetUnderTest {
  readonly tag: string;
  readonly heading: { readonly uk: string; readonly ru: string; readonly en: string };
  /** What it reads of its account, beside what every widget reads. */
  readonly reads: readonly [PageOperationName, ...PageOperationName[]];
  /** Words of its content, in Ukrainian: the sample gas account in an open window. */
  readonly content: string;
  /** What makes it speak of an account, where it does not by itself. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** What somebody sees of it who was only let hand in readings; without it, that the holder did not share it. */
  readonly asHelper?: string;
  /** Left out where other widgets' tests look at the states that all of them draw alike: looking takes long. */
  readonly looksAtStates?: false;
}

const PHONE = '0 800 500 104';
const WHILE_LOADING = 'Завантажуємо дані…';

/** A state in which no widget has content of its own, as it comes about. */
interface State {
  /** What is told, in Ukrainian. */
  readonly says: string;
  readonly service: () => Service;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly isAlone?: boolean;
  /** Whether pressing "try again" makes sense. */
  readonly canRetry?: boolean;
  /** Whether the phone is known: nothing is where not even the supplier's profile came. */
  readonly hasPhone?: boolean;
  readonly play?: Play;
}

function broken(fault: Service['fault']): Service {
  const service = Service.sample();
  service.fault = fault;
  return service;
}

function statesOf({ reads, content, asHelper }: WidgetUnderTest): Readonly<Record<string, State>> {
  const ownRead = (...[kind]: Parameters<typeof failing>) => ({
    service: () => broken(failing(kind, ...reads)),
    canRetry: true,
  });
  return {
    'not configured': { says: 'Кабінет ще не під’єднано', service: Service.sample, isAlone: true, hasPhone: false },
    // What comes would move a phone below bones: it comes with that, or with the words that it does not.
    loading: { says: WHILE_LOADING, service: () => broken(hanging()), hasPhone: false },
    'signed out': { says: 'Спочатку увійдіть', service: () => broken(failing('unauthorized')) },
    'session ended in mid-use': {
      says: 'Час входу закінчився',
      service: Service.sample,
      play: async (person, service) => {
        await person.seesItLoaded();
        expect(person.reads).to.include(content);
        service.fault = failing('unauthorized');
        (person.widget.parentElement as ReturnType<typeof makeProvider>).connection?.refresh();
      },
    },
    'session ended while it was read': { says: 'Час входу закінчився', ...ownRead('unauthorized'), canRetry: false },
    offline: { says: 'Немає зв’язку з інтернетом', ...ownRead('offline') },
    'offline from the first': {
      says: 'Немає зв’язку з інтернетом',
      service: () => broken(noNetwork),
      canRetry: true,
      hasPhone: false,
    },
    'too slow': { says: 'Сервіс відповідає надто довго', ...ownRead('timeout') },
    down: { says: 'Сервіс зараз не працює', ...ownRead('unavailable') },
    'down from the first': {
      says: 'Сервіс зараз не працює',
      service: () => broken(failing('unavailable')),
      canRetry: true,
    },
    'answering nonsense': { says: 'Сервіс дав незрозумілу відповідь', ...ownRead('bad-response') },
    'asked too often': {
      says: 'Зараз дуже багато запитів Спробуйте ще раз за 21 секунду.',
      ...ownRead(new ApiError('rate-limited', { retryAfter: 21 })),
    },
    forbidden: { says: 'Ця дія вам недоступна', ...ownRead('forbidden') },
    'not found': { says: 'Цей рахунок не знайдено', ...ownRead('not-found') },
    'without a linked account': {
      says: 'До вашого кабінету ще не додано особовий рахунок',
      service: () => Service.sample({ accounts: [] }),
    },
    ...(asHelper === undefined && {
      'about an account that was not shared': {
        says: 'Власник рахунку не відкрив вам цих даних Вам дозволено лише частину дій із цим рахунком до 5 грудня включно.',
        service: () => Service.sample({ accounts: ['helped'] }),
      },
    }),
    'about somebody else’s account': {
      says: 'Рахунок 0400999999 не додано до вашого кабінету',
      service: Service.sample,
      attributes: { account: '0400999999' },
    },
    'about an account number of the wrong form': {
      says: 'Номер особового рахунку записано не так Він має такий вигляд: 0400 123 456.',
      service: Service.sample,
      attributes: { account: '12' },
    },
  };
}

/** What every widget about an account must do, whatever it shows. */
export function everyWidget(widget: WidgetUnderTest): void {
  const { tag, heading, reads, content, attributes: own, asHelper } = widget;
  const states = statesOf(widget);
  const withOwn = <T extends { readonly attributes?: Readonly<Record<string, string>> }>(shown: T): T =>
    own ? { ...shown, attributes: { ...own, ...shown.attributes } } : shown;
  const enter = (staging: Staging) => enterPage(withOwn(staging));
  const stage = (staging: Staging) => setStage(withOwn(staging));
  const makeWidget = (staging: Parameters<typeof make>[0]) => make(withOwn(staging));
  const looksRightEverywhere = (shown: Shown) => looksRight(withOwn(shown));

  describe(`<${tag}>, as every widget`, () => {
    let warnings: string[];
    const { warn } = console;

    before(() => page().configure({}));

    beforeEach(() => {
      stopTheClock();
      warnings = [];
      console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
    });

    afterEach(() => {
      console.warn = warn;
    });

    describe('has words for each state', () => {
      for (const [
        name,
        { says, service: makeService, attributes, isAlone, play, canRetry, hasPhone },
      ] of Object.entries(states)) {
        it(`is ${name}`, async () => {
          const service = makeService();
          const widgetAlone = isAlone && makeWidget({ tag, ...(attributes && { attributes }) });
          if (widgetAlone) place({ lang: 'uk' }).append(widgetAlone);
          const person = widgetAlone
            ? new Person(widgetAlone)
            : enter({ tag, service, ...(attributes && { attributes }) }).person;
          await play?.(person, service);
          await person.sees(says);
          expect(person.reads).to.include(heading.uk);
          expect(person.reads).not.to.include(content);
          if (hasPhone !== false) await person.sees(PHONE);
          expect(person.has('Спробувати ще раз')).to.equal(canRetry ?? false);
          expect(focusIsOn()).to.equal('body');
          if (!canRetry) return;

          service.fault = null;
          await person.presses('Спробувати ще раз');
          await person.sees(content, PHONE);
          expect(person.reads).not.to.include(says);
        });

        if (widget.looksAtStates === false) continue;
        it(`looks right in every language, width and colour scheme: ${name}`, async () => {
          await looksRightEverywhere({
            tag,
            service: makeService,
            ...(attributes && { attributes }),
            ...(isAlone && { isAlone }),
            play: async (person, service) => {
              // Played in Ukrainian, then turned: the words of the play are Ukrainian.
              person.widget.lang = 'uk';
              await play?.(person, service);
              await person.sees(says);
              person.widget.lang = '';
              const lang = person.widget.closest('[lang]')?.getAttribute('lang');
              await person.sees(heading[lang as keyof typeof heading]);
            },
          });
        });
      }

      for (const lang of LANGUAGES) {
        it(`tells every state apart in words of its own language: ${lang}`, async () => {
          const told = new Map<string, string>();
          for (const [name, { service: makeService, attributes, isAlone, play }] of Object.entries(states)) {
            if (isAlone || play) continue;
            const { person } = enter({ tag, service: makeService(), lang, ...(attributes && { attributes }) });
            await until(
              () => person.widget.shadowRoot?.querySelector(name === 'loading' ? '.visually-hidden' : '.notice h3'),
              () => `words for ${name} in ${lang}`,
            );
            const { innerText } = person.root.querySelector('.notice, .visually-hidden') as HTMLElement;
            told.set(name.replace(/ from the first| in mid-use| while it was read/, ''), innerText);
            if (lang === 'en') expect(innerText, name).not.to.match(/[а-яіїєґ]/i);
            if (lang === 'ru') expect(innerText, name).not.to.match(/[іїєґ’]/i);
            if (lang === 'uk') expect(innerText, name).not.to.match(/[ыэёъ]/i);
          }
          expect(new Set(told.values()).size).to.equal(told.size);
        });
      }
    });

    it('shows its content without taking the focus', async () => {
      const { person } = await stage({ tag, service: Service.sample() });
      await person.sees(heading.uk, content, PHONE, 'Особовий рахунок 0400123456');
      expect(focusIsOn()).to.equal('body');
      expect(warnings).to.deep.equal([]);
    });

    it('is never blank: it says that it loads from its first words on', async () => {
      const service = broken(hanging('getSupplier', 'listAccounts'));
      const { person } = enter({ tag, service, inside: 'Телефонуйте 104' });
      await until(
        () => person.widget.shadowRoot?.querySelector('slot, .bones'),
        () => 'anything',
      );
      const states: string[] = [];
      for (let i = 0; i < 50; i += 1) {
        states.push(person.reads || person.seesInside);
        await Promise.resolve();
      }
      await person.sees(WHILE_LOADING);
      expect(states).not.to.include('');
    });

    it('names itself in one console line when it is not configured', async () => {
      const alone = makeWidget({ tag, inside: 'Телефонуйте 104' });
      place({ lang: 'uk' }).append(alone);
      const person = new Person(alone);
      await person.sees('Кабінет ще не під’єднано');
      expect(person.seesInside).to.equal('Телефонуйте 104');
      alone.setAttribute('account', '0400123456');
      alone.remove();
      place({ lang: 'uk' }).append(alone);
      await lull();
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.include(`<${tag}>`);
    });

    it('shows the text inside the tag when not even a phone is known', async () => {
      const { person } = enter({ tag, service: broken(noNetwork), inside: 'Телефонуйте 104' });
      await person.sees('Немає зв’язку з інтернетом');
      expect(person.seesInside).to.equal('Телефонуйте 104');
    });

    it('reads again by itself when the network is back', async () => {
      const service = broken(noNetwork);
      const { person } = enter({ tag, service });
      await person.sees('Немає зв’язку з інтернетом');
      service.fault = null;
      window.dispatchEvent(new Event('online'));
      await person.sees(content, PHONE);
    });

    it('keeps showing what it knows when reading it again fails', async () => {
      const service = Service.sample();
      const { person, connection } = await stage({ tag, service });
      await person.sees(content);
      service.fault = failing('unavailable');
      connection.refresh();
      await lull();
      expect(person.reads).to.include(content);
    });

    it('asks for a sign-in when only its own data is refused in mid-use', async () => {
      const service = Service.sample();
      const { person, connection } = await stage({ tag, service });
      await person.sees(content);
      service.fault = failing('unauthorized', ...reads);
      connection.refresh();
      await person.sees('Час входу закінчився');
    });

    it('shows nothing of the person before once somebody else is signed in', async () => {
      const service = Service.sample();
      const { person, provider } = await stage({ tag, service });
      await person.sees('0400123456');
      service.fault = hanging();
      provider.sessionChanged();
      await person.sees(WHILE_LOADING);
      expect(person.reads).not.to.include('0400123456');
      service.fault = failing('unauthorized');
      provider.sessionChanged();
      await person.sees('Спочатку увійдіть');
    });

    it('lets the page take over signing in', async () => {
      const { person, provider } = enter({ tag, service: broken(failing('unauthorized')) });
      let requests = 0;
      const takeOver = (event: Event) => {
        requests += 1;
        event.preventDefault();
      };
      document.body.addEventListener('kabinet-sign-in-request', takeOver, { once: true });
      await person.presses('Увійти');
      expect(requests).to.equal(1);

      provider.signInUrl = '#sign-in';
      await until(
        () => person.has('Увійти') && person.control('Увійти').getAttribute('href') === '#sign-in',
        () => 'a link to the page’s own sign-in',
      );
      document.body.addEventListener('kabinet-sign-in-request', (event) => event.preventDefault(), { once: true });
      await person.presses('Увійти');
      expect(location.hash).to.equal('');
    });

    it('asks the service for nothing that the holder did not share', async () => {
      const service = Service.sample({ accounts: ['helped'] });
      const { person } = await stage({ tag, service });
      await person.sees(asHelper ?? 'Власник рахунку не відкрив вам цих даних');
      await lull();
      const refused = ['getBalance', 'getAccountTariff', 'listReadings'] as const;
      for (const operation of refused) expect(service.count(operation), operation).to.equal(0);
      if (asHelper !== undefined) return;
      for (const operation of reads) expect(service.count(operation), operation).to.equal(0);
    });

    it('offers to sign in and to sign up on the service’s own pages, in a window, where these keep the session', async () => {
      const { person } = enter({ tag, service: broken(failing('unauthorized')), session: 'cookie' });
      await person.sees('Увійти', 'Зареєструватися');
      expect(person.control('Увійти').localName).to.equal('button');
      const signUp = new URL(person.control('Зареєструватися').getAttribute('href') ?? '');
      expect(signUp.origin + signUp.pathname).to.equal(sampleHostedPages.signUp);
      expect(Object.fromEntries(signUp.searchParams)).to.deep.equal({
        lang: 'uk',
        return_to: location.href.split('#')[0],
      });
      expect(person.control('Зареєструватися').getAttribute('target'), 'what was typed stays').to.equal('_blank');
    });

    it('offers nothing on the service’s pages where the page’s own sign-on vouches: there they would be strangers', async () => {
      const { person } = enter({ tag, service: broken(failing('unauthorized')) });
      await person.sees('Увійти');
      expect(person.control('Увійти').localName).to.equal('button');
      expect(person.has('Зареєструватися')).to.equal(false);
    });

    it('signs in in a window of its own, in the click itself, where the service keeps the session', async () => {
      const { person, provider } = enter({ tag, service: broken(failing('unauthorized')) });
      provider.session = 'pkce';
      await person.sees('Увійти');
      await until(
        () => person.has('Увійти') && person.control('Увійти').localName === 'button',
        () => 'a button',
      );
      await provider.connection?.pageSession();
      const opened: string[] = [];
      const { open } = window;
      window.open = (_url, target) => {
        opened.push(String(target));
        return { close: () => undefined, location: {} } as unknown as Window;
      };
      try {
        person.control('Увійти').click();
        expect(opened).to.have.length(1);
      } finally {
        window.open = open;
      }
    });

    describe('speaks', () => {
      it('the provider’s language, and turns with it', async () => {
        const { person, provider } = await stage({ tag, service: Service.sample() });
        await person.sees(heading.uk);
        provider.lang = 'ru';
        await person.sees(heading.ru);
        await until(
          () => person.root.querySelector('section')?.lang === 'ru',
          () => 'content that says it is Russian',
        );
        provider.lang = 'en-GB';
        await person.sees(heading.en);
      });

      it('its own language beside a neighbour with another', async () => {
        const service = Service.sample();
        const { provider, person } = await stage({ tag, service });
        const english = makeWidget({ tag, attributes: { lang: 'en' } });
        provider.append(english);
        await new Person(english).sees(heading.en);
        expect(person.reads).to.include(heading.uk);
      });

      it('the page’s language when nobody else says, and Ukrainian when it knows no other', async () => {
        for (const [lang, expected] of [
          ['ru-UA', heading.ru],
          ['de', heading.uk],
        ] as const) {
          const provider = makeProvider({ service: Service.sample(), lang: '' });
          const element = makeWidget({ tag });
          provider.append(element);
          place({ lang }).append(provider);
          await new Person(element).sees(expected);
        }
      });

      it('the supplier’s own words where it has some', async () => {
        const { person, provider } = await stage({ tag, service: Service.sample() });
        provider.texts = { uk: { common: { phone: 'Гаряча лінія' } } };
        await person.sees('Гаряча лінія');
        expect(person.reads).not.to.include('Контакт-центр');
        provider.lang = 'en';
        await person.sees('Contact centre');
      });
    });

    describe('shares', () => {
      it('one request for each question with its copies', async () => {
        const service = Service.sample();
        const { provider, person } = await stage({ tag, service });
        const second = makeWidget({ tag });
        const third = makeWidget({ tag, attributes: { lang: 'en' } });
        provider.append(second, third);
        await new Person(second).sees(content);
        await new Person(third).sees(heading.en);
        await person.sees(content);
        for (const operation of ['getSupplier', 'listAccounts', ...reads] as const) {
          expect(service.count(operation), operation).to.equal(1);
        }
      });

      it('the chosen account with its copies, whoever chooses', async () => {
        const service = Service.sample({ accounts: ['gas', 'payment-on-the-way'] });
        const { provider, person } = await stage({ tag, service });
        const second = makeWidget({ tag });
        provider.append(second);
        const other = new Person(second);
        const choiceOf = ({ root }: Person) => root.querySelector<HTMLSelectElement>('select');
        const choose = (someone: Person, id: string) => {
          const select = choiceOf(someone) as HTMLSelectElement;
          select.value = id;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        };
        const showsBoth = (id: string) =>
          until(
            () => choiceOf(person)?.value === id && choiceOf(other)?.value === id,
            () => `${id} in both; there is ${choiceOf(person)?.value ?? ''} and ${choiceOf(other)?.value ?? ''}`,
          );
        await showsBoth('gas');
        choose(person, 'payment-on-the-way');
        await showsBoth('payment-on-the-way');
        choose(other, 'gas');
        await showsBoth('gas');
        choose(person, 'payment-on-the-way');
        await showsBoth('payment-on-the-way');
        // Twice by the other: what a person touched follows all the same.
        choose(other, 'gas');
        await showsBoth('gas');
        choose(other, 'payment-on-the-way');
        await showsBoth('payment-on-the-way');
        expect(service.callsOf(reads[0]).map(({ args }) => (args as { accountId: string }).accountId)).to.include(
          'payment-on-the-way',
        );
      });

      it('the focus in its card when the button that had it goes', async () => {
        const service = Service.sample();
        service.fault = failing('unavailable', ...reads);
        const { widget, person } = enter({ tag, service });
        await person.sees('Спробувати ще раз');
        service.fault = null;
        person.control('Спробувати ще раз').focus();
        await person.presses('Спробувати ще раз');
        await person.seesItLoaded();
        expect(widget.shadowRoot?.activeElement?.textContent).to.equal(heading.uk);
      });

      it('nothing where the supplier does not offer it', async () => {
        const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
        const supplier = { ...data.supplier, capabilities: ['something newer'] };
        const { widget, person } = enter({ tag, service: new Service({ ...data, supplier }) });
        await until(
          () => widget.shadowRoot?.querySelector('*') === null,
          () => `nothing; there is “${person.reads}”`,
        );
      });

      it('nothing with the provider next to it', async () => {
        const left = Service.sample();
        const right = Service.sample({ accounts: ['payment-on-the-way'] });
        const here = await stage({ tag, service: left });
        const there = await stage({ tag, service: right });
        await here.person.sees('0400123456');
        await there.person.sees('0400123461');
      });
    });

    it('belongs to the nearest of nested providers', async () => {
      const outer = makeProvider({ service: Service.sample() });
      const inner = makeProvider({ service: Service.sample({ accounts: ['payment-on-the-way'] }), lang: 'en' });
      const element = makeWidget({ tag });
      inner.append(element);
      outer.append(inner);
      place().append(outer);
      await new Person(element).sees(heading.en, '0400123461');
    });

    it('follows when it is moved to another provider, and when the provider is pointed elsewhere', async () => {
      const first = await stage({ tag, service: Service.sample() });
      const second = await stage({ tag, service: Service.sample({ accounts: ['payment-on-the-way'] }), lang: 'en' });
      await first.person.sees('0400123456');
      second.provider.append(first.widget);
      await first.person.sees('0400123461', heading.en);
      second.provider.service = Service.sample({ accounts: ['rolled-over'] }).api;
      await first.person.sees('0400123459');
    });

    it('works once it is put into a provider', async () => {
      const element = makeWidget({ tag });
      const spot = place({ lang: 'uk' });
      spot.append(element);
      await new Person(element).sees('Кабінет ще не під’єднано');
      const provider = makeProvider({ service: Service.sample() });
      spot.append(provider);
      provider.append(element);
      await new Person(element).sees(content);
    });

    it('leaves nothing behind after 1,000 visits', async () => {
      const service = broken(hanging());
      const { provider, widget: first } = enter({ tag, service });
      await new Person(first).sees(WHILE_LOADING);
      first.remove();
      await lull();
      const { connection } = provider;
      if (!connection) throw new Error('the provider has no connection');
      const listeners = countListeners(window, document, connection, provider);
      for (let i = 0; i < 1_000; i += 1) {
        const element = makeWidget({ tag });
        provider.append(element);
        if (i % 100 === 0) await element.updateComplete;
        element.remove();
      }
      await lull();
      listeners.stop();
      expect(listeners.left()).to.deep.equal([]);
      const unanswered = service.calls.filter(({ operation }) => operation !== 'getSupplier');
      expect(unanswered).not.to.deep.equal([]);
      expect(unanswered.filter(({ signal }) => !signal?.aborted)).to.deep.equal([]);
      expect(warnings).to.deep.equal([]);

      service.fault = null;
      provider.append(first);
      await new Person(first).sees(content);
    });

    it('holds the longest names, numbers and addresses, and several accounts', async () => {
      await looksRightEverywhere({
        tag,
        service: () => Service.sample({ accounts: ['long-names', 'gas', 'huge-debt'] }),
        play: (person) => person.seesItLoaded(),
      });
      const { supplier, ...data } = sampleData({ now: new Date(), window: 'open', accounts: ['long-names'] });
      await looksRightEverywhere({
        tag,
        service: () =>
          new Service({
            ...data,
            supplier: { ...supplier, phone: '+380 (462) 77-77-77-77-77', emergencyPhone: null },
          }),
        play: (person) => person.seesItLoaded(),
      });
    });
  });
}

/** Counts listeners that are added and not removed. */
function countListeners(...targets: EventTarget[]) {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const open: { target: EventTarget; type: string; listener: unknown }[] = [];
  EventTarget.prototype.addEventListener = function (this: EventTarget, type, listener, options) {
    if (targets.includes(this)) open.push({ target: this, type, listener });
    addEventListener.call(this, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget, type, listener, options) {
    const index = open.findIndex((each) => each.target === this && each.type === type && each.listener === listener);
    if (index >= 0) open.splice(index, 1);
    removeEventListener.call(this, type, listener, options);
  };
  return {
    left: () => open.map(({ type }) => type),
    stop: () => {
      Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
    },
  };
}
