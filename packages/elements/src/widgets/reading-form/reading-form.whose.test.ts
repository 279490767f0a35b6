import { expect } from '@open-wc/testing';
import { sampleData, sampleSession } from '@kabinet/api/mock';
import { openOutbox, wipeOutbox } from '../../core/outbox.js';
import { lull, until } from '../../testing/person.js';
import { areOne, openForm, SEND } from '../../testing/reading-form.js';
import { failing, Service } from '../../testing/service.js';

const attributes = { 'with-outbox': '' };
const RESTORED = 'Показання, яке ви ввели раніше, збережено';
const OFFLINE = 'Немає зв’язку з інтернетом';

/** The service for the customer of this key, whose accounts and meters have the same ids as everybody's; without a key for one it does not tell from others. */
function serviceFor(key?: string): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  const { key: _, ...customer } = sampleSession().customer;
  return new Service({ ...data, session: sampleSession({ customer: { ...customer, ...(key && { key }) } }) });
}

/** A visit that ends with a reading sent and not answered; `isTold`: whether the session could be asked whose it is. */
async function failsToSend(service: Service, { isTold = true } = {}): Promise<string | undefined> {
  if (!isTold) service.fault = failing('unavailable', 'getSession');
  const visit = await openForm({ service, attributes });
  if (isTold) await untilAsked(service);
  service.fault = failing('offline', 'submitReading', ...(isTold ? [] : (['getSession'] as const)));
  await visit.person.types('1290');
  await visit.person.presses(SEND);
  await visit.person.sees(OFFLINE);
  await lull();
  visit.widget.remove();
  service.fault = null;
  return service.callsOf('submitReading')[0]?.key;
}

async function untilAsked(service: Service): Promise<void> {
  await until(
    () => service.count('getSession') > 0,
    () => 'a question after the session',
  );
  await lull();
}

/** What is kept under the id. */
async function kept(id: string): Promise<unknown> {
  return (await openOutbox())?.get(id);
}

describe('<kabinet-reading-form with-outbox> whose a kept reading is', () => {
  beforeEach(() => wipeOutbox());

  it('never sends or shows it in the session of somebody else, whatever the ids, and removes it then', async () => {
    await failsToSend(serviceFor('olena'));
    const place = 'sample/customer olena/gas/gas-meter';
    expect(await kept(place)).not.to.equal(null);
    const petro = serviceFor('petro');
    const { person } = await openForm({ service: petro, attributes });
    await untilAsked(petro);
    expect(person.field().value).to.equal('');
    expect(person.reads).not.to.include(RESTORED);
    expect(petro.count('submitReading')).to.equal(0);
    expect(await kept(place)).to.equal(null);
  });

  it('is found again, and sent under its key, by who gave it', async () => {
    const before = await failsToSend(serviceFor('olena'));
    const olena = serviceFor('olena');
    const { person, keysOf } = await openForm({ service: olena, attributes });
    await person.sees('Показання прийнято');
    expect(areOne([before, ...keysOf('submitReading')])).to.equal(true);
  });

  it('is not sent again where the session tells whose it is in the moment of its answer', async () => {
    const olena = serviceFor('olena');
    let tell = () => {};
    const told = new Promise<void>((resolve) => (tell = resolve));
    olena.fault = async (operation, _args, _options, next) => {
      if (operation === 'getSession') await told;
      const answer = await next();
      if (operation === 'submitReading') tell();
      return answer;
    };
    const { widget, person } = await openForm({ service: olena, attributes });
    let accepted = 0;
    widget.addEventListener('kabinet-reading-accepted', () => (accepted += 1));
    await person.types('1290');
    await person.presses(SEND);
    await person.sees('Показання прийнято');
    await untilAsked(olena);
    expect(olena.count('submitReading')).to.equal(1);
    expect(accepted).to.equal(1);
  });

  it('waits where the session cannot be asked, and is found once it can', async () => {
    await failsToSend(serviceFor('olena'));
    const olena = serviceFor('olena');
    olena.fault = failing('offline', 'getSession');
    const { person } = await openForm({ service: olena, attributes });
    await untilAsked(olena);
    expect(olena.count('submitReading')).to.equal(0);
    expect(person.field().value).to.equal('');
    olena.fault = null;
    window.dispatchEvent(new Event('online'));
    await person.sees('Показання прийнято');
  });

  it('is theirs too when the session tells it after they have typed', async () => {
    const olena = serviceFor('olena');
    olena.fault = failing('offline', 'getSession');
    const { person, widget } = await openForm({ service: olena, attributes });
    await untilAsked(olena);
    await person.types('1290');
    await lull();
    olena.fault = null;
    window.dispatchEvent(new Event('online'));
    await lull();
    expect(person.field().value).to.equal('1290');
    widget.remove();

    const petro = await openForm({ service: serviceFor('petro'), attributes });
    await untilAsked(petro.service);
    expect(petro.person.field().value).to.equal('');
  });

  it('is shown, and not sent by itself, where it was kept while nobody could say whose it is', async () => {
    const before = await failsToSend(serviceFor('olena'), { isTold: false });
    const service = serviceFor('olena');
    const { person, keysOf } = await openForm({ service, attributes });
    await person.sees(RESTORED);
    await lull();
    expect(service.count('submitReading')).to.equal(0);
    await person.presses(SEND);
    await person.sees('Показання прийнято');
    expect(areOne([before, ...keysOf('submitReading')]), 'it may have arrived').to.equal(true);
  });

  it('is told by the account alone where the session tells no key, or cannot be asked at all', async () => {
    for (const isTold of [true, false]) {
      const before = await failsToSend(serviceFor(), { isTold });
      const service = serviceFor();
      if (!isTold) service.fault = failing('unavailable', 'getSession');
      const { person, keysOf, widget } = await openForm({ service, attributes });
      await person.sees('Показання прийнято');
      expect(areOne([before, ...keysOf('submitReading')])).to.equal(true);
      widget.remove();
    }
  });

  it('leaves nothing in the form for who signs in on the same page', async () => {
    let service = serviceFor('olena');
    const shared = new Proxy({} as Service['api'], { get: (_, name) => service.api[name as keyof Service['api']] });
    const first = await openForm({ service: Object.assign(serviceFor('olena'), { api: shared }), attributes });
    await untilAsked(service);
    service.fault = failing('offline', 'submitReading');
    await first.person.types('1290');
    await first.person.presses(SEND);
    await first.person.sees(OFFLINE);

    service = serviceFor('petro');
    first.provider.sessionChanged();
    await untilAsked(service);
    window.dispatchEvent(new Event('online'));
    await lull();
    expect(first.person.field().value).to.equal('');
    expect(service.count('submitReading')).to.equal(0);
  });
});
