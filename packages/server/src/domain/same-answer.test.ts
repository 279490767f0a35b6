import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import type { Answering } from '../testing/call.js';
import { testContext } from '../testing/context.js';
import { type DatabaseUnderTest, openTestPostgres } from '../testing/databases.js';
import { seedSupplier } from '../testing/seed-supplier.js';
import {
  auc,
  type Door,
  doors,
  type DoorWorld,
  naiveServer,
  seedPeople,
  type Try,
  tryDoors,
} from '../testing/timing.js';

/** Of each door, about what exists and about what does not. */
const TRIES = 300;
const AT_ONCE = 6;
/** Small, so that the test ends soon; hardly more than the work takes, so that multiples of it are passed as well. */
const QUICK_FLOOR_MS = 30;
const SLOW_FLOOR_MS = 60;
/** What pages say to who must wait. */
const WAIT = /Забагато спроб/;
const [LEAST_AUC, MOST_AUC] = [0.45, 0.55];
/**
 * With 300 + 300 tries the area's own spread is 0.024: a door that tells nothing is outside by chance in 3 of 100 measurements. It is
 * measured anew then; one that does tell is outside again.
 */
const MEASUREMENTS = 3;

const isEven = (tries: readonly Try[]) => auc(tries) >= LEAST_AUC && auc(tries) <= MOST_AUC;

describe('doors that could tell whether somebody exists', () => {
  let under: DatabaseUnderTest;
  beforeAll(async () => {
    under = await openTestPostgres();
  });
  afterAll(() => under.close());

  async function newWorld({ evenTimeMs, people }: { evenTimeMs: number; people: number }): Promise<DoorWorld> {
    const supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    const context = testContext(under.database, { evenTimeMs, trustedProxies: 1 });
    return { context, supplier, knownPhones: await seedPeople(context, supplier.id, people) };
  }

  /** What came of trying these doors of one supplier, by door. */
  async function measure(
    world: DoorWorld,
    server: Answering,
    measured: readonly Door[],
  ): Promise<Map<string, readonly Try[]>> {
    const ready = await Promise.all(measured.map(async (door) => [door.name, await door.prepare(world)] as const));
    const tries = await tryDoors(server, ready, { tries: world.knownPhones.length, atOnce: AT_ONCE });
    return new Map(measured.map(({ name }) => [name, tries.filter(({ door }) => door === name)]));
  }

  it.each([
    ['quick', QUICK_FLOOR_MS, doors.filter(({ isSlow }) => !isSlow)],
    ['slow', SLOW_FLOOR_MS, doors.filter(({ isSlow }) => isSlow)],
  ] as const)(
    'answer with the same status and bytes, and not sooner or later, whether or not: the %s ones',
    async (_name, evenTimeMs, measured) => {
      let left: readonly Door[] = measured;
      const areas: Record<string, number[]> = {};
      for (let measurement = 0; measurement < MEASUREMENTS && left.length > 0; measurement += 1) {
        const world = await newWorld({ evenTimeMs, people: TRIES });
        const byDoor = await measure(world, createApp(world.context), left);
        for (const [name, tries] of byDoor) {
          expect(tries).toHaveLength(2 * TRIES);
          expect([...new Set(tries.map(({ answer }) => answer))], `${name} answers in one way`).toHaveLength(1);
          // A wait or a failure would be alike too, and prove nothing.
          expect(tries[0]?.answer.slice(0, 3), name).toMatch(/^(200|201|303|422)$/);
          expect(tries[0]?.answer, name).not.toMatch(WAIT);
          expect(Math.min(...tries.map(({ ms }) => ms)), `${name} waits`).toBeGreaterThanOrEqual(evenTimeMs);
          (areas[name] ??= []).push(auc(tries));
        }
        left = left.filter(({ name }) => !isEven(byDoor.get(name) ?? []));
      }
      expect(
        left.map(({ name }) => name),
        `areas under the curve: ${JSON.stringify(areas)}`,
      ).toEqual([]);
    },
    180_000,
  );

  it('are told apart by time alone where a server waits for nothing and looks first whether there is anybody', async () => {
    const world = await newWorld({ evenTimeMs: 0, people: 60 });
    // Those whose form says what is asked for; a code's page knows it by a cookie.
    const measured = doors.filter(({ name }) => ['link', 'sign-in', 'sign-up', 'reset-password'].includes(name));
    expect(measured).toHaveLength(4);
    const byDoor = await measure(world, naiveServer(world, createApp(world.context)), measured);
    for (const [name, tries] of byDoor) {
      const statuses = new Set(tries.map(({ answer }) => answer.slice(0, 3)));
      expect(statuses.size, `${name} answers alike`).toBe(1);
      expect(isEven(tries), `${name} at ${auc(tries)}`).toBe(false);
    }
  }, 60_000);
});

describe('the classifier', () => {
  const tries = (isKnown: boolean, times: readonly number[]): Try[] =>
    times.map((ms) => ({ door: 'door', isKnown, ms, answer: '' }));

  it('finds nothing in what is alike, and everything in what is not', () => {
    expect(auc([...tries(true, [1, 2, 3, 4]), ...tries(false, [1, 2, 3, 4])])).toBe(0.5);
    expect(auc([...tries(true, [5, 6]), ...tries(false, [1, 2])])).toBe(1);
    expect(auc([...tries(true, [1, 2]), ...tries(false, [5, 6])])).toBe(0);
  });
});
