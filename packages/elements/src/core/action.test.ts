import { expect } from '@open-wc/testing';
import { ApiError } from '@kabinet/api';
import '../provider/provider.define.js';
import { type Clock, stopTheClock } from '../testing/clock.js';
import { breath, until } from '../testing/person.js';
import { failing, hanging, losingAnswers, Service } from '../testing/service.js';
import { makeProvider, place } from '../testing/stage.js';
import { Action, newIdempotencyKey } from './action.js';
import { KabinetElement } from './base-element.js';
import { define } from './define.js';

/** The least that can send. */
class Sender extends KabinetElement {
  readonly settled: string[] = [];
  readonly action = new Action(this, 'submitReading', ({ status }) => this.settled.push(status));

  constructor() {
    super([]);
  }
}
define('test-sender', Sender);

const reading = (value = '1279') => ({
  accountId: 'gas',
  body: { meterId: 'gas-meter', values: [{ registerId: 'gas-total', value }] },
});

async function sender(): Promise<{ element: Sender; action: Sender['action']; service: Service }> {
  const service = Service.sample();
  const element = document.createElement('test-sender') as Sender;
  const provider = makeProvider({ service });
  provider.append(element);
  place().append(provider);
  await until(
    () => element.connection,
    () => 'a connection',
  );
  return { element, action: element.action, service };
}

const keys = (service: Service) => service.callsOf('submitReading').map(({ key }) => key);

describe('an action', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = stopTheClock();
  });

  it('makes keys of 128 random bits, without needing https', () => {
    const made = new Set(Array.from({ length: 1_000 }, newIdempotencyKey));
    expect(made.size).to.equal(1_000);
    for (const key of made) expect(key).to.match(/^[0-9a-f]{32}$/);
  });

  it('tries four times under one key within fifteen seconds, then says that it is unsure', async () => {
    const { element, action, service } = await sender();
    service.fault = failing('unavailable', 'submitReading');
    void action.run(reading());
    await breath();
    const counts: number[] = [];
    for (const wait of [0, 999, 1, 1_999, 1, 3_999, 1]) {
      await clock.tickAsync(wait);
      counts.push(service.count('submitReading'));
    }
    expect(counts).to.deep.equal([1, 1, 2, 2, 3, 3, 4]);
    expect(action.state.status).to.equal('unsure');
    expect(new Set(keys(service)).size).to.equal(1);
    expect(element.settled, 'told once, at the end').to.deep.equal(['unsure']);
  });

  it('has one call in flight, whatever else is asked of it meanwhile', async () => {
    const { action, service } = await sender();
    service.fault = hanging('submitReading');
    void action.run(reading());
    await breath();
    void action.run(reading());
    void action.run(reading('1280'));
    void action.retry();
    await breath();
    expect(service.bodiesOf('submitReading')).to.deep.equal([reading().body]);
  });

  it('gives up a call that is never answered in time', async () => {
    const { action, service } = await sender();
    service.fault = hanging('submitReading');
    void action.run(reading());
    await breath();
    await clock.tickAsync(15_000);
    expect(action.state.status).to.equal('unsure');
    expect(service.callsOf('submitReading').every(({ signal }) => signal?.aborted)).to.equal(true);
  });

  it('is unsure of a call given up after a harmless refusal: that one may have arrived', async () => {
    const { action, service } = await sender();
    let tries = 0;
    service.fault = (operation, args, options, next) => {
      tries += 1;
      const fault = tries === 1 ? failing('rate-limited', operation) : hanging(operation);
      return fault(operation, args, options, next);
    };
    void action.run(reading());
    await breath();
    await clock.tickAsync(15_000);
    expect(action.state.status).to.equal('unsure');
  });

  it('waits as long as the service asks, and says so at once where that is too long', async () => {
    const { action, service } = await sender();
    service.fault = failing(new ApiError('rate-limited', { retryAfter: 5 }), 'submitReading');
    void action.run(reading());
    await breath();
    await clock.tickAsync(4_900);
    expect(service.count('submitReading')).to.equal(1);
    await clock.tickAsync(200);
    expect(service.count('submitReading')).to.equal(2);
    action.reset();

    service.fault = failing(new ApiError('rate-limited', { retryAfter: 60 }), 'submitReading');
    void action.run(reading());
    await breath();
    expect(action.state.status).to.equal('failed');
    expect(service.count('submitReading')).to.equal(3);
  });

  it('keeps the key for the same thing, and makes a new one for another', async () => {
    const { action, service } = await sender();
    service.fault = failing('unauthorized', 'submitReading');
    await action.run(reading());
    await action.run(reading());
    expect(new Set(keys(service)).size).to.equal(1);
    await action.run(reading('1280'));
    expect(new Set(keys(service)).size).to.equal(2);
  });

  it('makes a new key after a verdict: the same key would be answered the same way', async () => {
    const { action, service } = await sender();
    service.fault = failing('rejected', 'submitReading');
    await action.run(reading());
    expect(action.state.status).to.equal('failed');
    await action.run(reading());
    expect(new Set(keys(service)).size).to.equal(2);
    expect(action.key).to.equal(null);
  });

  it('believes a verdict after a doubt', async () => {
    const { action, service } = await sender();
    let tries = 0;
    service.fault = (operation, ...rest) => {
      tries += 1;
      return (tries === 1 ? losingAnswers('timeout', operation) : failing('rejected', operation))(operation, ...rest);
    };
    void action.run(reading());
    await breath();
    await clock.tickAsync(1_000);
    expect(action.state.status).to.equal('failed');
  });

  it('does not send before the key is kept', async () => {
    const { action, service } = await sender();
    let keep: (isKept: boolean) => void = () => undefined;
    void action.run(reading(), undefined, () => new Promise<boolean>((resolve) => (keep = resolve)));
    await breath();
    expect(service.count('submitReading')).to.equal(0);
    expect(action.isSending).to.equal(true);
    keep(true);
    await breath();
    expect(service.count('submitReading')).to.equal(1);
  });

  it('sends all the same when the device does not say whether it kept the key', async () => {
    const { action, service } = await sender();
    void action.run(reading(), undefined, () => new Promise(() => undefined));
    await breath();
    expect(service.count('submitReading')).to.equal(0);
    await clock.tickAsync(1_000);
    expect(service.count('submitReading')).to.equal(1);
  });

  it('says nothing more once it was reset', async () => {
    const { element, action, service } = await sender();
    service.fault = hanging('submitReading');
    void action.run(reading());
    await breath();
    action.reset();
    await clock.tickAsync(15_000);
    expect(action.state.status).to.equal('idle');
    expect(element.settled).to.deep.equal([]);
    expect(service.callsOf('submitReading')[0]?.signal?.aborted).to.equal(true);
  });
});
