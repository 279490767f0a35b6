// @ts-check
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { makeWebDriverPage } from './commands.mjs';

const VIEWPORT = { width: 800, height: 600 };
const STARTS_WITHIN_MS = 20_000;
/** A browser that does not answer for so long hangs. */
const ANSWERS_WITHIN_MS = 30_000;

/** A machine without a graphics card; nobody listens for screen readers there. */
const SOFTWARE = { LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1', NO_AT_BRIDGE: '1' };

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * WebKitGTK's MiniBrowser with one window, driven by plain WebDriver.
 * @param {{ driver: string, browser: string, display: string }} options
 */
export async function startWebKit({ driver, browser, display }) {
  const port = await freePort();
  const server = spawn(driver, ['--host=127.0.0.1', `--port=${port}`], {
    env: { ...process.env, ...SOFTWARE, DISPLAY: display },
    stdio: 'ignore',
    // Its browser is a child of it: both are ended together.
    detached: true,
  });
  /** @type {Error | null} */
  let died = null;
  server.once('error', (error) => (died = error));
  server.once('exit', (code) => (died ??= new Error(`WebKitWebDriver ended with code ${code}.`)));
  const kill = () => {
    try {
      if (server.pid && server.exitCode === null) process.kill(-server.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  process.once('exit', kill);

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async function request(method, path, body) {
    if (died) throw died;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}), headers: { 'Content-Type': 'application/json' } }),
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    const { value } = /** @type {{ value: any }} */ (await response.json());
    if (!response.ok) throw new Error(`WebKit: ${value?.error}: ${value?.message}`);
    return value;
  }

  const start = Date.now();
  for (;;) {
    try {
      await request('GET', '/status');
      break;
    } catch (error) {
      if (died || Date.now() - start > STARTS_WITHIN_MS) throw died ?? error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  const { sessionId } = await request('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        browserName: 'MiniBrowser',
        // Tests run while the page loads: nobody waits for its end.
        pageLoadStrategy: 'none',
        'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
      },
    },
  });
  /** @param {'GET' | 'POST' | 'DELETE'} method @param {string} path @param {object} [body] */
  const ask = (method, path, body) => request(method, `/session/${sessionId}${path}`, body);
  return {
    ask,
    page: makeWebDriverPage(ask),
    goTo: (/** @type {string} */ url) => ask('POST', '/url', { url }),
    url: async () => /** @type {string} */ (await ask('GET', '/url')),
    /** Leaves whatever is there, and is back when it is gone: until then every question is answered by an error. */
    async blank() {
      await ask('POST', '/url', { url: 'about:blank' });
      const asked = Date.now();
      for (;;) {
        const address = await ask('POST', '/execute/sync', { script: 'return location.href;', args: [] }).catch(
          () => '',
        );
        if (address === 'about:blank') return;
        if (Date.now() - asked > ANSWERS_WITHIN_MS) throw new Error('WebKit: the page does not go away.');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      await ask('DELETE', '').catch(() => undefined);
      kill();
      process.removeListener('exit', kill);
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startWebKit>>} WebKit */

/**
 * Runs test files in WebKitGTK, one after another in one window. One that hangs or crashes takes its browser with it, counts as
 * failed, and the next one gets a new browser.
 * @param {{ driver: string, browser: string, display: string }} options
 */
export function webKitLauncher(options) {
  /** @type {WebKit | null} */
  let webKit = null;
  let active = '';

  async function drop() {
    const dropped = webKit;
    webKit = null;
    await dropped?.stop();
  }

  /** @param {string} url */
  async function open(url) {
    webKit ??= await startWebKit(options);
    await webKit.blank();
    await webKit.page.setViewport(VIEWPORT);
    await webKit.goTo(url);
  }

  return {
    name: 'WebKit',
    // Commands then ask our page for what they would ask Puppeteer's; as 'webdriver' they would hold no key down and set no size.
    type: 'puppeteer',
    // What has the focus is one window at a time.
    concurrency: 1,
    stop: drop,
    /** @param {string} sessionId @param {string} url */
    async startSession(sessionId, url) {
      active = sessionId;
      try {
        await open(url);
      } catch {
        await drop();
        await open(url);
      }
    },
    /** @param {string} sessionId */
    isActive: (sessionId) => sessionId === active,
    /** @param {string} _sessionId */
    getBrowserUrl: (_sessionId) => webKit?.url().catch(() => undefined),
    /** @param {string} _sessionId */
    async stopSession(_sessionId) {
      active = '';
      try {
        // Ends whatever still runs there, and what is held down.
        await webKit?.ask('DELETE', '/actions');
        await webKit?.blank();
        return {};
      } catch (error) {
        await drop();
        return { errors: [{ message: `The browser hung or crashed, and was started anew. ${String(error)}` }] };
      }
    },
    async startDebugSession() {
      throw new Error('WebKit has no debugging here.');
    },
    getPage() {
      if (!webKit) throw new Error('WebKit is not running.');
      return webKit.page;
    },
  };
}
