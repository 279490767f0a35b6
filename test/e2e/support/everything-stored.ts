import type { Page } from 'playwright-core';

/** Everything that scripts of the page can read of the device, as text; bytes as they are. */
export function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const finished = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('IndexedDB', { cause: request.error }));
      });
    const plain = (value: unknown): unknown => {
      const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
      if (bytes instanceof Uint8Array) return new TextDecoder('latin1').decode(bytes) + new TextDecoder().decode(bytes);
      if (value instanceof CryptoKey) return value.extractable ? 'a key that can be read out' : 'a key';
      if (Array.isArray(value)) return value.map(plain);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
    };
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, await caches.keys()];
    for (const { name } of await indexedDB.databases()) {
      const database = await finished(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        found.push(name, store, await finished(objects.getAllKeys()), plain(await finished(objects.getAll())));
      }
      database.close();
    }
    return JSON.stringify(found);
  });
}
