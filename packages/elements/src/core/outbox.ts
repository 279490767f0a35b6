import { KEPT_DAYS } from './kept-days.js';

/**
 * What a person typed and could not send yet, kept on the device: encrypted with a key that no script can read out, for seven
 * days at most. Only where the page asks for it (`with-outbox`), and only what is needed to send it later.
 *
 * Devices without IndexedDB or WebCrypto (pages without https) have no outbox: every call then does nothing.
 */
export interface Outbox<T> {
  get(id: string): Promise<T | null>;
  /** Whether it was kept. */
  put(id: string, value: T): Promise<boolean>;
  delete(id: string): Promise<void>;
  /** Removes what is too old, and of the ids that begin with `scope` those that do not begin with one of the prefixes. */
  keepOnly(scope: string, prefixes: readonly string[]): Promise<void>;
}

interface StoredItem {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
  readonly keptAt: number;
}

const MAX_AGE_MS = KEPT_DAYS * 86_400_000;
const isTooOld = (keptAt: number) => Date.now() - keptAt > MAX_AGE_MS;
const DATABASE = 'kabinet';
const ITEMS = 'items';
const KEYS = 'keys';

function toPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
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

/** The device's own key; made at first use. Two tabs making it at once end with the same one. */
async function deviceKey(database: IDBDatabase): Promise<CryptoKey> {
  const existing = (await toPromise(database.transaction(KEYS).objectStore(KEYS).get('device'))) as
    CryptoKey | undefined;
  if (existing) return existing;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const store = database.transaction(KEYS, 'readwrite').objectStore(KEYS);
  await toPromise(store.add(made, 'device')).catch(() => undefined);
  return (await toPromise(database.transaction(KEYS).objectStore(KEYS).get('device'))) as CryptoKey;
}

/** The device's outbox; null where the device cannot keep anything safely. */
export async function openOutbox<T>(): Promise<Outbox<T> | null> {
  if (typeof indexedDB === 'undefined' || !globalThis.crypto?.subtle) return null;
  try {
    const database = await openDatabase();
    await deviceKey(database);
    const items = (mode: IDBTransactionMode) => database.transaction(ITEMS, mode).objectStore(ITEMS);
    const remove = async (id: string) => void (await toPromise(items('readwrite').delete(id)));
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
          const item = (await toPromise(items('readonly').get(id))) as StoredItem | undefined;
          if (!item) return null;
          if (isTooOld(item.keptAt)) {
            await remove(id);
            return null;
          }
          const plain = await crypto.subtle.decrypt(
            { name: 'AES-GCM', iv: item.iv },
            await deviceKey(database),
            item.data,
          );
          return JSON.parse(new TextDecoder().decode(plain)) as T;
        }).catch(() => null),
      put: (id, value) =>
        inOrder(async () => {
          const iv = crypto.getRandomValues(new Uint8Array(12));
          const plain = new TextEncoder().encode(JSON.stringify(value));
          const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await deviceKey(database), plain);
          await toPromise(items('readwrite').put({ iv, data, keptAt: Date.now() } satisfies StoredItem, id));
          return true;
        }).catch(() => false),
      delete: (id) => inOrder(() => remove(id)).catch(() => undefined),
      keepOnly: (scope, prefixes) =>
        inOrder(async () => {
          for (const id of await toPromise(items('readonly').getAllKeys())) {
            const { keptAt } = (await toPromise(items('readonly').get(id))) as StoredItem;
            const isOwn = !String(id).startsWith(scope) || prefixes.some((prefix) => String(id).startsWith(prefix));
            if (!isOwn || isTooOld(keptAt)) await remove(String(id));
          }
        }).catch(() => undefined),
    };
  } catch {
    return null;
  }
}

/** Removes everything kept on this device: the person signed out. */
export async function wipeOutbox(): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  const database = await openDatabase().catch(() => null);
  if (!database) return;
  const transaction = database.transaction([ITEMS, KEYS], 'readwrite');
  transaction.objectStore(ITEMS).clear();
  transaction.objectStore(KEYS).clear();
  database.close();
}
