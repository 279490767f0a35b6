/* global self, caches, clients */
/**
 * The cabinet without a network: a service worker for the supplier's own site, to be served from there as it is. It keeps two things and
 * nothing else, which its own address names:
 *
 *   /kabinet-sw.js?files=https://cdn.example/kabinet/1.2.3/&shell=/cabinet.html&shell=/cabinet.css
 *
 * - `files`: the folder of one version of the widgets. What is in it never changes, so it is taken from here first.
 * - `shell`: pages and files of this site that are the same for everybody. They are asked for without cookies, so that nothing of
 *   anybody can be in them, and taken from here only when the network does not bring them, or not soon. The first is the page to open.
 *
 * Everything else passes by: no answer of the API, no token, no other page is ever read or kept. `test/e2e/installable.test.ts` looks.
 * A policy sent with this file is the worker's own: `connect-src` has to allow this site and that of the files.
 */
'use strict';

/** What is said of a visit and of no page: by us, by who lets people sign in, by letters and advertisements. */
const OF_THE_VISIT = /^(kabinet-[^=]*|code|state|iss|utm_[^=]*|[a-z]*clid|[gw]braid|_gl|_ga|_openstat)(=|$)/;
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
  .map((url) => pageOf(url.href));

function folderOf(address) {
  if (!address) return null;
  const url = new URL(address, self.location.href);
  // A folder without a version may change: kept for ever, it would be the wrong one tomorrow.
  if (/\/\d+\.\d+\.\d+[^/]*\/$/.test(url.pathname) && !url.search) return url.href;
  console.warn(`Kabinet: "files" must be a folder with a version, such as /kabinet/1.2.3/, not ${address}.`);
  return null;
}

/** A page's address without `?kabinet-order=...` of who comes back from the bank, `?code=...` of who has signed in, and the like. */
function pageOf(address) {
  const url = new URL(address);
  // The rest as it is written: to read and write it anew would change the letters of it.
  const parts = url.search.slice(1).split('&');
  url.search = parts.filter((part) => !OF_THE_VISIT.test(part)).join('&');
  url.hash = '';
  return url.href;
}

const isFile = (url) => files !== null && url.startsWith(files) && !new URL(url).search;

/** What is kept under an address. A device that lets nothing be read has nothing. */
async function findKept(url) {
  try {
    return await (await caches.open(cacheName)).match(url);
  } catch {
    return undefined;
  }
}

/** Keeps what came whole, can be looked into, and nobody forbade. A device that is full keeps nothing: false. */
async function keep(url, response) {
  const control = response.headers.get('cache-control') ?? '';
  // One that was led elsewhere is refused by browsers as an answer for a page.
  const isWhole = response.status === 200 && !response.redirected && ['basic', 'cors'].includes(response.type);
  if (!isWhole || /no-store|private/i.test(control)) return false;
  try {
    await (await caches.open(cacheName)).put(url, response);
    return true;
  } catch {
    return false;
  }
}

/** Keeps a file for ever: not the page that a server gives for a file which is missing, or that asks whether a person is there. */
async function keepFile(url, response) {
  const type = response.headers.get('content-type') ?? '';
  return /^(text|application)\/(x-)?(javascript|css)\b/i.test(type) && keep(url, response);
}

/** Asked for as a stranger would. */
async function keepShell(url) {
  try {
    return await keep(url, await fetch(url, { credentials: 'omit', mode: 'cors', cache: 'no-cache' }));
  } catch {
    return false;
  }
}

/** Refused where it could not do its work later: a worker that cannot bring the page would take it away from who has a network. */
async function install() {
  // Whatever is answered: it throws where the policy of this file lets it not be asked.
  if (files !== null) await fetch(files, { method: 'HEAD', mode: 'no-cors', credentials: 'omit' });
  // Of the others one that does not come keeps nobody from the rest.
  const [hasPage = true] = await Promise.all(shell.map(keepShell));
  if (!hasPage)
    throw new Error(`Kabinet: ${shell[0]} could not be kept: it must come without cookies, and not as private.`);
}

self.addEventListener('install', (event) => event.waitUntil(install()));

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

async function fetchFile(url) {
  if (await findKept(url)) return;
  const response = await fetch(url, { credentials: 'omit', mode: 'cors' }).catch(() => null);
  if (response) await keepFile(url, response);
}

/** What the page had loaded before there was a worker to see it. */
self.addEventListener('message', (event) => {
  const { type, urls } = event.data ?? {};
  if (type !== 'kabinet-files' || !Array.isArray(urls)) return;
  event.waitUntil(Promise.all(urls.filter((url) => typeof url === 'string' && isFile(url)).map(fetchFile)));
});

/** Whether the browser will take it for a tag with this `integrity`: of several hashes the strongest kind counts. */
async function isIntact(response, integrity) {
  const hashes = [...integrity.matchAll(/(?:^|\s)sha(256|384|512)-([^\s?]+)/g)];
  if (hashes.length === 0) return true;
  const bits = Math.max(...hashes.map((hash) => Number(hash[1])));
  const digest = await self.crypto.subtle.digest(`SHA-${bits}`, await response.clone().arrayBuffer());
  const written = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return hashes.some((hash) => Number(hash[1]) === bits && hash[2] === written);
}

/** What the network brings; what is kept when there is none, or one that keeps people waiting. */
function networkFirst(answer, kept) {
  const patience = new Promise((end) => setTimeout(end, PATIENCE_MS, kept));
  return Promise.race([answer.catch(() => kept), patience]);
}

/** Pages that somebody has loaded anew, as people do when something is wrong: not every browser tells a worker the hash of each file. */
const reloaded = new Set();

/** From here first: it is the same for ever. The page checks its integrity whoever answers, and a wrong one is not kept on. */
async function answerFile(event) {
  const { request } = event;
  const found = await findKept(request.url);
  const kept = found && (await isIntact(found, request.integrity)) ? found : null;
  if (kept && !reloaded.has(event.clientId)) return kept;
  const answer = fetch(request, { credentials: 'omit' });
  const response = await (kept ? networkFirst(answer, kept) : answer);
  // In the place of a wrong one, too.
  if (response !== kept) event.waitUntil(keepFile(request.url, response.clone()));
  return response;
}

/** From the network first. What a customer is answered is not kept. */
async function answerShell(event, url) {
  const answer = fetch(event.request);
  // The page is there, so a stranger's copy of it can be too: the next start may be without a network.
  event.waitUntil(answer.then((response) => response.ok && keepShell(url)).catch(() => undefined));
  const kept = await findKept(url);
  return kept ? networkFirst(answer, kept) : answer;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || request.headers.has('authorization') || request.headers.has('range')) return;
  // What a page asks for by itself is an answer of somebody, also where its address looks like a file's.
  if (request.isReloadNavigation) reloaded.add(event.resultingClientId);
  const isCode = ['script', 'style'].includes(request.destination);
  if (isCode && isFile(request.url)) return event.respondWith(answerFile(event));
  const address = request.mode === 'navigate' ? pageOf(request.url) : request.url;
  if (shell.includes(address)) event.respondWith(answerShell(event, address));
});
