import { expect } from '@open-wc/testing';
import type { Supplier } from '@kabinet/api';
import { type Clock, stopTheClock } from '../../testing/clock.js';
import { method, payingService, stayHere, uah } from '../../testing/payments.js';
import { lull } from '../../testing/person.js';
import { stage } from '../../testing/stage.js';
import '../../provider/provider.define.js';
import './payment-button.define.js';

const tag = 'kabinet-payment-button';
const PAY = 'Сплатити 358,20 грн';

describe(`<${tag}> before a payment page of the supplier's own`, () => {
  let clock: Clock;
  let left: string[];
  beforeEach(() => {
    clock = stopTheClock();
    left = stayHere().to;
  });

  const staged = (payments: Partial<NonNullable<Supplier['payments']>> = {}) => {
    const service = payingService({ payments });
    return stage({ tag, service, attributes: { 'pays-at': 'pay.own.example' } }).then((at) => ({ ...at, service }));
  };

  it('names that page, promises nothing of a provider’s, and hands over what the person saw', async () => {
    const { person, service } = await staged({
      methods: [
        method({ id: 'one', site: 'one.example', fee: { percent: '2', atLeast: 0 } }),
        method({ id: 'two', site: 'two.example', name: { uk: 'Два' }, isTest: true }),
      ],
    });
    await person.sees('Картку ви введете на сторінці pay.own.example');
    expect(person.reads).not.to.match(/one\.example|two\.example|омісі|пробна|Як заплатити/);
    const asked: unknown[] = [];
    document.body.addEventListener(
      'kabinet-payment-request',
      (event) => {
        event.preventDefault();
        const { payable } = event.target as HTMLElementTagNameMap[typeof tag];
        asked.push(
          ...event.lines.map(({ accountId, amount }) => [
            payable.find(({ id }) => id === accountId)?.accountNumber,
            amount,
          ]),
        );
      },
      { once: true },
    );
    await person.presses(PAY);
    await lull();
    expect(asked).to.deep.equal([['0400123456', uah(358_20)]]);
    expect(service.count('createPaymentOrder')).to.equal(0);
    expect(left).to.deep.equal([]);
  });

  it('is there without any provider, and leads nowhere else where the page does not take over', async () => {
    const { person, service } = await staged({ methods: [], bankTransfer: true });
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
    try {
      await person.presses(PAY);
      await clock.tickAsync(1_000);
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('kabinet-payment-request');
    expect(service.count('createPaymentOrder')).to.equal(0);
    expect(left).to.deep.equal([]);
    await person.sees('pay.own.example');
  });
});
