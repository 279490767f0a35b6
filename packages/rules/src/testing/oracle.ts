import type { AccountMeasures, Benefit, Tariff, TariffAnswers, Zone } from '../tariff.js';
import { concerns, isOn, type Share, sharesOfDay } from './oracle-day.js';
import { chooseOn, type Day, daysOf } from './oracle-days.js';
import {
  type Denominators,
  denominatorsOf,
  least,
  oracleRound,
  parse,
  ten,
  unitOf,
  useByService,
} from './oracle-numbers.js';

/**
 * A second, independent way to work out a bill, for tests only. Where the product cuts the period into segments and reckons in
 * fractions, this walks through every single day, chooses the tariffs of that day, and adds up integers over one huge common
 * denominator. It shares nothing with the product's arithmetic but the types, so that a mistake would have to be made twice.
 */
export interface OracleInput {
  readonly tariffs: readonly Tariff[];
  readonly answers: TariffAnswers;
  readonly benefits: readonly Benefit[];
  readonly measures: AccountMeasures;
  readonly period: { readonly from: string; readonly to: string };
  readonly use: readonly { readonly serviceKind: string; readonly zone: Zone; readonly quantity: string }[];
  readonly currencyDigits: number;
}

export interface OracleLine {
  readonly kind: 'use' | 'standing' | 'benefit';
  readonly series: string;
  readonly tariffId: string;
  readonly benefitId: string | null;
  /** The first and the last day. */
  readonly from: string;
  readonly to: string;
  readonly zone: Zone | null;
  readonly block: number | null;
  readonly vatRate: string | null;
  readonly amount: bigint;
}

export interface OracleBill {
  readonly total: bigint;
  readonly lines: readonly OracleLine[];
  readonly vat: ReadonlyMap<string, { gross: bigint; net: bigint; vat: bigint }>;
  /** `serviceKind date` of each day of use without a supply tariff. */
  readonly gapDays: ReadonlySet<string>;
  /** The measures that something is charged by and that are not known. */
  readonly missing: ReadonlySet<keyof AccountMeasures>;
  /** Money of benefits that found nothing to lower, by benefit. */
  readonly unused: ReadonlyMap<string, bigint>;
}

/** A line before it is rounded. */
interface Cell {
  readonly block: number;
  readonly zone: Zone | null;
  sum: bigint;
  /** What benefits take off it: one line for each percentage of each benefit. */
  readonly reliefs: Map<string, { readonly benefit: Benefit; sum: bigint }>;
}

/** Days on end of one month in which one tariff applies with the same benefits: each of its lines is rounded once. */
interface Run {
  readonly tariff: Tariff;
  readonly cells: Map<string, Cell>;
}

/** The days on end of a month over which money is shared: of one series, or of a service whose series share a benefit in money. */
interface Segment {
  readonly signature: string;
  readonly from: string;
  to: string;
  readonly runs: Map<string, Run>;
  /** On how many of the days each benefit in money is valid. */
  readonly money: Map<Benefit, { days: bigint; readonly daysInMonth: bigint }>;
}

interface Addition {
  readonly to: { sum: bigint };
  readonly sum: bigint;
}

const ORDER: readonly Benefit['kind'][] = ['volume', 'percent', 'money'];

function inOrder(benefits: readonly Benefit[]): Benefit[] {
  return ORDER.flatMap((kind) =>
    benefits.filter((each) => each.kind === kind).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
  );
}

/** The line, or what a benefit takes off it, that the share of a day adds to. */
function lineFor({ cells }: Run, { key, block, zone, relief }: Share): { sum: bigint } {
  let cell = cells.get(key);
  if (!cell) {
    cell = { block, zone, sum: 0n, reliefs: new Map() };
    cells.set(key, cell);
  }
  if (!relief) return cell;
  let line = cell.reliefs.get(relief.key);
  if (!line) {
    line = { benefit: relief.benefit, sum: 0n };
    cell.reliefs.set(relief.key, line);
  }
  return line;
}

const areSame = <Item>(a: readonly Item[], b: readonly Item[]) =>
  a.length === b.length && a.every((each, index) => each === b[index]);

export function oracleBill(input: OracleInput): OracleBill {
  const days = [...daysOf(input.period)];
  const unit = unitOf(input.use);
  const services = useByService(input.use, unit);
  const choices = days.map((day) => {
    const chosen = chooseOn(input.tariffs, input.answers, day);
    return [...chosen.keys()].sort().map((series) => chosen.get(series)!);
  });
  const of = denominatorsOf({ ...input, tariffs: [...new Set(choices.flat())] }, days, unit, services);
  const base = { measures: input.measures, services, days: BigInt(days.length), unit, of };
  const benefits = inOrder(input.benefits);
  const priced = new Set(input.tariffs.map(({ serviceKind }) => serviceKind));
  // Money for a service that the book knows nothing of is not in this bill at all, not even as unused.
  const sharing = new Set(
    benefits
      .filter(({ kind, serviceKind }) => kind === 'money' && priced.has(serviceKind))
      .filter((each) => days.some((day) => isOn(each, day)))
      .map(({ serviceKind }) => serviceKind),
  );
  const supplied = new Set(
    input.tariffs.filter(({ component }) => component === 'supply').map(({ serviceKind }) => serviceKind),
  );
  const ownerOf = ({ serviceKind, series }: Tariff) =>
    sharing.has(serviceKind) ? `all ${serviceKind}` : `one ${series}`;

  const tariffsOf = (service: string) => input.tariffs.filter(({ serviceKind }) => serviceKind === service);
  const segments: Segment[] = [];
  const gapDays = new Set<string>();
  const missing = new Set<keyof AccountMeasures>();
  let open = new Map<string, Segment>();

  /** Which segment each series is in on the day. */
  function segmentsOn(day: Day, tariffs: readonly Tariff[], current: readonly Benefit[]): Map<string, Segment> {
    const signatures = new Map<string, string>();
    const sign = (owner: string, more: string) =>
      signatures.set(owner, `${signatures.get(owner) ?? day.month} ${more}`);
    // Series that share money share every cut: also that of money for a component which the service does not have, and of benefits
    // for a series that has no tariff today.
    for (const service of sharing) {
      const ids = current.filter(
        (each) =>
          each.serviceKind === service &&
          (each.kind === 'money' || tariffsOf(service).some((tariff) => concerns(each, tariff))),
      );
      sign(`all ${service}`, ids.map(({ id }) => id).join(' '));
    }
    for (const tariff of tariffs) {
      const ids = current.filter((each) => concerns(each, tariff)).map(({ id }) => id);
      sign(ownerOf(tariff), `${tariff.series} ${tariff.id} ${ids.join(' ')}`);
    }
    const today = new Map<string, Segment>();
    for (const [owner, signature] of signatures) {
      let segment = open.get(owner);
      if (segment?.signature !== signature) {
        segment = { signature, from: day.text, to: day.text, runs: new Map(), money: new Map() };
        segments.push(segment);
      }
      today.set(owner, segment);
    }
    return today;
  }

  /** What every series adds to its lines on the day. */
  function additionsOn(day: Day, tariffs: readonly Tariff[], current: readonly Benefit[]): Addition[] {
    return tariffs.flatMap((tariff) => {
      const { runs } = open.get(ownerOf(tariff))!;
      const run = runs.get(tariff.series) ?? { tariff, cells: new Map() };
      runs.set(tariff.series, run);
      const shares = sharesOfDay(tariff, day, current, base);
      if (typeof shares !== 'string') return shares.map((share) => ({ to: lineFor(run, share), sum: share.sum }));
      missing.add(shares);
      return [];
    });
  }

  let yesterday: { month: string; tariffs: readonly Tariff[]; current: readonly Benefit[] } | null = null;
  let additions: Addition[] = [];
  for (const [number, day] of days.entries()) {
    const tariffs = choices[number]!;
    const current = benefits.filter((each) => isOn(each, day));
    for (const service of services.keys()) {
      const sells = supplied.has(service) || !priced.has(service);
      const sold = tariffs.some((each) => each.serviceKind === service && each.component === 'supply');
      if (sells && !sold) gapDays.add(`${service} ${day.text}`);
    }
    // A day like the one before costs the same: it is added, but not reckoned again.
    const isAlike: boolean =
      yesterday?.month === day.month && areSame(yesterday.tariffs, tariffs) && areSame(yesterday.current, current);
    yesterday = { month: day.month, tariffs, current };
    if (!isAlike) {
      open = segmentsOn(day, tariffs, current);
      additions = additionsOn(day, tariffs, current);
    }
    for (const segment of open.values()) segment.to = day.text;
    for (const benefit of current) {
      if (benefit.kind !== 'money' || !priced.has(benefit.serviceKind)) continue;
      const { money } = open.get(`all ${benefit.serviceKind}`)!;
      const counted = money.get(benefit) ?? { days: 0n, daysInMonth: day.daysInMonth };
      counted.days += 1n;
      money.set(benefit, counted);
    }
    for (const { to, sum } of additions) to.sum += sum;
  }

  const unused = new Map<string, bigint>();
  const lines = segments.flatMap((segment) => linesOf(segment, of, ten(input.currencyDigits), unused));
  const total = lines.reduce((sum, { amount }) => sum + amount, 0n);
  return { total, lines, vat: vatOf(lines), gapDays, missing, unused };
}

/** Rounds a segment's lines; no benefit takes more than is left of the line it lowers, nor money more than is left of the series. */
function linesOf(segment: Segment, of: Denominators, minor: bigint, unused: Map<string, bigint>): OracleLine[] {
  const { from, to } = segment;
  const one = of.volume * of.price * of.percent;
  const lines: OracleLine[] = [];
  const left = new Map<Run, bigint>();
  for (const run of segment.runs.values()) {
    const { id: tariffId, series, vatRate, basis } = run.tariff;
    let ofRun = 0n;
    for (const { block, zone, sum, reliefs } of run.cells.values()) {
      const of = { series, tariffId, from, to, zone, block, vatRate };
      const amount = oracleRound(sum * minor, one);
      lines.push({ ...of, kind: basis === 'use' ? 'use' : 'standing', benefitId: null, amount });
      let ofCell = amount;
      for (const { benefit, sum } of reliefs.values()) {
        const lowered = least(oracleRound(sum * minor, one), ofCell);
        lines.push({ ...of, kind: 'benefit', benefitId: benefit.id, amount: -lowered });
        ofCell -= lowered;
      }
      ofRun += ofCell;
    }
    left.set(run, ofRun);
  }
  const components = ['supply', 'network', 'service'];
  const inTurn = [...left.keys()].sort((a, b) => {
    const byComponent = components.indexOf(a.tariff.component) - components.indexOf(b.tariff.component);
    return byComponent || (a.tariff.series < b.tariff.series ? -1 : 1);
  });
  for (const [benefit, { days, daysInMonth }] of segment.money) {
    const { int, places } = parse(benefit.value);
    let budget = oracleRound(int * days * minor, ten(places) * daysInMonth);
    for (const run of inTurn) {
      const taken = concerns(benefit, run.tariff) ? least(budget, left.get(run)!) : 0n;
      if (taken === 0n) continue;
      const { id: tariffId, series, vatRate } = run.tariff;
      const of = { series, tariffId, from, to, zone: null, block: null, vatRate };
      lines.push({ ...of, kind: 'benefit', benefitId: benefit.id, amount: -taken });
      left.set(run, left.get(run)! - taken);
      budget -= taken;
    }
    if (budget > 0n) unused.set(benefit.id, (unused.get(benefit.id) ?? 0n) + budget);
  }
  return lines;
}

/** One rate is one rate however it is written: 20 and 20.0. */
const sameRate = (rate: string) => (rate.includes('.') ? rate.replace(/\.?0*$/, '') : rate);

function vatOf(lines: readonly OracleLine[]): OracleBill['vat'] {
  const gross = new Map<string, bigint>();
  for (const { vatRate, amount } of lines) {
    if (vatRate === null) continue;
    const rate = sameRate(vatRate);
    gross.set(rate, (gross.get(rate) ?? 0n) + amount);
  }
  return new Map(
    [...gross].map(([rate, sum]) => {
      const { int, places } = parse(rate);
      const vat = oracleRound(sum * int, 100n * ten(places) + int);
      return [rate, { gross: sum, net: sum - vat, vat }];
    }),
  );
}
