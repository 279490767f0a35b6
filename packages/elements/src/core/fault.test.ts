import { expect } from '@open-wc/testing';
import type { Balance } from '@kabinet/api';
import { sampleData } from '@kabinet/api/mock';
import '../provider/provider.define.js';
import { stopTheClock } from '../testing/clock.js';
import { Service } from '../testing/service.js';
import { enter } from '../testing/stage.js';
import { until } from '../testing/person.js';
import '../widgets/balance-card/balance-card.define.js';

/** A balance that nothing can be drawn of, as a service past every check might send it. */
function undrawable(change: Partial<Balance>): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  return new Service({
    ...data,
    accounts: data.accounts.map((account) => ({ ...account, balance: { ...account.balance, ...change } })),
  });
}

describe('a widget that cannot be drawn', () => {
  let told: string[];
  const { error } = console;

  beforeEach(() => {
    stopTheClock();
    told = [];
    console.error = (...args: unknown[]) => void told.push(args.join(' '));
  });

  afterEach(() => {
    console.error = error;
  });

  it('says so under its heading, with whom to call and what the page has put into it, and in the console once', async () => {
    const service = undrawable({ dueOn: '0000-00-00' });
    const { widget, person } = enter({ tag: 'kabinet-balance-card', service, inside: 'Каса: вул. Миру, 1' });
    await until(
      () => person.reads.includes('Сервіс дав незрозумілу відповідь'),
      () => person.reads,
    );
    expect(person.reads).to.include('Стан рахунку').and.include('0 800 500 104');
    const [written] = widget.shadowRoot?.querySelector('slot')?.assignedNodes() ?? [];
    expect(written?.textContent).to.equal('Каса: вул. Миру, 1');
    expect(told.filter((line) => line.includes('<kabinet-balance-card> cannot be drawn'))).to.have.length(1);
    expect(widget.shadowRoot?.querySelector('#heading')?.textContent).to.equal('Стан рахунку');
  });

  it('is drawn again when what it shows is asked for again and makes sense', async () => {
    const service = undrawable({ dueOn: '2026-11-20' });
    let isBroken = true;
    service.fault = async (operation, _args, _options, next) => {
      const answer = await next();
      return isBroken && operation === 'getBalance' ? { ...(answer as Balance), asOf: '2026-13-45T10:00:00Z' } : answer;
    };
    const { person } = enter({ tag: 'kabinet-balance-card', service });
    await until(
      () => person.reads.includes('Сервіс дав незрозумілу відповідь'),
      () => person.reads,
    );
    isBroken = false;
    await person.presses('Спробувати ще раз');
    await until(
      () => person.reads.includes('358,20'),
      () => person.reads,
    );
    expect(person.reads).not.to.include('незрозумілу');
  });
});
