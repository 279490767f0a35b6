import { expect } from '@open-wc/testing';
import { ReceiptRequestEvent } from '../../core/receipt-request.events.js';
import { broken, goes, heading, openCabinet, shown, tag } from '../../testing/cabinet.js';
import { stopTheClock } from '../../testing/clock.js';
import { lull, until } from '../../testing/person.js';
import { failing, Service } from '../../testing/service.js';

describe(`<${tag}>, by who is there`, () => {
  const address = location.href;

  beforeEach(() => {
    stopTheClock();
    history.replaceState(null, '', address.replace(/#.*/s, ''));
  });
  after(() => history.replaceState(null, '', address));

  describe('for who is not signed in', () => {
    const stranger = () => broken(failing('unauthorized'));

    it('shows the way in once, and what needs none', async () => {
      const { cabinet, person } = await openCabinet(stranger());
      await person.sees('Спочатку увійдіть');
      expect(shown(cabinet)).to.deep.equal(['kabinet-tour']);
      await goes(cabinet, 'Показання і лічильники');
      expect(shown(cabinet)).to.deep.equal(['kabinet-guest-reading-form']);
      await goes(cabinet, 'Тарифи і розрахунок');
      expect(person.reads).not.to.include('Спочатку увійдіть');
      expect(cabinet.querySelector('kabinet-tariff-lookup')?.hasAttribute('account')).to.equal(false);
    });

    it('shows their sections as soon as they are', async () => {
      const service = stranger();
      const { cabinet, person, provider } = await openCabinet(service);
      await person.sees('Спочатку увійдіть');
      service.fault = null;
      provider.connection?.sessionChanged();
      await person.noLongerSees('Спочатку увійдіть');
      expect(shown(cabinet)).to.include('kabinet-balance-card');
    });

    it('leaves a session that ran out to the widgets, which keep what was typed', async () => {
      const service = Service.sample();
      const { cabinet, provider } = await openCabinet(service);
      await goes(cabinet, 'Показання і лічильники');
      service.fault = failing('unauthorized');
      provider.connection?.refresh();
      await lull();
      expect(shown(cabinet)).to.include('kabinet-reading-form');
    });
  });

  it('shows of another service nothing that was made for the one before', async () => {
    const { cabinet, provider } = await openCabinet();
    cabinet.querySelector('kabinet-balance-card')?.dispatchEvent(new ReceiptRequestEvent('rec-1'));
    await until(
      () => heading(cabinet) === 'Квитанції про оплату',
      () => 'the receipt',
    );
    const before = cabinet.querySelector('kabinet-receipt');
    expect(before?.getAttribute('receipt')).to.equal('rec-1');
    provider.service = Service.sample().api;
    await until(
      () => !before?.isConnected,
      () => 'the end of what was for the one before',
    );
    await until(
      () => shown(cabinet).includes('kabinet-receipt'),
      () => 'the section that was on show',
    );
    expect(cabinet.querySelector('kabinet-receipt')?.hasAttribute('receipt')).to.equal(false);
  });

  it('shows the next person nothing that was made for the one before', async () => {
    const service = Service.sample();
    const { cabinet, person, provider } = await openCabinet(service);
    cabinet.querySelector('kabinet-balance-card')?.dispatchEvent(new ReceiptRequestEvent('rec-1'));
    await until(
      () => heading(cabinet) === 'Квитанції про оплату',
      () => 'the receipt',
    );
    const before = cabinet.querySelector('kabinet-receipt');
    expect(before?.getAttribute('receipt')).to.equal('rec-1');
    service.fault = failing('unauthorized');
    await provider.connection?.signedOut();
    await until(
      () => !before?.isConnected,
      () => 'the end of what was for the one before',
    );
    expect(cabinet.querySelector('kabinet-balance-card'), 'and of their money').to.equal(null);
    service.fault = null;
    provider.connection?.sessionChanged();
    await until(
      () => cabinet.querySelector('kabinet-receipt'),
      () => 'the section that was on show',
    );
    expect(cabinet.querySelector('kabinet-receipt')?.hasAttribute('receipt')).to.equal(false);
    await goes(cabinet, 'Головне');
    expect(shown(cabinet)).to.include('kabinet-balance-card');
    await person.noLongerSees('Спочатку увійдіть');
  });

  it('offers to be installed only where there is a worker to serve, and puts none on the device of a stranger', async () => {
    const registered: string[] = [];
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = (url) => {
      registered.push(String(url));
      return Promise.reject(new Error('a test'));
    };
    const { warn } = console;
    console.warn = () => undefined;
    const offer = () =>
      Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt: async () => {} });
    try {
      const without = await openCabinet();
      const untouched = offer();
      window.dispatchEvent(untouched);
      expect(untouched.defaultPrevented).to.equal(false);
      without.cabinet.remove();

      const { person } = await openCabinet(broken(failing('unauthorized')), { 'worker-url': '/kabinet-sw.js' });
      await person.sees('Спочатку увійдіть');
      window.dispatchEvent(offer());
      await person.sees('Кабінет на екрані телефона');
      expect(registered).to.deep.equal([]);
      await person.presses('Додати на екран');
      await until(
        () => registered.length === 1,
        () => 'the worker of who wants the app',
      );
      expect(registered).to.deep.equal([new URL('/kabinet-sw.js', location.href).href]);
      await person.noLongerSees('Кабінет на екрані телефона');

      await openCabinet(Service.sample(), { 'worker-url': '/kabinet-sw.js?other' });
      await until(
        () => registered.length === 2,
        () => 'the worker of a customer',
      );
    } finally {
      ServiceWorkerContainer.prototype.register = register;
      console.warn = warn;
    }
  });
});
