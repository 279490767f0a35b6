// Drafts, and readings without a network, are kept on the device of whoever uses a cabinet. Who reads the docs keeps nothing: it is an example.
Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
