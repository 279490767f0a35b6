/**
 * Kabinet in front of "Abonent" (legacy-api.js): what it can answer, in the words of Kabinet's contract. Nothing is imported: give what this returns
 * to `defineAdapter`. README.md says what was decided where, and why.
 */

const ZONE = 'Europe/Kyiv';

/** "358,20000000000005" is 35820 kopecks. What is no number stays none, and the contract's check refuses it: never a sum that is wrong. */
const kopecks = (text) => Math.round(Number(text.replace(',', '.') || NaN) * 100);
const money = (amount) => ({ amount, currency: 'UAH' });

/** "01234,500" is "1234.5". */
const decimal = (text) =>
  text
    .replace(',', '.')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** How much was used: "45,50000000000003" is "45.5". A meter shows three digits after the comma. */
const quantity = (text) => decimal(Number(text.replace(',', '.')).toFixed(3));

/** "05.11.2026" is "2026-11-05", "11.2026" is "2026-11", "" is null. */
const day = (text) => text.split('.').reverse().join('-') || null;

const officeTime = (moment) => moment.toLocaleString('sv-SE', { timeZone: ZONE }).slice(0, 16);

/** "05.11.2026 08:15" on the clock in the office is "2026-11-05T08:15:00+02:00"; which offset it was that day the browser knows. */
function moment(text) {
  const [date, time = '00:00'] = text.split(' ');
  const local = `${day(date)}T${time}:00`;
  const offset = ['+02:00', '+03:00'].find(
    (each) => officeTime(new Date(local + each)) === local.slice(0, 16).replace('T', ' '),
  );
  return local + (offset ?? '+02:00');
}

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

/** Its rows: `<POK KOD="1" …/>`. They hold no text and no other rows, so no XML parser is needed, which strict pages (Trusted Types) would refuse. */
function rowsOf(xml) {
  return [...xml.matchAll(/<(\w+)((?:\s+\w+="[^"]*")*)\s*\/?>/g)].map(([, name, fields]) => {
    const pairs = [...fields.matchAll(/(\w+)="([^"]*)"/g)];
    return { name, ...Object.fromEntries(pairs.map(([, field, text]) => [field, unescaped(text)])) };
  });
}
const unescaped = (text) => text.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);

/** An error that says to the widgets why. */
const refusal = (code, more = {}) => Object.assign(new Error(code), { code, ...more });

const SOURCES = { A: 'customer', K: 'inspector', S: 'sms', R: 'estimate' };

function reading(row) {
  return {
    id: row.KOD,
    number: row.DZH === 'A' ? row.KOD : null,
    meterId: row.LICH,
    readAt: moment(row.DATA),
    receivedAt: moment(row.DATA),
    source: SOURCES[row.DZH] ?? 'import',
    quality: row.DZH === 'R' ? 'estimated' : 'actual',
    status: 'accepted',
    values: [
      {
        registerId: `${row.LICH}-1`,
        value: decimal(row.ZNACH),
        consumption: row.OBYEM ? quantity(row.OBYEM) : null,
      },
    ],
    questionedFor: [],
    countsFor: day(row.MIS),
    correctableUntil: null, // it can neither be corrected nor taken back there
    hasPhoto: false,
  };
}

/** The period of a month as a window: this month's until it is over, then the next one's. */
function windowOn(today, { Z, PO }) {
  const [year, month, date] = today.split('-').map(Number);
  const at = (months, dayOfMonth) =>
    new Date(Date.UTC(year, month - 1 + months, dayOfMonth)).toISOString().slice(0, 10);
  const next = date > Number(PO) ? 1 : 0;
  const [opensOn, closesOn] = [at(next, Number(Z)), at(next, Number(PO))];
  const isOpen = today >= opensOn;
  return {
    serviceKind: 'gas',
    opensOn,
    closesOn,
    graceDays: 0,
    isOpen,
    daysLeft: Math.round((Date.parse(isOpen ? closesOn : opensOn) - Date.parse(today)) / 86_400_000),
    countsFor: at(next - 1, 1).slice(0, 7),
    lateReadings: 'refuse',
  };
}

/**
 * @param {object} options
 * @param {string} options.address where "Abonent" answers, on this site
 * @param {() => Promise<string | null> | string | null} options.session the customer's session there; null while nobody is signed in
 * @param {typeof fetch} [options.fetch]
 * @param {() => Date} [options.now]
 */
export function legacyMethods({ address, session, fetch = globalThis.fetch, now = () => new Date() }) {
  /** Asks for rows. What its `KOD` means is said here once, for all calls. */
  async function ask(operation, fields, signal) {
    const sessionThere = operation === 'KONTORA' ? '' : await session();
    if (sessionThere === null) throw refusal('token_missing');
    const response = await fetch(address, {
      method: 'POST',
      // In the body: neither the session nor an account belongs into an address, which servers write down.
      body: new URLSearchParams({ OP: operation, SES: sessionThere, ...fields }),
      signal,
    });
    const xml = new TextDecoder('windows-1251').decode(await response.arrayBuffer());
    const [head, ...rows] = rowsOf(xml);
    // Some proxy's page, or half an answer: what was sent may have arrived.
    if (!response.ok || head?.name !== 'OTVET' || !xml.endsWith('</OTVET>')) throw refusal('unavailable');
    if (head.KOD === '1') throw refusal('token_expired');
    if (head.KOD === '2') throw refusal('not_found');
    if (head.KOD === '9') throw refusal('unavailable');
    return { rows, refusedFor: head.KOD === '0' ? null : head.PRYCHYNA };
  }

  const today = () => officeTime(now()).slice(0, 10);

  const windowNow = async (signal) => windowOn(today(), (await ask('PERIOD', {}, signal)).rows[0]);
  const readings = async (accountId, signal) => (await ask('POK', { RAH: accountId }, signal)).rows.map(reading);

  return {
    async getSupplier(_args, { signal }) {
      const { rows } = await ask('KONTORA', {}, signal);
      const [{ NAZVA, TEL, AVARIYA }] = rows;
      return {
        id: 'stepnohirskgaz',
        name: { uk: NAZVA },
        serviceKinds: ['gas'],
        timeZone: ZONE,
        currency: 'UAH',
        languages: ['uk'],
        phone: TEL,
        emergencyPhone: AVARIYA || null,
        accountNumber: { pattern: '\\d{2}-?\\d{4}/?\\d', example: '01-0457/3' },
      };
    },

    async listAccounts(_args, { signal }) {
      const { rows } = await ask('RAHUNKY', {}, signal);
      return {
        items: rows.map((row, index) => ({
          id: row.KOD,
          accountNumber: row.NOM,
          serviceKinds: ['gas'],
          premise: { address: row.ADR, locality: row.MISTO },
          status: row.STAN === 'D' ? 'open' : 'closed',
          role: 'holder',
          grants: ['link', 'readings', 'view'],
          untilOn: null,
          nickname: '',
          isDefault: index === 0,
        })),
      };
    },

    async getBalance({ accountId }, { signal }) {
      const { rows } = await ask('SALDO', { RAH: accountId }, signal);
      const { STANOM, MIS, BORG, DO } = rows.find(({ name }) => name === 'SALDO');
      const line = (kind, amount, more = {}) => ({
        kind,
        serviceKind: 'gas',
        amount: money(amount),
        basis: null,
        month: null,
        component: null,
        use: null,
        ...more,
      });
      const ofRow = {
        POCH: ({ SUMA }) => line('opening', kopecks(SUMA)),
        NAR: ({ SUMA, OBYEM, CINA, MIS: month, OSNOVA }) => {
          const makesSum = Math.round(Number(quantity(OBYEM)) * Number(decimal(CINA)) * 100) === kopecks(SUMA);
          const use = { quantity: quantity(OBYEM), unit: 'm3', price: makesSum ? decimal(CINA) : null };
          return line('charge', kopecks(SUMA), {
            basis: OSNOVA === 'F' ? 'actual' : 'estimated',
            month: day(month),
            use,
          });
        },
        OPL: ({ SUMA }) => line('payment', -kopecks(SUMA)),
        PIL: ({ SUMA }) => line('benefit', -kopecks(SUMA)),
      };
      const owed = kopecks(BORG);
      const lines = rows.flatMap((row) => ofRow[row.name]?.(row) ?? []);
      // Each float was rounded for itself: a kopeck may be over. The lines add up to what is owed, and that is what "Abonent" says.
      const rest = owed - lines.reduce((sum, { amount }) => sum + amount.amount, 0);
      const last = rows.filter(({ name }) => name === 'OPL').at(-1);
      const from = `${day(MIS)}-01`;
      const [year, month] = from.split('-').map(Number);
      return {
        asOf: moment(STANOM),
        amountOwed: money(owed),
        dueOn: owed > 0 ? day(DO) : null,
        period: { from, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) },
        lines: rest === 0 ? lines : [...lines, line('recalculation', rest)],
        paymentsOnTheWay: money(0),
        lastPayment: last ? { amount: money(kopecks(last.SUMA)), paidOn: day(last.DATA) } : null,
      };
    },

    async listMeters({ accountId }, { signal }) {
      const [{ rows }, all, { countsFor }] = await Promise.all([
        ask('LICH', { RAH: accountId }, signal),
        readings(accountId, signal),
        windowNow(signal),
      ]);
      return {
        items: rows.map((row) => {
          const own = all.filter(({ meterId }) => meterId === row.KOD);
          const isOfWindow = (each) => each.source === 'customer' && each.countsFor === countsFor;
          return {
            id: row.KOD,
            serviceKind: 'gas',
            serialNumber: row.NOM,
            sealNumber: row.PLOMBA || null,
            place: row.MISCE || null,
            installedOn: day(row.VST),
            removedOn: day(row.ZNIATO),
            verificationDueOn: day(row.POVIRKA),
            multiplier: decimal(row.KOEF),
            unit: 'm3',
            registers: [
              { id: `${row.KOD}-1`, zone: 'total', integerDigits: Number(row.CYFR), decimalDigits: Number(row.DROB) },
            ],
            baseline: own.find((each) => !isOfWindow(each)) ?? null,
            submitted: own.find(isOfWindow) ?? null,
            maxDailyUse: null,
            recentUse: [],
            plausibility: null,
          };
        }),
      };
    },

    async listReadingWindows(_args, { signal }) {
      return { items: [await windowNow(signal)] };
    },

    async listReadings({ accountId, meterId }, { signal }) {
      const all = await readings(accountId, signal);
      return { items: meterId ? all.filter((each) => each.meterId === meterId) : all, nextCursor: null };
    },

    async submitReading({ accountId, body: { meterId, values, confirmed } }, { signal }) {
      const [{ value, registerId }] = values;
      const { rows, refusedFor } = await ask(
        'PEREDATY',
        { RAH: accountId, LICH: meterId, ZNACH: value.replace('.', ','), ...(confirmed && { PIDTV: '1' }) },
        signal,
      );
      if (refusedFor === null) return reading(rows[0]);

      // "Abonent" knows no keys for tries. Is what is there already the same value, then an earlier try arrived and only its answer was lost.
      if (refusedFor === 'VZHE') {
        const [{ countsFor }, all] = await Promise.all([windowNow(signal), readings(accountId, signal)]);
        const there = all.find(
          (each) => each.meterId === meterId && each.source === 'customer' && each.countsFor === countsFor,
        );
        if (there?.values[0].value === decimal(value)) return there;
        throw refusal('duplicate_reading');
      }
      if (refusedFor === 'NEPERIOD') {
        const findings = [{ code: 'window_closed', severity: 'reject', registerId: null }];
        throw refusal('reading_rejected', { findings, opensOn: (await windowNow(signal)).opensOn });
      }
      if (refusedFor === 'ZABAHATO') {
        const findings = [{ code: 'implausible', severity: 'confirm', registerId }];
        throw refusal('reading_needs_confirmation', { findings });
      }
      if (refusedFor === 'MENSHE') {
        const findings = [{ code: 'less_than_previous', severity: 'reject', registerId }];
        throw refusal('reading_rejected', { findings });
      }
      throw refusal('unavailable');
    },
  };
}
