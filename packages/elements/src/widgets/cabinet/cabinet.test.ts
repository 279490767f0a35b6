import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ReceiptRequestEvent } from '../../core/receipt-request.events.js';
import { broken, goes, heading, link, names, offering, openCabinet, shown, tag } from '../../testing/cabinet.js';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, lull, until } from '../../testing/person.js';
import { failing, hanging, noNetwork, Service } from '../../testing/service.js';
import { enter } from '../../testing/stage.js';
import type { KabinetCabinet } from './cabinet.js';

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

  describe('leads to a section', () => {
    it('by a press on its name: with an address, the focus on its heading, and an entry of the history', async () => {
      const { cabinet } = await openCabinet();
      const before = history.length;
      let told = '';
      cabinet.addEventListener('kabinet-section-shown', ({ section }) => (told = section));
      await goes(cabinet, 'Показання і лічильники');
      expect(shown(cabinet)).to.deep.equal(['kabinet-reading-form', 'kabinet-meter-card']);
      expect(location.hash).to.equal('#kabinet/readings');
      // Browsers keep 50 of them; the tab may have shown other tests before.
      expect(history.length).to.equal(Math.min(before + 1, 50));
      expect(told).to.equal('readings');
      expect(focusIsOn()).to.equal('h2#heading “Показання і лічильники”');
      expect(link(cabinet, 'Показання і лічильники').getAttribute('aria-current')).to.equal('page');
      expect(link(cabinet, 'Головне').hasAttribute('aria-current')).to.equal(false);
    });

    it('by Back, to where the page was opened', async () => {
      const { cabinet } = await openCabinet();
      await goes(cabinet, 'Показання і лічильники');
      history.back();
      await until(
        () => heading(cabinet) === 'Головне',
        () => 'the first section',
      );
      expect(focusIsOn()).to.equal('h2#heading “Головне”');
    });

    it('by Back, to the section that the page begins with', async () => {
      const { cabinet } = await openCabinet(Service.sample(), { section: 'tariffs' });
      await goes(cabinet, 'Показання і лічильники');
      history.back();
      await until(
        () => heading(cabinet) === 'Тарифи і розрахунок',
        () => 'the section that the page begins with',
      );
    });

    it('by its address, taking no focus when the page is loaded with it', async () => {
      history.replaceState(null, '', '#kabinet/payments');
      const { cabinet } = await openCabinet();
      expect(heading(cabinet)).to.equal('Оплата та історія');
      expect(focusIsOn()).to.equal('body');
      location.hash = '#kabinet/readings';
      await until(
        () => heading(cabinet) === 'Показання і лічильники',
        () => 'the section of a link of the page',
      );
    });

    it('and stays where it is when what follows # is the page’s own', async () => {
      const { cabinet } = await openCabinet();
      await goes(cabinet, 'Оплата та історія');
      location.hash = '#main';
      await lull();
      expect(heading(cabinet)).to.equal('Оплата та історія');
    });

    it('or says that there is none of the address, until another one is opened', async () => {
      history.replaceState(null, '', '#kabinet/contracts');
      const { cabinet, person } = await openCabinet(offering('tariffs', 'readings'));
      await person.sees('Такого розділу в цьому кабінеті немає');
      expect(heading(cabinet)).to.equal('Головне');
      await goes(cabinet, 'Тарифи і розрахунок');
      await person.noLongerSees('Такого розділу в цьому кабінеті немає');
      location.hash = '#kabinet/money';
      await person.sees('Такого розділу в цьому кабінеті немає');
      expect(person.root.querySelector('[role=status]')?.textContent).to.include('Такого розділу');
    });

    it('one of two cabinets: the other leaves the address and the focus alone', async () => {
      const { cabinet } = await openCabinet();
      const second = (await openCabinet()).cabinet;
      await goes(cabinet, 'Показання і лічильники');
      await lull();
      expect(heading(second)).to.equal('Головне');
      expect(cabinet.shadowRoot?.activeElement?.id).to.equal('heading');
      await goes(second, 'Оплата та історія');
      await lull();
      expect(location.hash).to.equal('#kabinet/readings');
      expect(heading(cabinet)).to.equal('Показання і лічильники');
      cabinet.remove();
      await goes(second, 'Мої договори');
      expect(location.hash, 'it is alone now').to.equal('#kabinet/contracts');
    });

    it('from the widgets: to pay, to send a reading, to a receipt', async () => {
      const { cabinet } = await openCabinet();
      await until(
        () => cabinet.querySelector('kabinet-balance-card')?.shadowRoot?.querySelector('[part=pay] a'),
        () => 'the way to the payment',
      );
      cabinet.querySelector('kabinet-balance-card')?.shadowRoot?.querySelector<HTMLElement>('[part=pay] a')?.click();
      await until(
        () => heading(cabinet) === 'Оплата та історія',
        () => 'the payment',
      );
      const request = new ReceiptRequestEvent('rec-1');
      cabinet.querySelector('kabinet-payment-button')?.dispatchEvent(request);
      expect(request.defaultPrevented).to.equal(true);
      await until(
        () => heading(cabinet) === 'Квитанції про оплату',
        () => 'the receipts',
      );
      expect(cabinet.querySelector('kabinet-receipt')?.getAttribute('receipt')).to.equal('rec-1');
      expect(location.href, 'no id in the address').not.to.include('rec-1');
    });

    it('without an address, where the page uses it itself', async () => {
      const { cabinet } = await openCabinet(Service.sample(), { 'without-address': '', section: 'payments' });
      expect(heading(cabinet)).to.equal('Оплата та історія');
      await goes(cabinet, 'Головне');
      expect(location.hash).to.equal('');
      cabinet.section = 'readings';
      await until(
        () => heading(cabinet) === 'Показання і лічильники',
        () => 'the section that the page set',
      );
    });

    it('that a script asks for, before anything is known of the supplier too', async () => {
      const { widget } = enter({ tag, service: Service.sample() });
      const cabinet = widget as KabinetCabinet;
      cabinet.open('payments');
      await until(
        () => heading(cabinet) === 'Оплата та історія',
        () => 'the section that was asked for',
      );
      cabinet.open('tariffs');
      await until(
        () => heading(cabinet) === 'Тарифи і розрахунок',
        () => 'the next one',
      );
      expect(focusIsOn()).to.equal('h2#heading “Тарифи і розрахунок”');
    });

    it('keeping what was typed in another one', async () => {
      const { cabinet } = await openCabinet();
      await goes(cabinet, 'Показання і лічильники');
      const form = cabinet.querySelector('kabinet-reading-form');
      const input = () => form?.shadowRoot?.querySelector<HTMLInputElement>('form input');
      await until(input, () => 'a field');
      const field = input() as HTMLInputElement;
      field.value = '1279';
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      await goes(cabinet, 'Оплата та історія');
      expect(form?.isConnected).to.equal(true);
      expect(form?.getBoundingClientRect().height, 'it is not drawn').to.equal(0);
      await goes(cabinet, 'Показання і лічильники');
      expect(input()?.value).to.equal('1279');
    });
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
