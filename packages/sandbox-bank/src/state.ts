import { randomBytes } from 'node:crypto';
import { readFile, rename, unlink, writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { Payment } from './payment.js';

/** Something that merchants are told, until they have heard it. */
export const BankEvent = z.object({
  /** The same whenever it is told. */
  id: z.string(),
  paymentId: z.string(),
  type: z.enum(['payment.pending', 'payment.succeeded', 'payment.failed', 'payment.refunded']),
  /** The body as it is sent and signed. */
  body: z.string(),
  createdAt: z.string(),
  /** When the merchant said that it has heard; null until then. */
  heardAt: z.nullable(z.string()),
  /** It was lost on demand: not tried again. */
  isLost: z.boolean(),
});
export type BankEvent = z.infer<typeof BankEvent>;

/** A card that the bank keeps for a merchant. */
export const KeptCard = z.object({ merchant: z.string(), label: z.string(), behaviour: z.string() });
export type KeptCard = z.infer<typeof KeptCard>;

/** Everything the bank knows. */
export const BankState = z.object({
  payments: z.array(Payment),
  events: z.array(BankEvent),
  cards: z.record(z.string(), KeptCard),
});
export type BankState = z.infer<typeof BankState>;

/** Where the bank's memory is kept between its runs. */
export interface StateFile {
  /** Soon, and what is changed meanwhile with it. */
  save(state: BankState): void;
  /** Resolves when everything is written. */
  written(): Promise<void>;
}

/** What an earlier run left; an empty bank without a file or on the first run. */
export async function readState(path: string | null): Promise<BankState> {
  const empty = { payments: [], events: [], cards: {} };
  if (path === null) return empty;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? empty : BankState.parse(JSON.parse(text));
}

/** Writes one after another, each whole or not at all. */
export function stateFile(path: string | null): StateFile {
  let writing: Promise<void> = Promise.resolve();
  let isAsked = false;
  const write = async (state: BankState, file: string) => {
    isAsked = false;
    const fresh = `${file}.${randomBytes(6).toString('hex')}`;
    try {
      await writeFile(fresh, JSON.stringify(state), { mode: 0o600 });
      await rename(fresh, file);
    } catch (error) {
      await unlink(fresh).catch(() => undefined);
      throw error;
    }
  };
  return {
    save(state) {
      if (path === null || isAsked) return;
      isAsked = true;
      writing = writing.then(() => write(state, path));
    },
    written: () => writing,
  };
}
