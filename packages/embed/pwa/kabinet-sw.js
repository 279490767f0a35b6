/* global self, caches, clients */
/**
 * The cabinet without a network: a service worker for the supplier's own site, to be served from there as it is. It keeps two things and
 * nothing else, which its own address names:
 *
 *   /kabinet-sw.js?files=https://cdn.example/kabinet/1.2.3/&shell=/cabinet.html&shell=/cabinet.css
 *
 * - `files`: the folder of one version of the widgets. What is in it never changes, so it is taken from here first.
 * - `shell`: pages and files of this site that are the same for everybody. They are asked for without cookies, so that nothing of
 *   anybody can be in them, and taken from here only when the network does not bring them, or not soon.
 *
 * Everything else passes by: no answer of the API, no token, no other page is ever read or kept. `test/e2e/installable.test.ts` looks.
 */
'use strict';

const parameters = new URL(self.location.href).searchParams;
const NAME = 'kabinet ';
/** In a basement a network may be there and bring nothing for minutes. */
const PATIENCE_MS = 5_000;
/** Another version, or another shell, is another cache; the old one goes when nobody uses it any more. */
const cacheName = NAME + self.location.search;

/** The folder of the widgets' files; null where the address names none that may be kept for ever. */
const files = folderOf(parameters.get('files'));
/** The shell's addresses; the first is the page to open. */
const shell = parameters
  .getAll('shell')
  .map((address) => new URL(address, self.location.href))
  .filter((url) => url.origin === self.location.origin)
  .map((url) => url.href);

function folderOf(address) {
  if (!address) return null;
  const url = new URL(address, self.location.href);
  // A folder without a version may change: kept for ever, it would be the wrong one tomorrow.
  if (/\/\d+\.\d+\.\d+[^/]*\/$/.test(url.pathname) && !url.search) return url.href;
  console.warn(`Kabinet: "files" must be a folder with a version, such as /kabinet/1.2.3/, not ${address}.`);
  return null;
}

const isFile = (url) => files !== null && url.startsWith(files) && !new URL(url).search;

/** What may be kept: it came whole, can be looked into, and nobody forbade it. */
function mayKeep(response) {
  const control = response.headers.get('cache-control') ?? '';
  // One that was led elsewhere is refused by browsers as an answer for a page.
  const isWhole = response.status === 200 && !response.redirected && ['basic', 'cors'].includes(response.type);
  return isWhole && !/no-store|private/i.test(control);
}

/** A device that is full keeps nothing, and the page has its answer all the same. */
async function keep(cache, url, response) {
  if (mayKeep(response)) await cache.put(url, response).catch(() => undefined);
}

/** Asked for as a stranger would. */
const asStranger = (url) => fetch(url, { credentials: 'omit', mode: 'cors', cache: 'no-cache' });

/** A file of the shell that does not come keeps nobody from the others. */
async function fetchShell(cache, url) {
  const response = await asStranger(url).catch(() => null);
  if (response) await keep(cache, url, response);
}

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => Promise.all(shell.map((url) => fetchShell(cache, url)))));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith(NAME) && name !== cacheName).map((name) => caches.delete(name)),
        ),
      )
      // The page that registered it need not be loaded again first.
      .then(() => clients.claim()),
  );
});

async function fetchFile(cache, url) {
  if (await cache.match(url)) return;
  const response = await fetch(url, { credentials: 'omit', mode: 'cors' }).catch(() => null);
  if (response) await keep(cache, url, response);
}

/** What the page had loaded before there was a worker to see it. */
self.addEventListener('message', (event) => {
  const { type, urls } = event.data ?? {};
  if (type !== 'kabinet-files' || !Array.isArray(urls)) return;
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) =>
        Promise.all(urls.filter((url) => typeof url === 'string' && isFile(url)).map((url) => fetchFile(cache, url))),
      ),
  );
});

/** From here first: it is the same for ever. The page checks its integrity whoever answers. */
async function answerFile(event) {
  const { request } = event;
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  event.waitUntil(keep(cache, request.url, response.clone()));
  return response;
}

/** From the network; from here only when there is none, or one that keeps people waiting. What a customer is answered is not kept. */
async function answerShell(request, url) {
  const answer = fetch(request);
  const kept = await (await caches.open(cacheName)).match(url);
  if (!kept) return answer;
  const patience = new Promise((end) => setTimeout(end, PATIENCE_MS, kept));
  return Promise.race([answer.catch(() => kept), patience]);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || request.headers.has('authorization') || request.headers.has('range')) return;
  if (isFile(request.url)) return event.respondWith(answerFile(event));
  // A page is opened under its address with whatever follows: `?kabinet-order=…` of who comes back from the bank.
  const address = request.mode === 'navigate' ? request.url.replace(/[?#].*$/s, '') : request.url;
  if (shell.includes(address)) event.respondWith(answerShell(request, address));
});
