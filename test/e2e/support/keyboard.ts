import type { Device } from './device.js';

/** More than any page has things to reach. */
const MOST_STEPS = 80;

/** What has the focus, as it is called on the screen; looked for through shadow roots. */
export function focusedName({ page }: Pick<Device, 'page'>): Promise<string> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    const label =
      focused instanceof HTMLInputElement ? focused.labels?.[0]?.innerText : (focused as HTMLElement | null)?.innerText;
    return (label ?? '').replace(/\s+/g, ' ').trim();
  });
}

/** Presses Tab until it is reached, and never more often than a page has things to reach. */
export async function tabTo(device: Pick<Device, 'page'>, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const focused = await focusedName(device);
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
    passed.push(focused);
    await device.page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to “${name}”; it came by ${passed.join(' | ')}`);
}
