import { describe, expect, it } from 'vitest';
import { compareWithOracle } from './testing/compare-with-oracle.js';
import { type OracleBill, oracleBill, type OracleInput, type OracleLine } from './testing/oracle.js';
import { oracleCases } from './testing/oracle-cases.js';
import { describeOracleHalf } from './testing/oracle-half.js';

describeOracleHalf(0);

describe('the comparison notices', () => {
  const withLines = (change: (line: OracleLine, index: number) => OracleLine) => (input: OracleInput) => {
    const bill = oracleBill(input);
    return { ...bill, lines: bill.lines.map(change) };
  };
  const mistakes: [string, (input: OracleInput) => OracleBill][] = [
    ['a kopeck', withLines((line, index) => (index === 0 ? { ...line, amount: line.amount + 1n } : line))],
    ['the wrong tariff', withLines((line, index) => (index === 0 ? { ...line, tariffId: 'another' } : line))],
    ['the wrong block', withLines((line, index) => (index === 0 ? { ...line, block: 7 } : line))],
    [
      'a benefit with the wrong sign',
      withLines((line) => ({ ...line, amount: line.amount < 0n ? -line.amount : line.amount })),
    ],
    ['a missing line', (input) => ({ ...oracleBill(input), lines: oracleBill(input).lines.slice(1) })],
    ['the wrong total', (input) => ({ ...oracleBill(input), total: oracleBill(input).total + 1n })],
    ['no VAT', (input) => ({ ...oracleBill(input), vat: new Map() })],
    ['days without a price', (input) => ({ ...oracleBill(input), gapDays: new Set(['gas 2020-01-01']) })],
    ['money not used', (input) => ({ ...oracleBill(input), unused: new Map([['benefit', 1n]]) })],
    ['an unknown measure', (input) => ({ ...oracleBill(input), missing: new Set() })],
  ];
  const cases = oracleCases(0, 2);
  const requests = Array.from({ length: 300 }, () => cases.next().value.request);

  it.each(mistakes)('%s', (_, mistaken) => {
    const noticed = requests.filter((request) => compareWithOracle(request, mistaken).length > 0);
    expect(noticed.length).toBeGreaterThan(5);
  });
});
