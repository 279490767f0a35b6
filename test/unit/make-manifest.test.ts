import { describe, expect, it } from 'vitest';
import { makeManifest } from '../../packages/embed/pwa/make-manifest.mjs';

const icons = [
  { src: '/icon-192.png', size: 192 },
  { src: '/icons/512.png?v=2', size: 512, maskable: true },
];

describe('the manifest of a phone app', () => {
  it('is of a page and icons of the supplier’s own site', () => {
    const manifest = makeManifest({ name: 'Газ', start: '/gas/cabinet.html', icons });
    expect(manifest).toMatchObject({
      id: '/gas/cabinet.html',
      start_url: '/gas/cabinet.html',
      scope: '/gas/',
      lang: 'uk',
    });
    expect(manifest.icons.map(({ src }) => src)).toEqual(icons.map(({ src }) => src));
  });

  it.each([
    '//evil.example/x.html',
    '/\\evil.example/x.html',
    '/.//evil.example/x.html',
    'https://evil.example/x.html',
    'javascript:alert(1)',
  ])('is refused with %s for an address', (address) => {
    const own = { name: 'Газ', start: '/gas/cabinet.html', icons };
    for (const wrong of [
      { ...own, start: address },
      { ...own, scope: address },
      { ...own, icons: [...icons, { src: address, size: 48 }] },
    ])
      expect(() => makeManifest(wrong)).toThrow('no path of the page');
  });

  it('is refused without the icons that browsers ask for, and where the page is outside of its folder', () => {
    expect(() => makeManifest({ name: 'Газ', start: '/cabinet.html', icons: icons.slice(1) })).toThrow('192');
    expect(() => makeManifest({ name: 'Газ', start: '/cabinet.html', scope: '/gas/', icons })).toThrow('/gas/');
  });
});
