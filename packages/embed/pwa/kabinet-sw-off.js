/* global self, caches */
/**
 * Takes the cabinet's service worker off the devices that have it. Serve it in the place of `kabinet-sw.js`, under that name: with the
 * next visit browsers fetch it, it deletes what was kept, and goes. Leave it there for as long as somebody may still have the old one.
 */
'use strict';

// At once: what the old one still answers, the network answers too.
self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('kabinet ')).map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener('activate', (event) => event.waitUntil(leave()));
