import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { billingBase, type BillingBase, SMALL_BASE } from '../testing/billing-base.js';
import { type DatabaseUnderTest, databasesUnderTest } from '../testing/databases.js';

const HEADER = 'entry_ref;account_number;service_kind;kind;amount;booked_on;period_month;Обсяг;unit;Ціна;Складова';
const file = (...rows: string[]) => [HEADER, ...rows, ''].join('\n');
const CHARGE = 'L-9;0400000001;gas;charge;772,12;2026-11-08;2026-10';

describe.each(databasesUnderTest)('what a charge of the billing base is for (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let base: BillingBase;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    base = await billingBase(under.database);
    await base.bringAll(SMALL_BASE);
    return () => base.remove();
  });

  const entries = () =>
    base.query(
      "select status, component, quantity, unit, price from ledger_entries where external_ref = 'L-9' order by id",
    );

  it('comes with it, in the usual unit of the service where none is named', async () => {
    await base.bring('ledger', file(`${CHARGE};97,50;;7,96;Розподіл`));
    expect(await entries()).toEqual([
      { status: 'posted', component: 'network', quantity: '97.5', unit: 'm3', price: '7.96' },
    ]);
    expect(await base.bring('ledger', file(`${CHARGE};97.5;м³;7,960;network`)), 'the same').toMatchObject({
      unchanged: 1,
    });
  });

  it('is told better without another movement, stays where a file has no column for it, and goes by an empty cell', async () => {
    await base.bring('ledger', file(`${CHARGE};;;;`));
    expect(await base.bring('ledger', file(`${CHARGE};97;;7,96;supply`))).toMatchObject({ inserted: 0, updated: 1 });
    const without = `entry_ref;account_number;service_kind;kind;amount;booked_on\n${CHARGE.split(';').slice(0, 6).join(';')}\n`;
    expect(await base.bring('ledger', without)).toMatchObject({ unchanged: 1 });
    expect(await entries()).toEqual([
      { status: 'posted', component: 'supply', quantity: '97', unit: 'm3', price: '7.96' },
    ]);
    expect(await base.bring('ledger', file(`${CHARGE};;;;`))).toMatchObject({ updated: 1 });
    expect(await entries()).toEqual([{ status: 'posted', component: null, quantity: null, unit: null, price: null }]);
  });

  it('is refused where it is no amount', async () => {
    const { rejections } = await base.bring('ledger', file(`${CHARGE};-97;;багато;`));
    expect(rejections).toMatchObject([
      { column: 'quantity', reason: 'out_of_range' },
      { column: 'price', reason: 'not_a_number' },
    ]);
  });
});
