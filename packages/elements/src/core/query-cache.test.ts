import { expect } from '@open-wc/testing';
import { ApiError } from '@kabinet/api';
import { hangUntilAborted } from '@kabinet/api/mock';
import { type Clock, stopTheClock } from '../testing/clock.js';
import { breath } from '../testing/person.js';
import { QueryCache } from './query-cache.js';

/** A read whose answers the test gives when it likes. */
function readByHand() {
  const asked: { answer: (value: string) => void; fail: (error: unknown) => void; signal: AbortSignal }[] = [];
  const read = (signal: AbortSignal) =>
    new Promise<string>((answer, fail) => {
      asked.push({ answer, fail, signal });
      hangUntilAborted(signal).catch(fail);
    });
  const at = (index: number) => {
    const found = asked[index];
    if (!found) throw new Error(`asked only ${asked.length} times`);
    return found;
  };
  return { asked, at, entry: new QueryCache().entry('a question', read) };
}

/** A listener of its own each time. */
const somebody = () => () => undefined;

describe('a shared answer', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = stopTheClock();
  });

  it('is asked for when somebody wants it, and once for all', async () => {
    const { asked, at, entry } = readByHand();
    expect(asked).to.have.length(0);
    entry.subscribe(somebody());
    entry.subscribe(somebody());
    expect(entry.state.status).to.equal('loading');
    at(0).answer('42');
    await breath();
    entry.subscribe(somebody());
    expect(asked).to.have.length(1);
    expect(entry.state).to.deep.equal({ status: 'ready', value: '42', error: undefined });
  });

  it('tells everybody each time it changes, and nobody who left', async () => {
    const { at, entry } = readByHand();
    const [here, gone] = [[] as string[], [] as string[]];
    entry.subscribe(() => here.push(entry.state.status));
    const leave = entry.subscribe(() => gone.push(entry.state.status));
    leave();
    at(0).answer('42');
    await breath();
    expect(here).to.deep.equal(['loading', 'ready']);
    expect(gone).to.deep.equal([]);
  });

  it('drops the answer of an earlier, slower try', async () => {
    const { at, entry } = readByHand();
    entry.subscribe(somebody());
    void entry.reload();
    expect(at(0).signal.aborted).to.equal(true);
    at(1).answer('new');
    await breath();
    at(0).answer('old');
    await breath();
    expect(entry.state.value).to.equal('new');
  });

  it('keeps the last good answer while it is asked for again and after a failure, and forgets an error that is over', async () => {
    const { at, entry } = readByHand();
    entry.subscribe(somebody());
    at(0).answer('42');
    await breath();
    void entry.reload();
    expect(entry.state).to.deep.equal({ status: 'loading', value: '42', error: undefined });
    at(1).fail(new ApiError('timeout'));
    await breath();
    expect(entry.state.status).to.equal('error');
    expect(entry.state.value).to.equal('42');
    void entry.reload();
    expect(entry.state.error).to.equal(undefined);
    at(2).answer('43');
    await breath();
    expect(entry.state).to.deep.equal({ status: 'ready', value: '43', error: undefined });
  });

  it('calls it an unreadable answer when something else than the contract’s error is thrown', async () => {
    const { at, entry } = readByHand();
    entry.subscribe(somebody());
    at(0).fail(new TypeError('x is not a function'));
    await breath();
    expect(entry.state.error?.kind).to.equal('bad-response');
  });

  it('is given up when the last one leaves, and asked for again when somebody comes', async () => {
    const { asked, at, entry } = readByHand();
    const leave = [entry.subscribe(somebody()), entry.subscribe(somebody())];
    leave[0]?.();
    await breath();
    expect(at(0).signal.aborted).to.equal(false);
    leave[1]?.();
    await breath();
    expect(at(0).signal.aborted).to.equal(true);
    expect(entry.state.status).to.equal('idle');
    entry.subscribe(somebody());
    expect(asked).to.have.length(2);
  });

  it('is not given up for somebody who only moves', async () => {
    const { asked, at, entry } = readByHand();
    const leave = entry.subscribe(somebody());
    leave();
    entry.subscribe(somebody());
    await breath();
    expect(at(0).signal.aborted).to.equal(false);
    expect(asked).to.have.length(1);
  });

  it('is asked for again when somebody comes just while it is being given up', async () => {
    const { asked, at, entry } = readByHand();
    entry.subscribe(somebody())();
    // Exactly between giving up and its end.
    await Promise.resolve();
    expect(at(0).signal.aborted).to.equal(true);
    entry.subscribe(somebody());
    expect(asked).to.have.length(2);
    at(1).answer('42');
    await breath();
    expect(entry.state.value).to.equal('42');
  });

  it('is asked for again once it is half a minute old', async () => {
    const { asked, at, entry } = readByHand();
    const leave = entry.subscribe(somebody());
    at(0).answer('42');
    await breath();
    leave();
    clock.tick(29_000);
    entry.subscribe(somebody())();
    expect(asked).to.have.length(1);
    clock.tick(2_000);
    entry.subscribe(somebody());
    expect(asked).to.have.length(2);
    expect(entry.state.value, 'shown meanwhile').to.equal('42');
  });

  it('is forgotten with everything on its way when somebody else signs in', async () => {
    const cache = new QueryCache();
    const answers: ((value: string) => void)[] = [];
    const entry = cache.entry('whose', () => new Promise<string>((resolve) => answers.push(resolve)));
    // Asked for before any widget was there, as the loader does.
    void entry.reload();
    cache.clear();
    answers[0]?.('the person before');
    await breath();
    expect(entry.state.value).to.equal(undefined);
    entry.subscribe(somebody());
    answers[1]?.('the person now');
    await breath();
    expect(entry.state.value).to.equal('the person now');
    cache.clear();
    expect(entry.state.value).to.equal(undefined);
    expect(entry.state.status).to.equal('loading');
  });

  it('is tried again when it failed and the network is back, but only then', async () => {
    const cache = new QueryCache();
    let reads = 0;
    const failing = cache.entry('failing', () => {
      reads += 1;
      return Promise.reject(new ApiError('offline'));
    });
    let others = 0;
    const fine = cache.entry('fine', () => Promise.resolve((others += 1)));
    failing.subscribe(somebody());
    fine.subscribe(somebody());
    await breath();
    cache.retryFailed();
    await breath();
    expect([reads, others]).to.deep.equal([2, 1]);
  });
});
