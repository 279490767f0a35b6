import { expect } from '@open-wc/testing';
import { ReceiptRequestEvent } from '../../core/receipt-request.events.js';
import { goes, heading, link, offering, openCabinet, shown, tag } from '../../testing/cabinet.js';
import { stopTheClock } from '../../testing/clock.js';
import { focusIsOn, lull, until } from '../../testing/person.js';
import { Service } from '../../testing/service.js';
import { enter, makeWidget } from '../../testing/stage.js';
import type { KabinetCabinet } from './cabinet.js';

describe(`<${tag}> leads to a section`, () => {
  const address = location.href;

  beforeEach(() => {
    stopTheClock();
    history.replaceState(null, '', address.replace(/#.*/s, ''));
  });
  after(() => history.replaceState(null, '', address));

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
    (document.activeElement as HTMLElement).blur();
    cabinet.remove();
    await until(
      () => heading(second) === 'Показання і лічильники',
      () => 'what the address says, which is its own now',
    );
    expect(focusIsOn(), 'nobody has asked for it').to.equal('body');
    await goes(second, 'Мої договори');
    expect(location.hash, 'it is alone now').to.equal('#kabinet/contracts');
  });

  it('the first in the order of the page, whichever was put there first', async () => {
    const later = await openCabinet();
    const earlier = makeWidget({ tag }) as KabinetCabinet;
    later.provider.prepend(earlier);
    await until(
      () => heading(earlier) === 'Головне',
      () => 'the cabinet before it',
    );
    await goes(later.cabinet, 'Оплата та історія');
    expect(location.hash).to.equal('');
    await goes(earlier, 'Показання і лічильники');
    expect(location.hash).to.equal('#kabinet/readings');
    await lull();
    expect(heading(later.cabinet)).to.equal('Оплата та історія');
  });

  it('out of a window that is open, which is closed then', async () => {
    const { cabinet } = await openCabinet();
    await goes(cabinet, 'Показання і лічильники');
    await goes(cabinet, 'Головне');
    const tour = cabinet.querySelector('kabinet-tour');
    const dialog = () => tour?.shadowRoot?.querySelector('dialog');
    await until(dialog, () => 'the tour');
    tour?.open();
    await until(
      () => dialog()?.open,
      () => 'its window',
    );
    history.back();
    await until(
      () => heading(cabinet) === 'Показання і лічильники',
      () => 'the section before',
    );
    expect(dialog()?.open).to.equal(false);
    await until(
      () => focusIsOn() === 'h2#heading “Показання і лічильники”',
      () => `the focus on it; it is on ${focusIsOn()}`,
    );
    await goes(cabinet, 'Головне');
    expect(dialog()?.open, 'it does not begin again by itself').to.equal(false);
    tour?.open();
    await until(
      () => dialog()?.open,
      () => 'its window, when somebody wants it',
    );
  });

  describe('and tells of it', () => {
    const sections: string[] = [];
    const listen = ({ section }: HTMLElementEventMap['kabinet-section-shown']) => void sections.push(section);
    beforeEach(() => {
      sections.length = 0;
      document.addEventListener('kabinet-section-shown', listen as EventListener);
    });
    afterEach(() => document.removeEventListener('kabinet-section-shown', listen as EventListener));

    it('also of the first one, when the texts come after the supplier’s profile', async () => {
      const { cabinet, provider } = await openCabinet();
      expect(sections).to.deep.equal(['overview']);
      cabinet.remove();
      // Its profile is known by now; texts are waited for by every cabinet.
      const second = makeWidget({ tag }) as KabinetCabinet;
      provider.append(second);
      await until(
        () => heading(second) === 'Головне',
        () => 'the first section',
      );
      expect(sections).to.deep.equal(['overview', 'overview']);
    });

    it('also when they come before it', async () => {
      const service = Service.sample();
      let answer = () => {};
      const gate = new Promise<void>((resolve) => (answer = resolve));
      service.fault = async (operation, _args, _options, next) => {
        if (operation === 'getSupplier') await gate;
        return next();
      };
      const { widget, person } = enter({ tag, service });
      await until(
        () => person.root.querySelector('.card'),
        () => 'its card, with words',
      );
      expect(sections).to.deep.equal([]);
      answer();
      await until(
        () => heading(widget as KabinetCabinet) === 'Головне',
        () => 'the first section',
      );
      expect(sections).to.deep.equal(['overview']);
    });
  });

  it('with the focus on its heading also in somebody’s shadow root', async () => {
    const { cabinet, provider } = await openCabinet();
    const host = document.createElement('div');
    provider.append(host);
    host.attachShadow({ mode: 'open' }).append(cabinet);
    await until(
      () => cabinet.querySelector('kabinet-tour')?.shadowRoot?.querySelector('[part=start]'),
      () => 'the tour',
    );
    cabinet.querySelector('kabinet-tour')?.focus();
    expect(focusIsOn()).to.include('button');
    cabinet.section = 'readings';
    await until(
      () => focusIsOn() === 'h2#heading “Показання і лічильники”',
      () => `the focus on the heading; it is on ${focusIsOn()}`,
    );
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
