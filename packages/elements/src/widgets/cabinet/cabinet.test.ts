import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { openOutbox, wipeOutbox } from '../../core/outbox.js';
import { broken, goes, heading, link, names, offering, openCabinet, shown, tag } from '../../testing/cabinet.js';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, lull, until } from '../../testing/person.js';
import { failing, hanging, noNetwork, Service } from '../../testing/service.js';
import { enter } from '../../testing/stage.js';

describe(`<${tag}>`, () => {
  const address = location.href;

  beforeEach(() => {
    stopTheClock();
    history.replaceState(null, '', address.replace(/#.*/s, ''));
  });
  after(() => history.replaceState(null, '', address));

  it('shows the first section with what is on top, and takes no focus', async () => {
    const { cabinet, person } = await openCabinet();
    expect(heading(cabinet)).to.equal('Головне');
    expect(shown(cabinet)).to.deep.equal(['kabinet-balance-card', 'kabinet-tour']);
    expect(cabinet.querySelector('kabinet-account-menu')?.slot).to.equal('menu');
    await until(
      () => cabinet.querySelector('kabinet-balance-card')?.shadowRoot?.querySelector('[part=amount]'),
      () => 'the balance',
    );
    expect(person.seesInside, 'the text inside the tag').to.equal('');
    expect(focusIsOn()).to.equal('body');
    expect(location.hash, 'the address as it was').to.equal('');
  });

  it('has the sections that the supplier offers', async () => {
    const { cabinet } = await openCabinet(offering('tariffs', 'readings'));
    expect(names(cabinet)).to.deep.equal(['Головне', 'Показання і лічильники', 'Тарифи і розрахунок']);
  });

  it('has the sections that the page names, and says in the console which are none', async () => {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
    try {
      const { cabinet } = await openCabinet(Service.sample(), { sections: 'payments readings money' });
      expect(names(cabinet)).to.deep.equal(['Оплата та історія', 'Показання і лічильники']);
      expect(heading(cabinet)).to.equal('Оплата та історія');
      expect(warnings.filter((each) => each.includes('money'))).to.have.length(1);
    } finally {
      console.warn = warn;
    }
  });

  it('says that there is nothing where the page names nothing that is offered', async () => {
    const { person } = enter({ tag, service: offering('tariffs'), attributes: { sections: 'payments' } });
    await person.sees('У цьому кабінеті поки нічого немає');
  });

  describe('on a narrow place', () => {
    it('has its sections behind a button, which Escape closes', async () => {
      const { cabinet, person, provider } = await openCabinet();
      (provider.parentElement as HTMLElement).style.width = '320px';
      const toggle = person.root.querySelector('.toggle') as HTMLElement;
      await until(
        () => toggle.checkVisibility(),
        () => 'the button',
      );
      expect(link(cabinet, 'Оплата та історія').checkVisibility()).to.equal(false);
      toggle.focus();
      await sendKeys({ press: 'Enter' });
      await until(
        () => link(cabinet, 'Оплата та історія').checkVisibility(),
        () => 'the list',
      );
      expect(toggle.getAttribute('aria-expanded')).to.equal('true');
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Escape' });
      await until(
        () => !link(cabinet, 'Оплата та історія').checkVisibility(),
        () => 'the end of the list',
      );
      expect(person.root.activeElement).to.equal(toggle);
    });
  });

  it('gives its widgets what the page said of all of them', async () => {
    const { cabinet } = await openCabinet(Service.sample(), {
      account: '0400123456',
      'with-outbox': '',
      'sign-out-url': '/out',
    });
    await goes(cabinet, 'Показання і лічильники');
    const form = cabinet.querySelector('kabinet-reading-form');
    expect(form?.getAttribute('account')).to.equal('0400123456');
    expect(form?.hasAttribute('with-outbox')).to.equal(true);
    expect(cabinet.querySelector('kabinet-account-menu')?.getAttribute('sign-out-url')).to.equal('/out');
    cabinet.lang = 'en';
    await until(
      () => heading(cabinet) === 'Readings and meters',
      () => 'English',
    );
    expect(form?.getAttribute('lang')).to.equal('en');
  });

  it('says once for all widgets of a section of which account they are, and whom to call', async () => {
    const { cabinet, person, provider } = await openCabinet(Service.sample({ accounts: ['gas', 'two-zones'] }));
    await goes(cabinet, 'Показання і лічильники');
    const visible = (selector: string) =>
      [person.root, ...[...cabinet.children].map((child) => child.shadowRoot)].flatMap((root) =>
        [...(root?.querySelectorAll(selector) ?? [])].filter((each) => each.checkVisibility()),
      );
    await until(
      () => cabinet.querySelector('kabinet-meter-card')?.shadowRoot?.querySelector('.contact'),
      () => 'the meter',
    );
    expect(visible('#account').map((each) => each.getRootNode())).to.deep.equal([person.root]);
    expect(visible('.contact').map((each) => each.getRootNode())).to.deep.equal([person.root]);
    const choice = person.root.querySelector('#account') as HTMLSelectElement;
    choice.selectedIndex = 1;
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    expect(provider.connection?.accountId, 'for all of them').to.equal(choice.value);
    await goes(cabinet, 'Звернення');
    expect(visible('#account'), 'it is about none').to.deep.equal([]);
  });

  it('sends a reading that the device keeps whatever section is opened', async () => {
    const { cabinet } = await openCabinet(Service.sample(), { 'with-outbox': '', section: 'tariffs' });
    await until(
      () => cabinet.querySelector('kabinet-reading-form')?.shadowRoot?.querySelector('form input'),
      () => 'the form that sends it',
    );
    expect(shown(cabinet)).not.to.include('kabinet-reading-form');
    expect(cabinet.querySelector('kabinet-reading-form')?.getBoundingClientRect().height).to.equal(0);
  });

  it('has its widgets again, with what was typed, where something else has written into the tag', async () => {
    const { cabinet } = await openCabinet();
    await goes(cabinet, 'Показання і лічильники');
    const before = [...cabinet.children];
    expect(before.length).to.be.greaterThan(2);
    cabinet.textContent = '';
    await until(
      () => shown(cabinet).length === 2 && cabinet.querySelector('kabinet-account-menu'),
      () => `its widgets; there are ${shown(cabinet).join()}`,
    );
    expect(shown(cabinet)).to.deep.equal(['kabinet-reading-form', 'kabinet-meter-card']);
    for (const child of cabinet.children) expect(before.includes(child), child.localName).to.equal(true);
    await goes(cabinet, 'Головне');
    expect(shown(cabinet)).to.deep.equal(['kabinet-balance-card', 'kabinet-tour']);
    // Those that were aside are back in their places, before what is aside now.
    expect([...cabinet.children].map(({ localName }) => localName)).to.deep.equal([
      'kabinet-account-menu',
      'kabinet-balance-card',
      'kabinet-tour',
      'kabinet-reading-form',
      'kabinet-meter-card',
    ]);
  });

  describe('opened without a network', () => {
    const offline = () => enter({ tag, service: broken(noNetwork), attributes: { 'with-outbox': '' } });
    const NO_DATA = 'Ваших даних у пам’яті цього пристрою немає';
    const KEPT = 'збережено на цьому пристрої, щонайбільше на 7 днів';
    afterEach(() => wipeOutbox());

    it('says that a reading is kept where one is', async () => {
      const outbox = await openOutbox<string>();
      expect(await outbox?.put('sample/gas/gas-meter', 'a reading')).to.equal(true);
      const { person } = offline();
      await person.sees(NO_DATA, KEPT);
    });

    it('promises nothing where none is: an appeal that is being written is no reading', async () => {
      const outbox = await openOutbox<string>();
      expect(await outbox?.put('draft/sample/customer-1/appeal', 'an appeal')).to.equal(true);
      const { person } = offline();
      await person.sees(NO_DATA);
      await lull();
      expect(person.reads).not.to.include(KEPT);
    });
  });

  it('leaves out the menu where the page has one', async () => {
    const { cabinet } = await openCabinet(Service.sample(), { 'without-menu': '' });
    expect(cabinet.querySelector('kabinet-account-menu')).to.equal(null);
  });

  describe('looks right', () => {
    const states = {
      'with sections': Service.sample,
      'for a stranger': () => broken(failing('unauthorized')),
      loading: () => broken(hanging('getSupplier')),
      offline: () => broken(noNetwork),
    };
    for (const [name, service] of Object.entries(states)) {
      it(name, async () => {
        await looksRightEverywhere({
          tag,
          service,
          play: (person) =>
            until(
              () => person.widget.shadowRoot?.querySelector('#heading'),
              () => 'a heading',
            ),
        });
      });
    }
  });
});
