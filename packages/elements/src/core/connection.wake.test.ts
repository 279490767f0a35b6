import { expect } from '@open-wc/testing';
import type { UtilityApi } from '@kabinet/api';
import '../provider/provider.define.js';
import '../widgets/balance-card/balance-card.define.js';
import { stopTheClock } from '../testing/clock.js';
import { lull } from '../testing/person.js';
import { Service } from '../testing/service.js';
import { stage } from '../testing/stage.js';

const tag = 'kabinet-balance-card';

describe('a page with an adapter that is looked at again', () => {
  it('is of who has signed in in another tab meanwhile, and asks once for all its widgets', async () => {
    const clock = stopTheClock();
    const first = Service.sample({ accounts: ['gas'] });
    let signedIn = first.api;
    const api = new Proxy(first.api, { get: (_, name) => signedIn[name as keyof UtilityApi] });
    const { person, connection } = await stage({ tag, service: Object.assign(Service.sample(), { api }) });
    await person.sees('0400123456');

    const second = Service.sample({ accounts: ['payment-on-the-way'] });
    signedIn = second.api;
    connection.wake();
    await lull();
    expect(second.count('listAccounts'), 'what has just been asked').to.equal(0);
    clock.setSystemTime(Date.now() + 2_000);
    for (let widget = 0; widget < 3; widget += 1) connection.wake();
    await person.sees('0400123461');
    expect(person.reads).not.to.include('0400123456');
    expect(second.count('listAccounts')).to.equal(1);
  });
});
