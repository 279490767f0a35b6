import type { Page } from 'playwright-core';

/** More stops than any page has: a widget that lets nobody out is found. */
const MOST_STOPS = 400;
const AT_ONCE = 20;

/**
 * Goes through a page by the Tab key, from its top to its end, and hands over the stops inside our widgets: what had the focus, and
 * what showed it.
 */
export async function walk(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const stops: string[] = [];
    Object.assign(window, { stops });
    document.addEventListener(
      'focusin',
      (event) => {
        const path = event.composedPath().filter((each): each is Element => each instanceof Element);
        const element = path[0];
        const widget = path.find(({ localName }) => localName.startsWith('kabinet-'));
        if (!element || !widget) return;
        const { outlineColor, outlineOffset, outlineStyle, outlineWidth } = getComputedStyle(element);
        const ring = [outlineStyle, outlineWidth, outlineColor, outlineOffset].join(' ');
        const words = element.textContent?.trim().replace(/\s+/g, ' ').slice(0, 40);
        stops.push(`<${widget.localName}> ${element.localName}#${element.id} "${words}" ${ring}`);
      },
      true,
    );
  });
  for (let pressed = 0; pressed < MOST_STOPS; pressed += AT_ONCE) {
    for (let each = 0; each < AT_ONCE; each += 1) await page.keyboard.press('Tab');
    // After the last thing of the page comes the browser's own, and then the first again.
    const { isOver, stops } = await page.evaluate(() => {
      const { stops } = window as unknown as { stops: string[] };
      const again = stops.indexOf(stops[0] ?? '', 1);
      return {
        isOver: again > 0 || document.activeElement === document.body,
        stops: again > 0 ? stops.slice(0, again) : stops,
      };
    });
    if (isOver) return stops;
  }
  throw new Error(`${MOST_STOPS} presses of the Tab key did not lead through the page.`);
}
