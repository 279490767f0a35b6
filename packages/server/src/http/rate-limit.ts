import { ProblemError } from '../problem.js';

/** How often somebody may do something: at most `burst` at once, `perMinute` over time. */
export interface RateLimit {
  readonly perMinute: number;
  readonly burst: number;
}

/** Counts per process today; one that counts for several processes has the same form. */
export interface RateLimiter {
  /** Takes one from what `who` has left; answers with the seconds to wait when nothing is. */
  take(who: string, limit: RateLimit): number | null;
}

interface Bucket {
  left: number;
  filledAt: number;
}

/** More callers than this at once are an attack or several nodes' worth of load; the longest unseen are forgotten first. */
const MAX_BUCKETS = 100_000;

/** A token bucket per caller, in memory. */
export class MemoryRateLimiter implements RateLimiter {
  /** Map keeps the order of insertion: the first is the longest unseen. */
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  take(who: string, { perMinute, burst }: RateLimit): number | null {
    const now = this.#now();
    const bucket = this.#buckets.get(who) ?? { left: burst, filledAt: now };
    const perMs = perMinute / 60_000;
    bucket.left = Math.min(burst, bucket.left + (now - bucket.filledAt) * perMs);
    bucket.filledAt = now;
    this.#buckets.delete(who);
    this.#buckets.set(who, bucket);
    if (this.#buckets.size > MAX_BUCKETS) this.#forgetOldest();
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) / perMs / 1000);
    bucket.left -= 1;
    return null;
  }

  #forgetOldest(): void {
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}

/** Where a gateway in front of the server limits the rates. */
export const unlimited: RateLimiter = { take: () => null };

/** Answers 429 when `who` has been here too often. */
export function enforce(limiter: RateLimiter, who: string, limit: RateLimit): void {
  const wait = limiter.take(who, limit);
  if (wait !== null) throw new ProblemError('rate_limited', {}, { 'Retry-After': String(Math.max(1, wait)) });
}
