/**
 * "Abonent", an invented billing system of the kind that many suppliers still run. Nobody has it; it is here so that adapter.js has something
 * to be in front of. What is awkward in it is taken from life:
 *
 * - one address; what is asked stands in a form field; the HTTP status is always 200, and `KOD` says how it went;
 * - XML in windows-1251, a row for everything;
 * - decimals with a comma; sums are floats, so that 358,20 may come as 358,20000000000005;
 * - days as 05.11.2026; times as the clock in the office shows them, without saying which summer time it is;
 * - no keys for tries: a second reading of a meter in the same period is refused as there already (`VZHE`).
 */

const KYIV = 'Europe/Kyiv';

const LETTERS = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
/** The byte of each letter. */
const BYTES = new Map([...LETTERS].map((letter, byte) => [letter, byte]));

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function row(name, fields) {
  const written = Object.entries(fields).map(
    ([field, value]) => ` ${field}="${String(value).replace(/[&<>"]/g, (sign) => ESCAPES[sign])}"`,
  );
  return `<${name}${written.join('')}/>`;
}

const comma = (number) => String(number).replace('.', ',');

/** `05.11.2026 08:15`, as the clock in the office shows it. */
function officeTime(moment) {
  const [day, time] = moment.toLocaleString('sv-SE', { timeZone: KYIV }).split(' ');
  return `${day.split('-').reverse().join('.')} ${time.slice(0, 5)}`;
}

/** `11.2026`, so many months later. */
function monthAfter(moment, months) {
  const [, month, year] = officeTime(moment).slice(0, 10).split('.').map(Number);
  const count = year * 12 + month - 1 + months;
  return `${String((count % 12) + 1).padStart(2, '0')}.${Math.floor(count / 12)}`;
}

/**
 * The system with one customer in it, who owes for last month and has one meter.
 *
 * @param {{ now?: () => Date, sessions?: Set<string> }} [options] `sessions`: those that are signed in
 * @returns {{ answer: (request: Request) => Promise<Response>, readings: Record<string, string>[] }} `answer` is what a web server does with a request
 */
export function createLegacyApi({ now = () => new Date(), sessions = new Set(['S-2718']) } = {}) {
  const lastMonth = () => monthAfter(now(), -1);
  const account = { KOD: 'a771', NOM: '01-0457/3', ADR: 'вул. Садова, 3, кв. 12', MISTO: 'Степногірськ', STAN: 'D' };
  const meter = {
    KOD: 'm42',
    NOM: '0451-2877',
    PLOMBA: 'Ч 118204',
    MISCE: 'кухня "біля вікна"',
    VST: '14.06.2019',
    ZNIATO: '',
    POVIRKA: '14.06.2027',
    CYFR: '5',
    DROB: '3',
    KOEF: '1',
  };
  const PERIOD = { Z: '1', PO: '5' };
  /** Newest first. */
  const readings = [
    {
      KOD: '90017',
      LICH: 'm42',
      DATA: `02.${lastMonth()} 09:30`,
      ZNACH: '01234,000',
      OBYEM: '38',
      DZH: 'A',
      MIS: monthAfter(now(), -2),
    },
    {
      KOD: '90003',
      LICH: 'm42',
      DATA: `05.${monthAfter(now(), -2)} 12:00`,
      ZNACH: '01196,000',
      OBYEM: '41,5',
      DZH: 'R',
      MIS: monthAfter(now(), -3),
    },
  ];

  const refused = (reason) => ({ KOD: 3, PRYCHYNA: reason });

  function handIn({ LICH, ZNACH = '', PIDTV }) {
    if (LICH !== meter.KOD) return { KOD: 2 };
    const day = Number(officeTime(now()).slice(0, 2));
    if (day < Number(PERIOD.Z) || day > Number(PERIOD.PO)) return refused('NEPERIOD');
    if (readings.some((each) => each.DZH === 'A' && each.MIS === lastMonth())) return refused('VZHE');
    const [before, value] = [readings[0].ZNACH, ZNACH].map((text) => Number(text.replace(',', '.')));
    if (!(value >= before)) return refused('MENSHE');
    if (value - before > 500 && PIDTV !== '1') return refused('ZABAHATO');
    const taken = {
      KOD: String(90017 + readings.length),
      LICH,
      DATA: officeTime(now()),
      ZNACH: comma(value),
      OBYEM: comma(value - before),
      DZH: 'A',
      MIS: lastMonth(),
    };
    readings.unshift(taken);
    return { KOD: 0, rows: [row('POK', taken)] };
  }

  const operations = {
    KONTORA: () => ({
      KOD: 0,
      rows: [row('KONTORA', { NAZVA: 'Степногірськгаз', TEL: '0 800 500 104', AVARIYA: '104' })],
    }),
    RAHUNKY: () => ({ KOD: 0, rows: [row('RAH', account)] }),
    SALDO: ({ RAH }) => {
      if (RAH !== account.KOD) return { KOD: 2 };
      const [opening, charged, paid, benefit] = [302.54, 45 * 7.96, 302.54, 20.1];
      return {
        KOD: 0,
        rows: [
          row('SALDO', {
            STANOM: `${officeTime(now()).slice(0, 10)} 06:00`,
            MIS: lastMonth(),
            BORG: comma(opening + charged - paid - benefit),
            DO: `20.${monthAfter(now(), 0)}`,
          }),
          row('POCH', { SUMA: comma(opening) }),
          row('NAR', { MIS: lastMonth(), OBYEM: '45', CINA: '7,96', SUMA: comma(charged), OSNOVA: 'F' }),
          row('OPL', { DATA: `12.${lastMonth()}`, SUMA: comma(paid) }),
          row('PIL', { SUMA: comma(benefit) }),
        ],
      };
    },
    LICH: ({ RAH }) => (RAH === account.KOD ? { KOD: 0, rows: [row('LICH', meter)] } : { KOD: 2 }),
    POK: ({ RAH }) => (RAH === account.KOD ? { KOD: 0, rows: readings.map((each) => row('POK', each)) } : { KOD: 2 }),
    PERIOD: () => ({ KOD: 0, rows: [row('PERIOD', PERIOD)] }),
    PEREDATY: (fields) => (fields.RAH === account.KOD ? handIn(fields) : { KOD: 2 }),
  };

  return {
    readings,
    async answer(request) {
      const fields = Object.fromEntries(new URLSearchParams(await request.text()));
      const operation = Object.hasOwn(operations, fields.OP) ? operations[fields.OP] : () => ({ KOD: 2 });
      const isOpen = fields.OP === 'KONTORA' || sessions.has(fields.SES);
      const { rows = [], ...result } = isOpen ? operation(fields) : { KOD: 1 };
      const head = row('OTVET', result).replace('/>', '>');
      const xml = `<?xml version="1.0" encoding="windows-1251"?>\r\n${head}${rows.join('\r\n')}</OTVET>`;
      const bytes = Uint8Array.from(xml, (letter) => BYTES.get(letter) ?? 0x3f);
      // It does not say the charset either.
      return new Response(bytes, { status: 200, headers: { 'Content-Type': 'text/xml' } });
    },
  };
}
