import { expect } from '@open-wc/testing';
import { ApiError } from '@kabinet/api';
import { sampleData, sampleHostedPages } from '@kabinet/api/mock';
import { sendKeys } from '@web/test-runner-commands';
import type { Connection, SessionEnding } from '../../core/connection.js';
import '../../provider/provider.define.js';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, lull, Person, until } from '../../testing/person.js';
import { failing, hanging, noNetwork, Service } from '../../testing/service.js';
import { enter, makeWidget, place } from '../../testing/stage.js';
import type { KabinetAccountMenu } from './account-menu.js';
import './account-menu.define.js';

const tag = 'kabinet-account-menu';
const ACCOUNTS = ['gas', 'relative', 'helped'] as const;
const family = () => Service.sample({ accounts: ACCOUNTS });

function broken(fault: Service['fault']): Service {
  const service = family();
  service.fault = fault;
  return service;
}

/** A menu of somebody who signed in on the service's own pages. */
async function openPage(service = family(), attributes: Readonly<Record<string, string>> = {}, lang = 'uk') {
  const staged = enter({ tag, service, attributes, lang });
  staged.provider.session = 'cookie';
  await staged.provider.updateComplete;
  const connection = staged.provider.connection as Connection;
  const menu = staged.widget as KabinetAccountMenu;
  return { ...staged, menu, connection };
}

const toggleOf = ({ root }: Person) => root.querySelector<HTMLButtonElement>('#toggle') as HTMLButtonElement;

async function opens(person: Person): Promise<void> {
  await person.sees('Оксана Коваль');
  toggleOf(person).click();
  await person.sees('Особові рахунки');
}

const isOpen = ({ root }: Person) => root.querySelector('#panel') !== null;
const closes = (person: Person) =>
  until(
    () => !isOpen(person),
    () => 'a closed menu',
  );

/** The session's end is near; what the page knows of it comes from elsewhere. */
function endsSoon(
  connection: Connection,
  ending: SessionEnding | null,
  renew: () => Promise<void> = () => Promise.resolve(),
): void {
  Object.defineProperty(connection, 'page', { value: { ending, renew }, configurable: true });
  connection.dispatchEvent(new Event('change'));
}

const soon = (isRenewable = true): SessionEnding => ({ at: new Date(Date.now() + 120_000), isRenewable });

const dialogOf = ({ root }: Person) => root.querySelector<HTMLElement>('[role=alertdialog]');

describe(`<${tag}>`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  describe('of nobody', () => {
    it('offers to sign in and to sign up on the service’s own pages', async () => {
      const { person } = enter({ tag, service: broken(failing('unauthorized')), session: 'cookie' });
      await person.sees('Увійти', 'Зареєструватися');
      expect(person.control('Увійти').localName).to.equal('button');
      expect(person.control('Зареєструватися').getAttribute('href')).to.include(`${sampleHostedPages.signUp}?`);
      expect(focusIsOn()).to.equal('body');
    });

    it('leads to the page’s own sign-in where there is one', async () => {
      const { person, provider } = enter({ tag, service: broken(failing('unauthorized')) });
      provider.signInUrl = '/login';
      await person.sees('Увійти');
      await until(
        () => person.has('Увійти') && person.control('Увійти').getAttribute('href') === '/login',
        () => 'the page’s own sign-in',
      );
    });

    it('lets the page take over signing in', async () => {
      const { person, widget } = enter({ tag, service: broken(failing('unauthorized')) });
      let requests = 0;
      widget.addEventListener('kabinet-sign-in-request', (event) => {
        requests += 1;
        event.preventDefault();
      });
      await person.presses('Увійти');
      expect(requests).to.equal(1);
    });

    it('shows who they are once they signed in', async () => {
      const service = broken(failing('unauthorized'));
      const { person, provider } = enter({ tag, service });
      await person.sees('Увійти');
      service.fault = null;
      provider.sessionChanged();
      await person.sees('Оксана Коваль');
      expect(person.has('Увійти')).to.equal(false);
    });
  });

  it('says that the service is not there, and tries again', async () => {
    const service = broken(failing('unavailable'));
    const { person } = enter({ tag, service });
    await person.sees('Сервіс зараз не працює');
    service.fault = null;
    await person.presses('Спробувати ще раз');
    await person.sees('Оксана Коваль');
    const offline = enter({ tag, service: broken(noNetwork) });
    await offline.person.sees('Немає зв’язку з інтернетом');
  });

  it('shows the page’s own text until it is connected', async () => {
    const alone = makeWidget({ tag, inside: 'Вхід: 104' });
    place({ lang: 'uk' }).append(alone);
    const person = new Person(alone);
    await until(
      () => person.widget.shadowRoot?.querySelector('slot'),
      () => 'the text inside',
    );
    expect(person.seesInside).to.equal('Вхід: 104');
  });

  describe('opened', () => {
    it('tells each account’s name, number, right and which is the default', async () => {
      const { person } = await openPage();
      await opens(person);
      await person.sees(
        '0400123456 основний',
        'Мама близької людини 0400123466 · вул. Козацька, 3 · Ніжин',
        '0400123467 ви помічник до 5 грудня',
      );
      const current = person.root.querySelectorAll('[aria-current=true]');
      expect(current).to.have.length(1);
      expect((current[0] as HTMLElement).innerText).to.include('0400123456');
    });

    it('switches the account for every widget, says so, and gives the focus back', async () => {
      const { person, connection } = await openPage();
      await opens(person);
      const [, mother] = person.root.querySelectorAll<HTMLElement>('#panel li button');
      mother?.click();
      expect(connection.accountId).to.equal('relative');
      await closes(person);
      expect(focusIsOn()).to.include('#toggle');
      expect(person.root.querySelector('[role=status]')?.textContent).to.include('Показано рахунок: Мама');
      expect(toggleOf(person).innerText).to.include('Мама');
    });

    it('leads to accounts, profile and devices, and to adding an account', async () => {
      const { person, provider } = await openPage();
      provider.session = 'cookie';
      await opens(person);
      const links = [...person.root.querySelectorAll<HTMLAnchorElement>('#panel a')].map(
        (each) => each.href.split('?')[0],
      );
      const { link, accounts, profile, devices } = sampleHostedPages;
      expect(links).to.deep.equal([link, accounts, profile, devices]);
    });

    it('says what kind of customer it is where that is no household', async () => {
      const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
      const customer = { displayName: 'ТОВ «Млин»', kind: 'legal_entity' as const };
      const { person } = await openPage(new Service({ ...data, session: { ...data.session, customer } }));
      await person.sees('ТОВ «Млин»');
      toggleOf(person).click();
      await person.sees('Юридична особа');
    });

    it('is a button with a list: Escape closes it and gives the focus back, Tab past its end closes it', async () => {
      const { person } = await openPage();
      await person.sees('Оксана Коваль');
      toggleOf(person).focus();
      await sendKeys({ press: 'Enter' });
      await person.sees('Особові рахунки');
      expect(toggleOf(person).getAttribute('aria-expanded')).to.equal('true');
      expect(person.root.getElementById(toggleOf(person).getAttribute('aria-controls') ?? '')).to.not.equal(null);
      expect(person.root.querySelector('[role^=menu]')).to.equal(null);
      await sendKeys({ press: 'Tab' });
      expect(focusIsOn()).to.include('0400123456');
      await sendKeys({ press: 'Escape' });
      await closes(person);
      expect(focusIsOn()).to.include('#toggle');
      expect(toggleOf(person).getAttribute('aria-expanded')).to.equal('false');

      const after = document.createElement('button');
      place().append(after);
      await opens(person);
      const last = [...person.root.querySelectorAll<HTMLElement>('#panel button')].at(-1);
      last?.focus();
      await sendKeys({ press: 'Tab' });
      await closes(person);
      expect(document.activeElement).to.equal(after);
    });

    it('closes when the person presses elsewhere', async () => {
      const { person } = await openPage();
      await opens(person);
      document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      await closes(person);
    });
  });

  describe('signs out', () => {
    it('here, and everywhere; then nothing of the person is left', async () => {
      for (const [label, everywhere] of [
        ['Вийти', false],
        ['Вийти на всіх пристроях', true],
      ] as const) {
        const { person, service } = await openPage().then((each) => ({ ...each, service: each }));
        await opens(person);
        const calls: unknown[] = [];
        const { connection } = service;
        const { endSession } = connection.api;
        Object.defineProperty(connection.api, 'endSession', {
          value: (args: Parameters<typeof endSession>[0], options: Parameters<typeof endSession>[1]) => {
            calls.push(args.body);
            return endSession(args, options);
          },
        });
        await person.presses(label);
        await person.sees('Увійти');
        expect(person.reads).not.to.include('Коваль');
        expect(calls).to.deep.equal([{ everywhere }]);
      }
    });

    it('and says when that did not work: the person is still signed in', async () => {
      const service = family();
      const { person } = await openPage(service);
      await opens(person);
      service.fault = failing('unavailable', 'endSession');
      await person.presses('Вийти');
      await person.sees('Вийти не вдалося, вхід ще діє');
      expect(focusIsOn()).to.include('Вийти не вдалося');
      await person.sees('Оксана Коваль');
      service.fault = null;
      await person.presses('Вийти');
      await person.sees('Увійти');
    });

    it('on the page’s own site where that keeps the session, and not at all where it does not say how', async () => {
      const { person } = enter({ tag, service: family(), attributes: { 'sign-out-url': '/logout' } });
      await opens(person);
      expect(person.control('Вийти').getAttribute('href')).to.equal('/logout');
      expect(person.has('Вийти на всіх пристроях')).to.equal(false);
      const other = enter({ tag, service: family() });
      await opens(other.person);
      expect(other.person.has('Вийти')).to.equal(false);
    });
  });

  describe('before the session ends', () => {
    it('comes as a dialog to who is not typing, and gives the focus back after “stay”', async () => {
      const { person, connection } = await openPage();
      await person.sees('Оксана Коваль');
      toggleOf(person).focus();
      let renewals = 0;
      const renew = () => {
        renewals += 1;
        endsSoon(connection, null);
        return Promise.resolve();
      };
      endsSoon(connection, soon(), renew);
      await person.sees('Вхід закінчиться о', 'Залишитися');
      await until(
        () => person.focused === dialogOf(person),
        () => `the dialog; it is on ${focusIsOn()}`,
      );
      await person.presses('Залишитися');
      expect(renewals).to.equal(1);
      await until(
        () => dialogOf(person) === null,
        () => 'the end of the dialog',
      );
      expect(focusIsOn()).to.include('#toggle');
      expect(person.root.querySelector('[role=status]')?.textContent).to.include('Ви залишаєтеся в кабінеті.');
    });

    it('steals no letter from who is typing: it is said, and waits', async () => {
      const { person, connection } = await openPage();
      await person.sees('Оксана Коваль');
      const input = document.createElement('input');
      place().append(input);
      input.focus();
      await sendKeys({ type: '12' });
      endsSoon(connection, soon());
      await person.sees('Залишитися');
      await sendKeys({ type: '34' });
      expect(input.value).to.equal('1234');
      expect(document.activeElement).to.equal(input);
      expect(person.root.querySelector('[role=status]')?.textContent).to.match(/Вхід закінчиться о \d\d:\d\d/);
    });

    it('can be closed, by Escape too, and does not come again for the same end', async () => {
      const { person, connection } = await openPage();
      await person.sees('Оксана Коваль');
      const ending = soon();
      endsSoon(connection, ending);
      await person.sees('Залишитися');
      await sendKeys({ press: 'Escape' });
      await person.noLongerSees('Залишитися');
      endsSoon(connection, { ...ending });
      await lull();
      expect(dialogOf(person)).to.equal(null);
      endsSoon(connection, { at: new Date(Date.now() + 600_000), isRenewable: true });
      await person.sees('Залишитися');
    });

    it('says that staying did not work', async () => {
      const { person, connection } = await openPage();
      await person.sees('Оксана Коваль');
      endsSoon(connection, soon(), () => Promise.reject(new ApiError('unavailable')));
      await person.presses('Залишитися');
      await person.sees('Не вдалося продовжити');
    });

    it('offers to sign in again where the longest time is reached', async () => {
      const { person, connection } = await openPage();
      await person.sees('Оксана Коваль');
      endsSoon(connection, soon(false));
      await person.sees('Для безпеки треба буде увійти ще раз', 'Увійти ще раз');
      expect(person.has('Залишитися')).to.equal(false);
    });

    it('warns once on a page with two menus', async () => {
      const { person, connection, provider } = await openPage();
      await person.sees('Оксана Коваль');
      const second = makeWidget({ tag });
      provider.append(second);
      const other = new Person(second);
      await other.sees('Оксана Коваль');
      endsSoon(connection, soon());
      await person.sees('Залишитися');
      await lull();
      expect(dialogOf(other)).to.equal(null);
    });
  });

  describe('looks right in every language, width and colour scheme', () => {
    const shown: Readonly<Record<string, { service: () => Service; play?: (person: Person) => unknown }>> = {
      'signed out': { service: () => broken(failing('unauthorized')) },
      loading: { service: () => broken(hanging()) },
      down: { service: () => broken(failing('unavailable')) },
      'signed in': { service: family },
      'with a very long name': {
        service: () => {
          const data = sampleData({ now: new Date(), window: 'open', accounts: ['long-names', ...ACCOUNTS] });
          const displayName = 'Товариство з обмеженою відповідальністю «Новопетропавлівсько-Мар’янівський завод»';
          return new Service({
            ...data,
            session: { ...data.session, customer: { displayName, kind: 'legal_entity' } },
          });
        },
      },
    };
    for (const [name, { service }] of Object.entries(shown)) {
      it(name, () =>
        looksRightEverywhere({
          tag,
          service,
          play: async (person) => {
            await until(
              () => person.widget.shadowRoot?.querySelector('.menu > *'),
              () => 'anything',
            );
            if (name !== 'loading')
              await until(
                () => person.root.querySelector('.menu button, .menu a'),
                () => 'a control',
              );
          },
        }),
      );
    }

    it('opened', async () => {
      const { passesAxe } = await import('../../testing/looks.js');
      const { person, widget } = await openPage();
      await opens(person);
      await passesAxe([widget]);
      const panel = person.root.querySelector('#panel') as HTMLElement;
      await until(
        () => panel.getBoundingClientRect().right <= innerWidth && panel.getBoundingClientRect().left >= 0,
        () => 'a panel inside the window',
      );
      for (const control of panel.querySelectorAll('a, button')) {
        expect(control.getBoundingClientRect().height, control.outerHTML.slice(0, 80)).to.be.at.least(44);
      }
    });

    it('with the warning', async () => {
      const { passesAxe } = await import('../../testing/looks.js');
      const { person, widget, connection } = await openPage();
      await person.sees('Оксана Коваль');
      endsSoon(connection, soon());
      await person.sees('Залишитися');
      await passesAxe([widget]);
    });
  });

  it('leaves no listener on the page behind', async () => {
    const { person, widget } = await openPage();
    await opens(person);
    widget.remove();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await lull();
    expect((widget as KabinetAccountMenu)['isOpen']).to.equal(false);
  });
});
