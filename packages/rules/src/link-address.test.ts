import { describe, expect, it } from 'vitest';
import { isLinkAddress, isPageAddress } from './link-address.js';

describe('the address of a link', () => {
  it.each([
    'https://www.gas.example',
    'https://www.gas.example/faq?a=1#b',
    'http://localhost:5173/',
    'HTTPS://пример.example/відповіді',
  ])('may lead to the page %j', (address) => {
    expect([isPageAddress(address), isLinkAddress(address)]).toEqual([true, true]);
  });

  it.each(['tel:104', 'tel:+38 (067) 123-45-67', 'mailto:support@gas.example'])('may lead to %j', (address) => {
    expect([isPageAddress(address), isLinkAddress(address)]).toEqual([false, true]);
  });

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://gas.example/1',
    '/faq',
    '//other.example',
    'faq',
    '',
    'https://',
    'https:gas.example',
    'https://gas.example@evil.example',
    'https://gas.example\\@evil.example',
    'https://gas.example/a b',
    'tel:',
    'tel:javascript',
    'mailto:',
    'mailto:a@b.example?bcc=c@d.example',
  ])('never leads to %j', (address) => {
    expect([isPageAddress(address), isLinkAddress(address)]).toEqual([false, false]);
  });
});
