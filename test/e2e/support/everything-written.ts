import type { Page } from 'playwright-core';

/** All text and every typed value of a page, its widgets' insides too, whether it is seen or not. */
export function everythingWritten(page: Page): Promise<string> {
  return page.evaluate(() => {
    const read = (root: Document | ShadowRoot): string =>
      [...root.querySelectorAll('*')]
        .flatMap((element) => [
          ...[...element.childNodes]
            .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
            .map((text) => text.nodeValue),
          ...[...element.attributes].map(({ value }) => value),
          'value' in element ? String(element.value) : '',
          element.shadowRoot ? read(element.shadowRoot) : '',
        ])
        .join('\n');
    return read(document);
  });
}
