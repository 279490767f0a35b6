// The old billing system of Hirnychyi settlement behind the widgets: each method asks it in its own words and answers in the contract's.
// What has no method here, that system does not do, and the widgets for it hide themselves.

const FOLDER = '/stara-baza/';
const TIME_ZONE = 'Europe/Kyiv';
const SERVICES = { ХВ: 'cold_water', ГВ: 'hot_water' };
/** Readings are taken from the 10th to the 25th. */
const OPENS = 10;
const CLOSES = 25;

/**
 * Asks the old system; throws what the widgets understand. Not by fetch() and DOMParser: this reads the encoding that the answer names, and
 * pages with Trusted Types let no script make documents out of texts.
 */
function ask(command, { form, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(form ? 'POST' : 'GET', FOLDER + command);
    request.responseType = 'document';
    const giveUp = () => request.abort();
    signal?.addEventListener('abort', giveUp, { once: true });
    request.onload = () => {
      const root = request.responseXML?.documentElement;
      if (request.status !== 200 || !root) reject(new Error(`${command}: ${request.status}`));
      else if (root.localName === 'POMYLKA') reject(refusal(root.getAttribute('KOD')));
      else resolve(root);
    };
    request.onerror = () => reject(new Error(`${command}: no answer`));
    request.onabort = () => reject(signal.reason);
    request.onloadend = () => signal?.removeEventListener('abort', giveUp);
    request.send(form && new URLSearchParams(form));
  });
}

/** What the numbers of its errors mean. */
function refusal(number) {
  if (number === '1') return { kind: 'unauthorized' };
  if (number === '3') {
    return {
      code: 'reading_rejected',
      findings: [{ code: 'less_than_previous', severity: 'reject', registerId: null }],
    };
  }
  return new Error(`The old system answered with error ${number}.`);
}

/** `358,20000000000005` is 35820 kopecks: what a float has too much is rounded off. */
const money = (text) => ({ amount: Math.round(Number(text.replace(',', '.')) * 100), currency: 'UAH' });

/** `05.11.2026` is `2026-11-05`. */
const day = (text) => text.split('.').reverse().join('-');

/** `00412,300` is `412.300`: zeros in front say nothing. */
const dial = (text) => text.replace(',', '.').replace(/^0+(?=\d)/, '');

/** The beginning of a day at the supplier's, as the old system keeps no times, with the offset it has then: +02:00 in winter, +03:00 in summer. */
function beginningOf(text) {
  // In these hours clocks are not changed: that is done an hour later.
  const at = new Date(`${day(text)}T00:00:00Z`);
  const parts = new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, timeZoneName: 'longOffset' }).formatToParts(at);
  const offset = parts.find(({ type }) => type === 'timeZoneName').value;
  return `${day(text)}T00:00:00${offset.replace('GMT', '')}`;
}

const month = (date) => date.slice(0, 7);

/** Today in the supplier's time zone, as 2026-11-05. */
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE }).format(new Date());

/** The first of the month that lies so many months after this one. */
function monthAfter(date, months) {
  const [year, number] = date.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

function readingWindow(serviceKind) {
  const now = today();
  const dayOfMonth = Number(now.slice(8));
  const isOpen = dayOfMonth >= OPENS && dayOfMonth <= CLOSES;
  const inMonth = dayOfMonth > CLOSES ? monthAfter(now, 1) : month(now);
  const opensOn = `${inMonth}-${OPENS}`;
  const closesOn = `${inMonth}-${CLOSES}`;
  const daysLeft = Math.round((Date.parse(isOpen ? closesOn : opensOn) - Date.parse(now)) / 86_400_000);
  return { serviceKind, opensOn, closesOn, graceDays: 0, isOpen, daysLeft, countsFor: inMonth, lateReadings: 'accept' };
}

function reading(meter, pokaz) {
  const at = beginningOf(pokaz.getAttribute('DATA'));
  const number = pokaz.getAttribute('NOMER');
  return {
    id: `${meter.getAttribute('NOM')}@${pokaz.getAttribute('DATA')}@${number}`,
    number: number || null,
    meterId: meter.getAttribute('NOM'),
    readAt: at,
    receivedAt: at,
    source: pokaz.getAttribute('HTO') === 'АБОНЕНТ' ? 'customer' : 'inspector',
    quality: 'actual',
    status: 'accepted',
    values: [{ registerId: 'total', value: dial(pokaz.getAttribute('OST')), consumption: null }],
    questionedFor: [],
    countsFor: month(day(pokaz.getAttribute('DATA'))),
    // It takes back nothing.
    correctableUntil: null,
    hasPhoto: false,
  };
}

const readingsOf = (meter) => [...meter.querySelectorAll('POKAZ')].map((pokaz) => reading(meter, pokaz));
const metersOf = (card) => [...card.querySelectorAll('LICH')];
const serviceOf = (meter) => SERVICES[meter.getAttribute('POSL')];

/** What the page hands to defineAdapter(). */
export const hirnychyi = {
  getSupplier: () => ({
    id: 'stepnohorske-vodoteplo-hirnychyi',
    name: {
      uk: 'Степногірськводотепло, Гірничий',
      ru: 'Степногорскводотепло, Горный',
      en: 'Stepnohorskvodoteplo, Hirnychyi',
    },
    serviceKinds: ['cold_water', 'hot_water'],
    timeZone: TIME_ZONE,
    currency: 'UAH',
    languages: ['uk', 'ru', 'en'],
    phone: '0 800 000 300',
    accountNumber: { pattern: '\\d{2}/\\d{3}(-[А-Я])?', example: '17/204' },
  }),

  async getSession(_, { signal }) {
    const card = await ask('kartka.xml', { signal });
    // It does not say when its session ends; asked again in half an hour, it will.
    const expiresAt = new Date(Date.now() + 30 * 60_000).toISOString();
    const customer = { displayName: card.getAttribute('PIB'), kind: 'household', key: card.getAttribute('NK') };
    return { customer, expiresAt, isRenewable: false };
  },

  async listAccounts(_, { signal }) {
    const card = await ask('kartka.xml', { signal });
    const account = {
      // Not the account's number, which stays out of addresses and events: the card's own, which no other customer's has.
      id: card.getAttribute('NK'),
      accountNumber: card.getAttribute('RAH'),
      serviceKinds: [...new Set(metersOf(card).map(serviceOf))],
      premise: { address: card.getAttribute('ADRESA'), locality: 'смт Гірничий' },
      status: 'open',
      role: 'holder',
      grants: ['link', 'readings', 'view'],
      untilOn: null,
      nickname: '',
      isDefault: true,
    };
    return { items: [account] };
  },

  async getBalance(_, { signal }) {
    const card = await ask('kartka.xml', { signal });
    const balance = card.querySelector('SALDO');
    const asOf = balance.getAttribute('NA');
    const owed = money(balance.getAttribute('SUMA'));
    const charged = money(balance.getAttribute('NARAX'));
    const paid = money(balance.getAttribute('SPLACH'));
    const line = (kind, amount) => ({
      kind,
      serviceKind: null,
      amount: { amount, currency: 'UAH' },
      basis: kind === 'charge' ? 'actual' : null,
      month: null,
      component: null,
      use: null,
    });
    return {
      asOf: beginningOf(asOf),
      amountOwed: owed,
      dueOn: owed.amount > 0 ? `${monthAfter(day(asOf), 1)}-20` : null,
      period: { from: `${month(day(asOf))}-01`, to: day(asOf) },
      // It keeps no opening sum: what is left when the month's charges and payments are taken away.
      lines: [
        line('opening', owed.amount - charged.amount + paid.amount),
        line('charge', charged.amount),
        ...(paid.amount === 0 ? [] : [line('payment', -paid.amount)]),
      ],
      paymentsOnTheWay: { amount: 0, currency: 'UAH' },
      lastPayment: null,
    };
  },

  async listMeters(_, { signal }) {
    const card = await ask('kartka.xml', { signal });
    const items = metersOf(card).map((meter) => {
      const readings = readingsOf(meter);
      // Those that were handed in here have a number.
      const submitted = readings.find(({ number }) => number !== null) ?? null;
      return {
        id: meter.getAttribute('NOM'),
        serviceKind: serviceOf(meter),
        serialNumber: meter.getAttribute('NOM'),
        sealNumber: null,
        place: meter.getAttribute('MISCE'),
        installedOn: null,
        removedOn: null,
        verificationDueOn: null,
        multiplier: '1',
        unit: 'm3',
        registers: [
          {
            id: 'total',
            zone: 'total',
            integerDigits: Number(meter.getAttribute('ROZR')),
            decimalDigits: Number(meter.getAttribute('DROB')),
          },
        ],
        baseline: readings.find(({ number }) => number === null) ?? null,
        submitted,
        maxDailyUse: null,
        recentUse: [],
        plausibility: null,
      };
    });
    return { items };
  },

  async listReadingWindows(_, { signal }) {
    const card = await ask('kartka.xml', { signal });
    return { items: [...new Set(metersOf(card).map(serviceOf))].map(readingWindow) };
  },

  async listReadings({ meterId }, { signal }) {
    const card = await ask('kartka.xml', { signal });
    const meters = metersOf(card).filter((meter) => meterId === undefined || meter.getAttribute('NOM') === meterId);
    const items = meters.flatMap(readingsOf).sort((a, b) => b.readAt.localeCompare(a.readAt));
    return { items, nextCursor: null };
  },

  // The old system knows no keys of tries, but answers the same to the same reading: sent twice, it counts once.
  async submitReading({ body: { meterId, values } }, { signal }) {
    const [whole = '', part = ''] = values[0].value.split('.');
    const ost = `${whole.padStart(5, '0')},${part.padEnd(3, '0').slice(0, 3)}`;
    const taken = await ask('pokaz', { form: { nom: meterId, ost }, signal });
    const card = await ask('kartka.xml', { signal });
    const meter = metersOf(card).find((each) => each.getAttribute('NOM') === meterId);
    return readingsOf(meter).find(({ number }) => number === taken.getAttribute('NOMER'));
  },
};
