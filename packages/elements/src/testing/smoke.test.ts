import { expect } from '@open-wc/testing';
import { stopTheClock } from './clock.js';
import 'axe-core/axe.min.js';
import '../widgets/balance-card/balance-card.define.js';
it('works', async () => {
  const clock = stopTheClock();
  expect(new Date().toISOString()).to.equal('2026-11-03T08:00:00.000Z');
  clock.restore();
  expect(typeof (globalThis as any).axe.run).to.equal('function');
});
