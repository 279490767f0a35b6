import type { BillRequest } from '../bill.js';
import { daysBetween } from '../calendar.js';
import { randomBillRequest } from './random-tariffs.js';

type Key = 'serviceKind' | 'series';

/** The bill taken apart: one for each service, or one for each series with the use and the benefits of its service. */
function apart(request: BillRequest, key: Key): BillRequest[] {
  return [...new Set(request.tariffs.map((tariff) => tariff[key]))].map((value) => {
    const tariffs = request.tariffs.filter((tariff) => tariff[key] === value);
    const isOfService = ({ serviceKind }: { serviceKind: string }) => serviceKind === tariffs[0]?.serviceKind;
    return {
      ...request,
      tariffs,
      benefits: request.benefits.filter(isOfService),
      use: request.use.filter(isOfService),
    };
  });
}

/**
 * Random bills by the thousand, the same in every run. Most are small, so that a hundred thousand take seconds and a mistake in one is
 * easy to find: one series for at most a month. Every fifth seed gives bills of a service for at most a month, and every 25th seed gives
 * its bill whole: all its services, up to two years. `shard` of `shards` takes its share of the seeds.
 */
export function* oracleCases(shard: number, shards: number): Generator<{ seed: number; request: BillRequest }, never> {
  for (let number = 0; ; number++) {
    const seed = number * shards + shard;
    const request = randomBillRequest(seed);
    if (number % 25 === 0) yield { seed, request };
    else if (daysBetween(request.period.from, request.period.to) < 31) {
      for (const part of apart(request, number % 5 === 0 ? 'serviceKind' : 'series')) yield { seed, request: part };
    }
  }
}
