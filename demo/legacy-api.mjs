// @ts-check
// An invented billing system of 2009, as one still runs for a settlement whose accounts nobody has moved yet: forms in, XML in windows-1251
// out, commas in numbers, sums as floats that do not come out even. It stands on the supplier's own web server and knows nothing of Kabinet;
// stepnohorske-vodoteplo/legacy-adapter.js is what puts it behind the widgets.

import { randomBytes } from 'node:crypto';
import { toWindows1251 } from './old-encoding.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/**
 * A meter as the old system has it; readings with a comma, newest first.
 * @typedef {{nom: string, posl: 'ХВ' | 'ГВ', misce: string, pokazy: {nomer: string, data: string, ost: string, hto: 'АБОНЕНТ' | 'КОНТРОЛЕР'}[]}} Lich
 */

/** @typedef {{nk: string, rah: string, kod: string, pib: string, adresa: string, saldo: number, naraxovano: number, splacheno: number, lich: Lich[]}} Kartka */

const FOLDER = '/stara-baza/';
const COOKIE = 'stara_baza';
const PAGE = '/hirnychyi.html';
const MAX_FORM_BYTES = 1024;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Four digits are soon tried through: after so many wrong ones an account lets nobody in for a while. */
const MAX_WRONG = 5;
const WRONG_MS = 15 * 60 * 1000;

/** A day as the old system writes it, in its time zone. @param {Date} moment */
function dayText(moment) {
  const options = /** @type {const} */ ({ timeZone: 'Europe/Kyiv', day: '2-digit', month: '2-digit', year: 'numeric' });
  return new Intl.DateTimeFormat('uk', options).format(moment);
}

/** Two neighbours of the settlement. @param {Date} today @returns {Kartka[]} */
function cards(today) {
  const ago = (/** @type {number} */ days) => dayText(new Date(today.getTime() - days * DAY_MS));
  return [
    {
      nk: '40118',
      rah: '17/204',
      kod: '5521',
      pib: 'Гнатюк Любов Якимівна',
      adresa: 'вул. Шахтарська, 9, кв. 4',
      // What two floats make of 230.15 + 128.05.
      saldo: 358.20000000000005,
      naraxovano: 230.15,
      splacheno: 0,
      lich: [
        {
          nom: 'ВК-00781',
          posl: 'ХВ',
          misce: 'кухня',
          pokazy: [
            { nomer: '', data: ago(31), ost: '00412,300', hto: 'АБОНЕНТ' },
            { nomer: '', data: ago(62), ost: '00405,100', hto: 'АБОНЕНТ' },
            { nomer: '', data: ago(92), ost: '00398,000', hto: 'КОНТРОЛЕР' },
          ],
        },
        {
          nom: 'ВК-11902',
          posl: 'ГВ',
          misce: 'ванна',
          pokazy: [
            { nomer: '', data: ago(31), ost: '00187,450', hto: 'АБОНЕНТ' },
            { nomer: '', data: ago(62), ost: '00184,200', hto: 'АБОНЕНТ' },
          ],
        },
      ],
    },
    {
      nk: '40007',
      rah: '17/011-А',
      kod: '0307',
      pib: 'Кобзар Яків Панасович',
      adresa: 'вул. Шахтарська, 1',
      saldo: -12.000000000000002,
      naraxovano: 96.4,
      splacheno: 108.4,
      lich: [
        {
          nom: 'ВК-00112',
          posl: 'ХВ',
          misce: 'колодязь водоміра',
          pokazy: [{ nomer: '', data: ago(30), ost: '01034,000', hto: 'КОНТРОЛЕР' }],
        },
      ],
    },
  ];
}

/** As JavaScript shows a float, with a comma: the old system does no better. @param {number} sum */
const sumText = (sum) => String(sum).replace('.', ',');

/** @param {string} text */
const xml = (text) => text.replace(/[<>&"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** @type {(kartka: Kartka, today: Date) => string} */
function kartkaXml({ nk, rah, pib, adresa, saldo, naraxovano, splacheno, lich }, today) {
  const meters = lich.map(({ nom, posl, misce, pokazy }) => {
    const rows = pokazy.map(
      ({ nomer, data, ost, hto }) => `<POKAZ NOMER="${nomer}" DATA="${data}" OST="${ost}" HTO="${hto}"/>`,
    );
    return `<LICH NOM="${xml(nom)}" POSL="${posl}" MISCE="${xml(misce)}" ROZR="5" DROB="3">${rows.join('')}</LICH>`;
  });
  return (
    `<KARTKA NK="${nk}" RAH="${xml(rah)}" PIB="${xml(pib)}" ADRESA="${xml(adresa)}">` +
    `<SALDO NA="${dayText(today)}" SUMA="${sumText(saldo)}" NARAX="${sumText(naraxovano)}" SPLACH="${sumText(splacheno)}"/>` +
    `${meters.join('')}</KARTKA>`
  );
}

/**
 * The old system, as a part of a site's web server.
 * @param {{today: () => Date}} options
 * @returns {(request: Request, response: Response) => Promise<boolean>}
 */
export function legacyApi({ today }) {
  const kartky = cards(today());
  /** @type {Map<string, Kartka>} */
  const sessions = new Map();
  /** Wrong codes of an account, and when the last one came. @type {Map<string, {count: number, at: number}>} */
  const wrong = new Map();
  let accepted = 0;

  return async function answer(request, response) {
    const url = new URL(request.url?.startsWith('/') ? request.url : '/', 'http://site');
    if (!url.pathname.startsWith(FOLDER)) return false;
    const what = `${request.method} ${url.pathname.slice(FOLDER.length)}`;
    const id = request.headers.cookie?.match(new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]*)`))?.[1] ?? '';
    // Forms of other sites are not its business, with a cookie or without: who signs somebody in reads what they hand in then.
    if (isForeign(request)) return sendXml(response, 403, '<POMYLKA KOD="9" TEKST="Чужа сторінка"/>');

    if (what === 'POST vhid') {
      const form = await readForm(request);
      const number = (form?.get('rah') ?? '').replace(/\s/g, '').toUpperCase();
      const kartka = kartky.find(({ rah }) => rah === number);
      if (!kartka || !isRight(kartka, form?.get('kod')?.trim())) return redirect(response, `${PAGE}#pomylka`);
      const session = randomBytes(24).toString('base64url');
      sessions.set(session, kartka);
      response.setHeader('set-cookie', `${COOKIE}=${session}; Path=${FOLDER}; HttpOnly; SameSite=Strict`);
      return redirect(response, PAGE);
    }
    if (what === 'POST vyhid') {
      sessions.delete(id);
      response.setHeader('set-cookie', `${COOKIE}=; Path=${FOLDER}; HttpOnly; SameSite=Strict; Max-Age=0`);
      return redirect(response, PAGE);
    }
    const kartka = sessions.get(id);
    if (!kartka) return sendXml(response, 200, '<POMYLKA KOD="1" TEKST="Сеанс не знайдено"/>');
    if (what === 'GET kartka.xml') return sendXml(response, 200, kartkaXml(kartka, today()));
    if (what === 'POST pokaz') return sendXml(response, 200, takeReading(kartka, await readForm(request)));
    return sendXml(response, 404, '<POMYLKA KOD="8" TEKST="Невідома команда"/>');
  };

  /** Whether it is the account's code. @type {(kartka: Kartka, kod: string | undefined) => boolean} */
  function isRight({ rah, kod: right }, kod) {
    const now = today().getTime();
    const before = wrong.get(rah);
    const count = before && now - before.at < WRONG_MS ? before.count : 0;
    if (count >= MAX_WRONG) return false;
    if (kod === right) wrong.delete(rah);
    else wrong.set(rah, { count: count + 1, at: now });
    return kod === right;
  }

  /** @type {(kartka: Kartka, form: URLSearchParams | undefined) => string} */
  function takeReading({ lich }, form) {
    const meter = lich.find(({ nom }) => nom === form?.get('nom'));
    const text = form?.get('ost') ?? '';
    const [last] = meter?.pokazy ?? [];
    if (!meter || !last || !/^\d{5},\d{3}$/.test(text)) return '<POMYLKA KOD="2" TEKST="Невірний формат"/>';
    // The same once more is no second reading: what it was answered the first time is answered again.
    const isKnown = last.ost === text && last.nomer !== '';
    if (!isKnown && text < last.ost) return '<POMYLKA KOD="3" TEKST="Показ менший за попередній"/>';
    const day = dayText(today());
    if (!isKnown) {
      meter.pokazy.unshift({
        nomer: `П-${String((accepted += 1)).padStart(5, '0')}`,
        data: day,
        ost: text,
        hto: 'АБОНЕНТ',
      });
    }
    return `<PRYINIATO NOMER="${meter.pokazy[0]?.nomer}" DATA="${day}"/>`;
  }
}

/** Whether a page of another site sent it. Browsers say so in one of two headers; of a change they always do. @param {Request} request */
function isForeign({ method, headers }) {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  if (method === 'GET' && origin === undefined) return false;
  return !URL.canParse(origin ?? '') || new URL(origin ?? '').host !== headers.host;
}

/** @type {(response: Response, status: number, body: string) => true} */
function sendXml(response, status, body) {
  const bytes = toWindows1251(`<?xml version="1.0" encoding="windows-1251"?>\r\n${body}`);
  response.writeHead(status, {
    'content-type': 'text/xml; charset=windows-1251',
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(bytes);
  return true;
}

/** @type {(response: Response, location: string) => true} */
function redirect(response, location) {
  response.writeHead(303, { location, 'cache-control': 'no-store' }).end();
  return true;
}

/** @param {Request} request */
async function readForm(request) {
  if (!(Number(request.headers['content-length']) <= MAX_FORM_BYTES)) return undefined;
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
