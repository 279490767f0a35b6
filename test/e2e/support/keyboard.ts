import type { Device } from './device.js';

/** More than any page has things to reach. */
const MOST_STEPS = 80;

/** What has the focus, as it is called on the screen; looked for through shadow roots. */
export function focusedName({ page }: Pick<Device, 'page'>): Promise<string> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    const labels = focused && 'labels' in focused ? (focused.labels as NodeListOf<HTMLElement> | null) : null;
    const label = labels?.[0]?.innerText ?? (focused as HTMLElement | null)?.innerText;
    return (label ?? '').replace(/\s+/g, ' ').trim();
  });
}

/** Presses Tab until it is reached, in this widget where one is named, and never more often than a page has things to reach. */
export async function tabTo(device: Pick<Device, 'page'>, name: string | RegExp, within?: string): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const focused = await focusedName(device);
    const isThere = typeof name === 'string' ? focused === name : name.test(focused);
    if (isThere && (within === undefined || (await hasFocus(device, within)))) return;
    passed.push(focused);
    await device.page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to “${name}”; it came by ${passed.join(' | ')}`);
}

/** Whether the focus is in a widget with this tag. */
export function hasFocus({ page }: Pick<Device, 'page'>, tag: string): Promise<boolean> {
  return page.evaluate((name) => document.activeElement?.localName === name, tag);
}
