import { calls } from './generated/calls.js';

/** A call of the contract that a service lacks; null where it has all of them, as what `createClient` and `defineAdapter` give has. */
export function missingCall(service: unknown): string | null {
  const given = (service ?? {}) as Readonly<Record<string, unknown>>;
  return Object.keys(calls).find((name) => typeof given[name] !== 'function') ?? null;
}
