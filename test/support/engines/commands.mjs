// @ts-check
/**
 * What tests ask of a browser (keys, mouse, size, media), for engines that the test runner's own commands do not know: they ask a page
 * of Puppeteer's, so each engine offers one, as far as it goes.
 */

/** How the message of a command begins that an engine has no way for: such a test is counted apart, with the reason. */
export const NOT_HERE = 'Not in this engine';

/** The keys of tests by the names of the DOM, as WebDriver writes them. @type {Readonly<Record<string, string>>} */
const KEYS = {
  Alt: '\uE00A',
  ArrowDown: '\uE015',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  ArrowUp: '\uE013',
  Backspace: '\uE003',
  Control: '\uE009',
  Delete: '\uE017',
  End: '\uE010',
  Enter: '\uE007',
  Escape: '\uE00C',
  Home: '\uE011',
  Meta: '\uE03D',
  PageDown: '\uE00F',
  PageUp: '\uE00E',
  Shift: '\uE008',
  Space: ' ',
  Tab: '\uE004',
};

/** @type {Readonly<Record<string, number>>} */
const BUTTONS = { left: 0, middle: 1, right: 2 };

/** @param {string} key */
function keyValue(key) {
  const value = KEYS[key] ?? key;
  if ([...value].length !== 1) throw new Error(`There is no key called ${key} in test/support/engines/commands.mjs.`);
  return value;
}

/**
 * What every page is like at first is nothing to be switched on.
 * @param {{ name: string, value: string }[]} features
 */
function refuseMedia(features) {
  const usual = ['light', 'no-preference'];
  const wanted = features.find(({ value }) => !usual.includes(value));
  if (wanted) throw new Error(`${NOT_HERE}: ${wanted.name}: ${wanted.value} cannot be switched on from outside.`);
}

/** @param {string | undefined} type */
function refuseMediaType(type) {
  if (type && type !== 'screen')
    throw new Error(`${NOT_HERE}: the look of ${type} cannot be switched on from outside.`);
}

export const withoutMedia = {
  emulateMediaFeatures: async (/** @type {{ name: string, value: string }[]} */ features) => refuseMedia(features),
  emulateMediaType: async (/** @type {string | undefined} */ type) => refuseMediaType(type),
};

/**
 * Firefox by Puppeteer: all but media, which goes by Chromium's protocol there.
 * @template {object} Page
 * @param {Page} page
 * @returns {Page}
 */
export function withFirefoxCommands(page) {
  return Object.assign(page, withoutMedia);
}

/**
 * A window driven by WebDriver, with the methods of Puppeteer's page that commands use.
 * @param {(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>} ask
 */
export function makeWebDriverPage(ask) {
  /** @param {object[]} actions */
  const keys = (actions) => ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  /** @param {object[]} actions */
  const pointer = (actions) =>
    ask('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  /** @param {number} x @param {number} y */
  const move = (x, y) => ({ type: 'pointerMove', duration: 0, x, y, origin: 'viewport' });
  /** @param {string} key */
  const down = (key) => ({ type: 'keyDown', value: keyValue(key) });
  /** @param {string} key */
  const up = (key) => ({ type: 'keyUp', value: keyValue(key) });
  /** @param {string} [button] */
  const number = (button = 'left') => BUTTONS[button] ?? 0;

  const innerSize = async () => {
    const script = 'return [innerWidth, innerHeight];';
    return /** @type {[number, number]} */ (await ask('POST', '/execute/sync', { script, args: [] }));
  };

  return {
    ...withoutMedia,
    keyboard: {
      press: (/** @type {string} */ key) => keys([down(key), up(key)]),
      down: (/** @type {string} */ key) => keys([down(key)]),
      up: (/** @type {string} */ key) => keys([up(key)]),
      type: (/** @type {string} */ text) => keys([...text].flatMap((letter) => [down(letter), up(letter)])),
    },
    mouse: {
      move: (/** @type {number} */ x, /** @type {number} */ y) => pointer([move(x, y)]),
      click: (/** @type {number} */ x, /** @type {number} */ y, /** @type {{ button?: string }} */ { button } = {}) =>
        pointer([
          move(x, y),
          { type: 'pointerDown', button: number(button) },
          { type: 'pointerUp', button: number(button) },
        ]),
      down: (/** @type {{ button?: string }} */ { button } = {}) =>
        pointer([{ type: 'pointerDown', button: number(button) }]),
      up: (/** @type {{ button?: string }} */ { button } = {}) =>
        pointer([{ type: 'pointerUp', button: number(button) }]),
      // Lets go of keys too, which only helps.
      reset: async () => {
        await ask('DELETE', '/actions');
        await pointer([move(0, 0)]);
      },
    },
    /** The window is as much larger as its bars are; how large these are shows once it has a size. */
    setViewport: async (/** @type {{ width: number, height: number }} */ { width, height }) => {
      for (let tries = 0; tries < 3; tries += 1) {
        const [innerWidth, innerHeight] = await innerSize();
        if (innerWidth === width && innerHeight === height) return;
        const outer = /** @type {{ width: number, height: number }} */ (await ask('GET', '/window/rect'));
        const rect = {
          x: 0,
          y: 0,
          width: outer.width + width - innerWidth,
          height: outer.height + height - innerHeight,
        };
        await ask('POST', '/window/rect', rect);
        // Without a window manager the answer comes before the window has its size.
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      const [innerWidth, innerHeight] = await innerSize();
      if (innerWidth === width && innerHeight === height) return;
      throw new Error(`${NOT_HERE}: its window is ${innerWidth}x${innerHeight} and cannot be ${width}x${height}.`);
    },
  };
}
