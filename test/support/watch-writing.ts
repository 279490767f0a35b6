import type { Frame, Page } from 'playwright-core';

/**
 * Runs in a page before anything of it (`context.addInitScript`): remembers every way in which a script can leave something on the device.
 * What it saw is read with `writesOf`.
 */
export function watchWriting(): void {
  const writes: string[] = [];
  Object.defineProperty(globalThis, 'writes', { value: writes });
  const watch = (owner: object | undefined, name: string, label: string) => {
    // Not every browser has each of them.
    const original: unknown = owner && Reflect.get(owner, name);
    if (!owner || typeof original !== 'function') return;
    Object.defineProperty(owner, name, {
      configurable: true,
      writable: true,
      value(this: unknown, ...args: unknown[]): unknown {
        const [what] = args;
        const named = typeof what === 'object' && what !== null && 'name' in what ? what.name : what;
        writes.push(typeof named === 'string' ? `${label} ${named}` : label);
        return Reflect.apply(original, this, args);
      },
    });
  };
  watch(IDBFactory.prototype, 'open', 'indexedDB');
  watch(globalThis.CacheStorage?.prototype, 'open', 'caches');
  watch(globalThis.ServiceWorkerContainer?.prototype, 'register', 'service worker');
  watch((globalThis as { CookieStore?: { prototype: object } }).CookieStore?.prototype, 'set', 'cookieStore');
  watch(globalThis.StorageManager?.prototype, 'getDirectory', 'file system');

  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    set(this: Document, text: string) {
      writes.push(`cookie ${text}`);
      cookie?.set?.call(this, text);
    },
  });

  // `localStorage.a = '1'` calls nothing that could be wrapped, so the page gets a storage that tells of it.
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    const own = Object.getOwnPropertyDescriptor(globalThis, name);
    let told: Storage | undefined;
    Object.defineProperty(globalThis, name, {
      ...own,
      get() {
        // A page without an origin has none, and throws here.
        const storage = own?.get?.call(globalThis) as Storage;
        told ??= new Proxy(storage, {
          get(_, key) {
            if (key === 'setItem') {
              return (item: string, value: string) => {
                writes.push(`${name} ${item}`);
                storage.setItem(item, value);
              };
            }
            const value: unknown = Reflect.get(storage, key, storage);
            return typeof value === 'function' ? (value.bind(storage) as unknown) : value;
          },
          set(_, key, value) {
            writes.push(`${name} ${String(key)}`);
            return Reflect.set(storage, key, value, storage);
          },
          defineProperty(_, key, property) {
            writes.push(`${name} ${String(key)}`);
            return Reflect.defineProperty(storage, key, property);
          },
        });
        return told;
      },
    });
  }
}

/** What scripts of a page, or of a frame in it, have tried to leave on the device: how, and under which name. */
export const writesOf = (where: Page | Frame) =>
  where.evaluate(() => (globalThis as { writes?: readonly string[] }).writes ?? []);
