import { type Bill, type BillLine, type BillRequest, computeBill } from '../bill.js';
import { tariffsOn } from '../tariff-choice.js';
import { type OracleBill, oracleBill } from './oracle.js';
import { daysOf, oracleTariffsOn } from './oracle-days.js';
import { oracleFormula } from './oracle-formula.js';

/** A bill as lines of text that two independent implementations must agree on, whatever the order they put things in. */
type Facts = readonly string[];

interface ComparedLine extends Omit<
  BillLine,
  'amount' | 'vatRate' | 'serviceKind' | 'component' | 'basis' | 'formula'
> {
  readonly amount: number | bigint;
}

function lineFact({ series, tariffId, kind, benefitId, from, to, zone, block, amount }: ComparedLine): string {
  return [kind, series, tariffId, benefitId, `${from}..${to}`, `block ${block}`, `zone ${zone}`, amount].join(' ');
}

function factsOf(
  lines: readonly ComparedLine[],
  rest: Record<'total' | 'vat' | 'gaps' | 'missing' | 'unused', unknown>,
): Facts {
  return [
    // A benefit may find nothing to take: a line of nothing is no line.
    ...lines.filter(({ kind, amount }) => kind !== 'benefit' || Number(amount) !== 0).map(lineFact),
    ...Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`),
  ].sort();
}

function factsOfBill({ lines, total, vat, gaps, missing, unused }: Bill): Facts {
  return factsOf(lines, {
    total,
    vat: vat.map((each) => `${Number(each.rate)} % ${each.gross} = ${each.net} + ${each.vat}`).sort(),
    gaps: gaps.flatMap((gap) => [...daysOf(gap)].map(({ text }) => `${gap.serviceKind} ${text}`)).sort(),
    missing: [...missing].sort(),
    unused: unused.map(({ benefitId, amount }) => `${benefitId} ${amount}`).sort(),
  });
}

function factsOfOracle({ lines, total, vat, gapDays, missing, unused }: OracleBill): Facts {
  return factsOf(lines, {
    total,
    vat: [...vat].map(([rate, each]) => `${rate} % ${each.gross} = ${each.net} + ${each.vat}`).sort(),
    gaps: [...gapDays].sort(),
    missing: [...missing].sort(),
    unused: [...unused].map(([benefitId, amount]) => `${benefitId} ${amount}`).sort(),
  });
}

/** What two lists of facts do not have in common. */
function differences(name: string, ours: Facts, theirs: Facts): string[] {
  const expected = new Set(theirs);
  const found = new Set(ours);
  return [
    ...(ours.length === theirs.length ? [] : [`${name}: ${ours.length} facts, oracle ${theirs.length}`]),
    ...ours.filter((fact) => !expected.has(fact)).map((fact) => `${name}: bill says   ${fact}`),
    ...theirs.filter((fact) => !found.has(fact)).map((fact) => `${name}: oracle says ${fact}`),
  ];
}

function formulaDifferences(bill: Bill): string[] {
  return bill.lines.flatMap((line) => {
    const amount = oracleFormula(line.formula);
    return amount === BigInt(line.amount) ? [] : [`formula of ${JSON.stringify(line)} gives ${amount}`];
  });
}

function choiceDifferences({ tariffs, answers, period }: BillRequest): string[] {
  return [period.from, period.to].flatMap((on) => {
    const ours = tariffsOn({ tariffs, answers, on }).map(({ id }) => id);
    const theirs = [...oracleTariffsOn(tariffs, answers, on).values()].map(({ id }) => id);
    return differences(`tariffs on ${on}`, ours.sort(), theirs.sort());
  });
}

/** Everything in which the bill and the oracle do not agree: empty where they do. `oracle` is given to see the comparison fail. */
export function compareWithOracle(request: BillRequest, oracle: typeof oracleBill = oracleBill): string[] {
  const bill = computeBill(request);
  return [
    ...differences('bill', factsOfBill(bill), factsOfOracle(oracle(request))),
    ...formulaDifferences(bill),
    ...choiceDifferences(request),
  ];
}
