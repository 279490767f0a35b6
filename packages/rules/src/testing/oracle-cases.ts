import type { BillRequest } from '../bill.js';
import { daysBetween } from '../calendar.js';
import { randomBillRequest } from './random-tariffs.js';

/** The bill of each service by itself: smaller bills are quicker to compare, and a mistake in one is easier to find. */
function byService(request: BillRequest): BillRequest[] {
  const services = [...new Set(request.tariffs.map(({ serviceKind }) => serviceKind))];
  const ofOne = <Item extends { readonly serviceKind: string }>(items: readonly Item[], service: string) =>
    items.filter(({ serviceKind }) => serviceKind === service);
  return services.map((service) => ({
    ...request,
    tariffs: ofOne(request.tariffs, service),
    benefits: ofOne(request.benefits, service),
    use: ofOne(request.use, service),
  }));
}

/**
 * Random bills by the thousand, the same in every run. Every 25th seed gives its bill as it is, with all its services and up to two
 * years long; the others give bills of one service for at most a month, as most bills are. `shard` of `shards` takes its share of seeds.
 */
export function* oracleCases(shard: number, shards: number): Generator<{ seed: number; request: BillRequest }> {
  for (let seed = shard; ; seed += shards) {
    const request = randomBillRequest(seed);
    if (Math.floor(seed / shards) % 25 === 0) yield { seed, request };
    else if (daysBetween(request.period.from, request.period.to) < 31) {
      for (const each of byService(request)) yield { seed, request: each };
    }
  }
}
