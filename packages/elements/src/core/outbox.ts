import { KEPT_DAYS } from './kept-days.js';

/**
 * What a person typed and could not send yet, kept on the device: encrypted with a key that no script can read out, for seven
 * days at most. Only where the page asks for it (`with-outbox`), and only what is needed to send it later.
 *
 * Devices without IndexedDB or WebCrypto (pages without https) have no outbox: every call then does nothing.
 */
export interface Outbox<T> {
  get(id: string): Promise<T | null>;
  /**
   * Whether it was kept; for `forMs` at most, if that is less than the seven days. What was asked for before the device was wiped
   * (`asked`: the {@link wipeCount} of then, where that was earlier than this call) is not.
   */
  put(id: string, value: T, forMs?: number, asked?: number): Promise<boolean>;
  delete(id: string): Promise<void>;
  /** Of the ids that begin with `scope` removes those that do not begin with one of the prefixes. */
  keepOnly(scope: string, prefixes: readonly string[]): Promise<void>;
  /** Whether somebody signed out elsewhere since it was opened: in another tab, or while this page lay aside. Nothing is kept then. */
  isWiped(): Promise<boolean>;
}

interface StoredItem {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
  readonly keptAt: number;
  /** Null of one that is kept as long as can be. */
  readonly forMs: number | null;
}

const MAX_AGE_MS = KEPT_DAYS * 86_400_000;
const isTooOld = ({ keptAt, forMs }: StoredItem) => Date.now() - keptAt > Math.min(forMs ?? MAX_AGE_MS, MAX_AGE_MS);
const DATABASE = 'kabinet';
const ITEMS = 'items';
const KEYS = 'keys';
const KEY = 'device';
/** Another one after each wipe: by it a tab that has not heard of it knows that nothing may be kept any more. */
const MARK = 'mark';

/** How often this page has wiped it: what is kept after that is kept anew. */
let wipes = 0;
export function wipeCount(): number {
  return wipes;
}

/** The mark that this page has seen last. */
let knownMark: string | undefined;

function toPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves once it is on the disk, and not only on its way: a battery may die the next moment. */
function isDone(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function toChange(database: IDBDatabase, ...stores: string[]): IDBTransaction {
  return database.transaction(stores, 'readwrite', { durability: 'strict' });
}

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(ITEMS);
    request.result.createObjectStore(KEYS);
  };
  const database = await toPromise(request);
  // Another page wants it gone or newer: let it, or both wait for ever.
  database.onversionchange = () => database.close();
  return database;
}

function readKey<T>(database: IDBDatabase, name: string): Promise<T | undefined> {
  return toPromise(database.transaction(KEYS).objectStore(KEYS).get(name) as IDBRequest<T | undefined>);
}

/** The device's own key and its mark; made at first use. Two tabs making them at once end with the same ones. */
async function makeKey(database: IDBDatabase): Promise<string | undefined> {
  knownMark = await readKey<string>(database, MARK);
  if (knownMark !== undefined) return knownMark;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const transaction = toChange(database, KEYS);
  const store = transaction.objectStore(KEYS);
  if ((await toPromise(store.get(MARK))) === undefined) {
    store.put(made, KEY);
    store.put([...crypto.getRandomValues(new Uint32Array(4))].join('-'), MARK);
  }
  await isDone(transaction);
  return (knownMark = await readKey<string>(database, MARK));
}

/** Whatever it is of and whoever looks: what is too old goes. */
async function removeOld(database: IDBDatabase): Promise<void> {
  const transaction = toChange(database, ITEMS);
  const store = transaction.objectStore(ITEMS);
  const [ids, items] = await Promise.all([toPromise(store.getAllKeys()), toPromise(store.getAll())]);
  ids.forEach((id, place) => isTooOld(items[place] as StoredItem) && store.delete(id));
  await isDone(transaction);
}

/** The device's outbox; null where the device cannot keep anything safely. */
export async function openOutbox<T>(): Promise<Outbox<T> | null> {
  if (typeof indexedDB === 'undefined' || !globalThis.crypto?.subtle) return null;
  try {
    const database = await openDatabase();
    let mark = await makeKey(database);
    let wipesSeen = wipes;
    await removeOld(database);
    const isWiped = async () => {
      if (wipesSeen !== wipes) {
        wipesSeen = wipes;
        mark = await makeKey(database);
      }
      return (await readKey<string>(database, MARK)) !== mark;
    };
    const items = () => database.transaction(ITEMS).objectStore(ITEMS);
    const remove = async (ids: readonly IDBValidKey[]) => {
      if (ids.length === 0) return;
      const transaction = toChange(database, ITEMS);
      for (const id of ids) transaction.objectStore(ITEMS).delete(id);
      await isDone(transaction);
    };
    // Puts of one id must end in the order they began, however long each encryption takes.
    let last: Promise<unknown> = Promise.resolve();
    const inOrder = <R>(work: () => Promise<R>): Promise<R> => {
      const next = last.then(work, work);
      last = next.catch(() => undefined);
      return next;
    };
    return {
      get: (id) =>
        inOrder(async () => {
          const item = (await toPromise(items().get(id))) as StoredItem | undefined;
          if (!item) return null;
          if (isTooOld(item)) {
            await remove([id]);
            return null;
          }
          const key = await readKey<CryptoKey>(database, KEY);
          if (!key) return null;
          const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: item.iv }, key, item.data);
          return JSON.parse(new TextDecoder().decode(plain)) as T;
        }).catch(() => null),
      put: (id, value, forMs, asked = wipes) =>
        inOrder(async () => {
          // Asked for before this page wiped it: it is not to come after that.
          if (asked !== wipes || (await isWiped())) return false;
          const key = await readKey<CryptoKey>(database, KEY);
          if (!key) return false;
          const iv = crypto.getRandomValues(new Uint8Array(12));
          const plain = new TextEncoder().encode(JSON.stringify(value));
          const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain);
          const transaction = toChange(database, ITEMS, KEYS);
          // Wiped while it was made unreadable: it is not to come after that.
          const isStillOurs = (await toPromise(transaction.objectStore(KEYS).get(MARK))) === mark;
          const item: StoredItem = { iv, data, keptAt: Date.now(), forMs: forMs ?? null };
          if (isStillOurs) transaction.objectStore(ITEMS).put(item, id);
          await isDone(transaction);
          return isStillOurs;
        }).catch(() => false),
      delete: (id) => inOrder(() => remove([id])).catch(() => undefined),
      keepOnly: (scope, prefixes) =>
        inOrder(async () => {
          const ids = await toPromise(items().getAllKeys());
          const isOthers = (id: string) => id.startsWith(scope) && !prefixes.some((prefix) => id.startsWith(prefix));
          await remove(ids.filter((id) => isOthers(String(id))));
        }).catch(() => undefined),
      isWiped: () => inOrder(isWiped).catch(() => false),
    };
  } catch {
    return null;
  }
}

/** Whether there may be anything: where nothing was ever kept, to open it would leave something behind. */
export async function mayHold(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
  } catch {
    // Older browsers do not tell.
    return true;
  }
}

/** Whether anything is kept whose id is meant. Where nothing ever was, looking leaves nothing behind either. */
export async function holdsAny(isMeant: (id: string) => boolean): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false;
  try {
    const request = indexedDB.open(DATABASE, 1);
    // There is none, and broken off here there will be none.
    request.onupgradeneeded = () => request.transaction?.abort();
    const database = await toPromise(request);
    const store = database.transaction(ITEMS).objectStore(ITEMS);
    const [ids, items] = await Promise.all([toPromise(store.getAllKeys()), toPromise(store.getAll())]);
    database.close();
    return ids.some((id, place) => isMeant(String(id)) && !isTooOld(items[place] as StoredItem));
  } catch {
    return false;
  }
}

/**
 * Removes everything kept on this device: the person signed out. Where a page only hears of it, what was kept since it was wiped elsewhere stays: a
 * tab that was asleep hears late.
 */
export async function wipeOutbox({ isHeard = false }: { isHeard?: boolean } = {}): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  wipes += 1;
  const before = knownMark;
  const database = await openDatabase().catch(() => null);
  if (!database) return;
  const transaction = toChange(database, ITEMS, KEYS);
  const mark = toPromise(transaction.objectStore(KEYS).get(MARK));
  if (!isHeard || (await mark) === before) {
    transaction.objectStore(ITEMS).clear();
    transaction.objectStore(KEYS).clear();
  }
  await isDone(transaction).catch(() => undefined);
  database.close();
}
