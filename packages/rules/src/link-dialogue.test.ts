import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountNumberKey } from './account-number.js';
import { accountNumberFault } from './link-account-number.js';
import {
  forgetLinkFact,
  type LinkFacts,
  type LinkQuestion,
  type LinkRules,
  nextLinkQuestion,
  NO_LINK_FACTS,
  readLinkAnswer,
  settleLinkProof,
} from './link-dialogue.js';
import { linkPinKey, meterNumberKey, parseMoneyInput } from './link-proof.js';

const GAS: LinkRules = {
  accountNumber: { pattern: '\\d{10}', example: '0400123456' },
  proofs: ['last_payment', 'meter_number'],
  minorDigits: 2,
};
const SHORT: LinkRules = {
  accountNumber: { pattern: '\\d{7}', example: '12-34 567' },
  proofs: ['pin'],
  minorDigits: 2,
};
const POWER: LinkRules = {
  accountNumber: { pattern: '[A-Z]\\d{8}', example: 'А04-12345/6' },
  proofs: ['last_payment', 'meter_number'],
  minorDigits: 2,
};
const WATER: LinkRules = {
  accountNumber: { pattern: '21\\d{8}', example: '21-00012345' },
  proofs: ['pin', 'meter_number'],
  minorDigits: 2,
};

const read = (
  typed: string,
  rules: LinkRules,
  asked: LinkQuestion = 'account_number',
  known: Partial<LinkFacts> = {},
) => readLinkAnswer(typed, { facts: { ...NO_LINK_FACTS, ...known }, rules, asked });

/** The facts as they are compared: what was typed for them does not matter. */
const keys = ({ accountNumber, relation, proofKind, proof }: LinkFacts) => ({
  ...(accountNumber === null ? {} : { account: accountNumberKey(accountNumber) }),
  ...(relation === null ? {} : { relation }),
  ...(proofKind === null ? {} : { kind: proofKind }),
  ...(proof === null || proofKind === null
    ? {}
    : {
        proof:
          proofKind === 'last_payment'
            ? parseMoneyInput(proof, 2)
            : proofKind === 'pin'
              ? linkPinKey(proof)
              : meterNumberKey(proof),
      }),
});

describe('an answer in any order and format', () => {
  it.each([
    ['рахунок 12-34 567, пін 4821', SHORT, { account: '1234567', kind: 'pin', proof: '4821' }],
    ['пін 4821, рахунок 12-34 567', SHORT, { account: '1234567', kind: 'pin', proof: '4821' }],
    [
      'мій рахунок 1234567 пін-код: 48 21',
      SHORT,
      { account: '1234567', relation: 'owner', kind: 'pin', proof: '4821' },
    ],
    ['1234567; PIN 4821', SHORT, { account: '1234567', kind: 'pin', proof: '4821' }],
    ['1234567,4821', SHORT, { account: '1234567', kind: 'pin', proof: '4821' }],
    ['1234567 і 4821 — це пін', SHORT, { account: '1234567', kind: 'pin', proof: '4821' }],
    ['12 34 567\n4821', SHORT, { account: '1234567', kind: 'pin', proof: '4821' }],
    ['лицевой счёт № 1234567', SHORT, { account: '1234567' }],
    ['о/р 12.34.567', SHORT, { account: '1234567' }],
    ['л/с 1234567 пин 4821', SHORT, { account: '1234567', kind: 'pin', proof: '4821' }],
    ['１２３４５６７', SHORT, { account: '1234567' }],
    ['12345б7', { ...SHORT, accountNumber: { pattern: '\\d{6}', example: '123456' } }, {}],
    ['О4ОО 123 456', GAS, { account: '0400123456' }],
    ['О 400 123 456', GAS, { account: '0400123456' }],
    ['0400-123-456, заплатила 358,20 грн', GAS, { account: '0400123456', kind: 'last_payment', proof: 35820 }],
    ['0400123456 358,20', GAS, { account: '0400123456', kind: 'last_payment', proof: 35820 }],
    [
      'сплачено 358 грн 20 коп за рахунком 0400123456',
      GAS,
      { account: '0400123456', kind: 'last_payment', proof: 35820 },
    ],
    ['сума 1 234,56 грн рахунок 0400 123 456', GAS, { account: '0400123456', kind: 'last_payment', proof: 123456 }],
    ['рахунок 0400123456 лічильник № 0012345', GAS, { account: '0400123456', kind: 'meter_number', proof: '12345' }],
    ['счётчик 12345678, счёт 0400123456', GAS, { account: '0400123456', kind: 'meter_number', proof: '12345678' }],
    [
      'лічильник 0400999999 рахунок 0400123456',
      GAS,
      { account: '0400123456', kind: 'meter_number', proof: '400999999' },
    ],
    [
      'account 0400123456 meter 77 of my mother',
      GAS,
      { account: '0400123456', relation: 'payer', kind: 'meter_number', proof: '77' },
    ],
    ['рахунок моєї мами 0400123456', GAS, { account: '0400123456', relation: 'payer' }],
    ['а 04 12345/6', POWER, { account: 'A04123456' }],
    ['А04-12345/6 і лічильник E-77', POWER, { account: 'A04123456', kind: 'meter_number', proof: 'E77' }],
    ['рахунок А0412 3456', POWER, { account: 'A04123456' }],
    ['21/00012345 4821', { ...WATER, proofs: ['pin'] }, { account: '2100012345', kind: 'pin', proof: '4821' }],
  ] as const)('%j is read', (typed, rules, expected) => {
    expect(keys(read(typed, rules).facts)).toEqual(expected);
  });

  it.each([
    ['мій', 'owner'],
    ['Моя', 'owner'],
    ['власний рахунок', 'owner'],
    ['мой', 'owner'],
    ['mine', 'owner'],
    ['родичів', 'payer'],
    ['близької людини', 'payer'],
    ['близкого человека', 'payer'],
    ['of somebody close to me', 'payer'],
    ['не мій', 'payer'],
    ['мамин', 'payer'],
    ['бабусі', 'payer'],
    ['моего отца', 'payer'],
    ['соседа', 'payer'],
    ["my parents'", 'payer'],
  ] as const)('whose it is: %j', (typed, relation) => {
    const { facts, doubt } = read(typed, GAS, 'relation', { accountNumber: '0400123456' });
    expect(facts.relation).toBe(relation);
    expect(doubt).toBeNull();
  });

  const known = { accountNumber: '0400123456', relation: 'owner' } as const;

  it.each([
    ['358,20', 'last_payment', 'last_payment', 35820],
    ['358', 'last_payment', 'last_payment', 35800],
    ['358-20', 'last_payment', 'last_payment', 35820],
    ['лічильник 358', 'last_payment', 'meter_number', '358'],
    ['0400777777', 'meter_number', 'meter_number', '400777777'],
    ['358,20 грн', 'meter_number', 'last_payment', 35820],
    ['00123 45', 'proof_kind', 'meter_number', '12345'],
    ['12345678', 'proof_kind', 'meter_number', '12345678'],
    ['АС-77', 'proof_kind', 'meter_number', 'AC77'],
    ['358 грн', 'proof_kind', 'last_payment', 35800],
    ['рахунок 0400123456, 358.20', 'proof_kind', 'last_payment', 35820],
  ] as const)('the proof %j, when %s was asked', (typed, asked, kind, proof) => {
    const { facts, doubt } = read(typed, GAS, asked, known);
    expect(doubt).toBeNull();
    expect(keys(facts)).toEqual({ account: '0400123456', relation: 'owner', kind, proof });
  });
});

describe('a doubt', () => {
  const known = { accountNumber: '0400123456', relation: 'owner' } as const;

  it('asks which of two things a number is, and a word settles it', () => {
    const { facts, doubt } = read('4567', GAS, 'proof_kind', known);
    expect(doubt).toEqual({ kind: 'which_fact', value: '4567', options: ['last_payment', 'meter_number'] });
    expect(facts.proof).toBeNull();
    const settled = readLinkAnswer('це лічильник', { facts, rules: GAS, asked: 'proof_kind', pending: doubt });
    expect(settled).toEqual({ facts: settleLinkProof(facts, 'meter_number', '4567'), doubt: null });
  });

  it('asks which of two account numbers is meant', () => {
    expect(read('0400123456 або 0400123457', GAS).doubt).toEqual({
      kind: 'which_account',
      options: ['0400123456', '0400123457'],
    });
    // Seven digits begin at the first piece and at the third: nobody but the person knows.
    expect(read('12 34 567 4821', SHORT).doubt?.kind).toBe('which_account');
  });

  it.each([
    ['040012345', GAS, 'too_few_digits', null],
    ['400123456', GAS, 'too_few_digits', '0400123456'],
    ['04001234567', GAS, 'too_many_digits', null],
    ['АБ00123456', GAS, 'letters', null],
    ['412345678', POWER, 'too_many_digits', null],
    ['04123456', POWER, 'letter_missing', null],
    ['0400123456', WATER, 'another_supplier', null],
    ['рахунок 77', WATER, 'too_few_digits', null],
  ] as const)('says at once what is wrong with the account number %j', (typed, rules, reason, suggestion) => {
    const { facts, doubt } = read(typed, rules);
    expect(doubt).toMatchObject({ kind: 'account_number', fault: { reason, suggestion } });
    expect(facts.accountNumber).toBeNull();
  });

  it('keeps what was understood beside it', () => {
    const { facts, doubt } = read('мамин рахунок 0400 12345, сплатила 358,20', GAS);
    expect(doubt).toMatchObject({ kind: 'account_number', fault: { digits: { typed: 9, wanted: 10 } } });
    expect(keys(facts)).toEqual({ relation: 'payer', kind: 'last_payment', proof: 35820 });
  });

  it.each([
    ['', 'empty'],
    ['  - ', 'empty'],
    ['оператор', 'wants_person'],
    ['дайте людину', 'wants_person'],
    ['позовите человека', 'wants_person'],
    ['help', 'wants_person'],
    ['Допоможіть!', 'wants_person'],
    ['не знаю', 'does_not_know'],
    ['немає', 'does_not_know'],
    ['нет', 'does_not_know'],
    ['нема квитанції', 'does_not_know'],
    ["I don't know", 'does_not_know'],
    ['загубила квитанцію', 'does_not_know'],
    ['не могу найти, не помню', 'does_not_know'],
    ['який гарний день', 'not_understood'],
    ['0400123456', 'account_number_again'],
    ['пін 4821', 'proof_not_taken'],
  ])('%j leaves %s', (typed, kind) => {
    expect(read(typed, GAS, 'last_payment', known)).toMatchObject({ facts: known, doubt: { kind } });
  });

  it('does not take words for a sum', () => {
    expect(read('сума 12 34 56', GAS, 'last_payment', known).doubt).toBeNull();
    expect(read('сума ХХ12', GAS, 'last_payment', known).doubt).toEqual({ kind: 'not_a_sum' });
  });
});

describe('the dialogue', () => {
  it('asks one thing at a time, and for the kind of proof only where there are several', () => {
    let facts: LinkFacts = NO_LINK_FACTS;
    const asked: (LinkQuestion | null)[] = [];
    for (const answer of ['0400123456', 'мій', 'лічильник', '123']) {
      const question = nextLinkQuestion(facts, GAS);
      asked.push(question);
      facts = readLinkAnswer(answer, { facts, rules: GAS, asked: question }).facts;
    }
    expect(asked).toEqual(['account_number', 'relation', 'proof_kind', 'meter_number']);
    expect(nextLinkQuestion(facts, GAS)).toBeNull();
    expect(nextLinkQuestion({ ...NO_LINK_FACTS, accountNumber: '1', relation: 'payer' }, SHORT)).toBe('pin');
    expect(nextLinkQuestion(forgetLinkFact(facts, 'account_number'), GAS)).toBe('account_number');
    expect(nextLinkQuestion(forgetLinkFact(facts, 'relation'), GAS)).toBe('relation');
    expect(nextLinkQuestion(forgetLinkFact(facts, 'meter_number'), GAS)).toBe('meter_number');
    expect(nextLinkQuestion(forgetLinkFact(facts, 'proof_kind'), GAS)).toBe('proof_kind');
  });

  it('needs no second question of who answers everything at once', () => {
    const { facts } = read('мій рахунок 0400123456, останній платіж 358 грн 20 коп', GAS);
    expect(nextLinkQuestion(facts, GAS)).toBeNull();
  });
});

describe('sums of money', () => {
  it.each([
    ['358,20', 35820],
    ['358.2', 35820],
    ['358', 35800],
    ['358 грн', 35800],
    ['358грн.', 35800],
    ['358,20 грн', 35820],
    ['358 грн 20 коп', 35820],
    ['358 грн. 5 коп.', 35805],
    ['358 гривень 20 копійок', 35820],
    ['1 234,56', 123456],
    ['1.234,56 грн', 123456],
    ['1,234.56', 123456],
    ['358-20', 35820],
    ['３５８，２０', 35820],
    ['358,2О', 35820],
    ['3О8', 30800],
    ['358 руб 20 коп', 35820],
    ['358 р. 20 к.', 35820],
    ['₴358', null],
    ['20 коп', 20],
    ['', null],
    ['-5', null],
    ['12,345', null],
    ['сто', null],
    ['9999999999', null],
  ])('%j', (typed, minor) => {
    expect(parseMoneyInput(typed, 2)).toBe(minor);
  });

  it('reads what it would write, in every form', () => {
    const form = fc.constantFrom(
      (whole: string, part: string) => `${whole},${part}`,
      (whole: string, part: string) => `${whole}.${part} грн`,
      (whole: string, part: string) => `${whole} грн ${part} коп.`,
      (whole: string, part: string) => `${whole}-${part}`,
      (whole: string, part: string) => `${whole} руб. ${Number(part)} коп`,
      (whole: string, part: string) => `${whole.replace(/(?=(\d{3})+$)/g, ' ').trim()},${part}`,
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), form, (minor, write) => {
        const whole = String(Math.floor(minor / 100));
        expect(parseMoneyInput(write(whole, String(minor % 100).padStart(2, '0')), 2)).toBe(minor);
      }),
    );
  });
});

describe('whatever is typed', () => {
  const separator = fc.constantFrom('', ' ', '-', ' - ', '/', '.', '\u00a0', '–');
  const letters: Readonly<Record<string, readonly string[]>> = { '0': ['0', 'О', 'o', '０'], '1': ['1', '１'] };
  const spelled = (key: string) =>
    fc.array(fc.tuple(separator, fc.nat(3)), { minLength: key.length, maxLength: key.length }).map((signs) =>
      [...key]
        .map((digit, index) => {
          const forms = letters[digit] ?? [digit];
          const [between, form] = signs[index] ?? ['', 0];
          return (index === 0 ? '' : between) + (forms[form % forms.length] ?? digit);
        })
        .join(''),
    );
  const digits = (count: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((list) => list.join(''));

  it('an account number is itself, however it is spaced', () => {
    fc.assert(
      fc.property(
        digits(10).chain((key) => fc.tuple(fc.constant(key), spelled(key))),
        ([key, typed]) => {
          expect(keys(read(typed, GAS).facts)).toEqual({ account: key });
        },
      ),
    );
  });

  it('labelled facts come out whatever their order', () => {
    const sample = digits(10).chain((key) =>
      fc.tuple(
        fc.constant(key),
        fc.array(fc.constantFrom('', ' ', '-'), { minLength: 10, maxLength: 10 }),
        digits(8),
        fc.boolean(),
        fc.constantFrom(', ', '; ', '\n', ', а '),
      ),
    );
    fc.assert(
      fc.property(sample, ([key, gaps, meter, isAccountFirst, between]) => {
        const account = `рахунок ${[...key].map((digit, index) => digit + (index < 9 ? gaps[index] : '')).join('')}`;
        const parts = [account, `номер лічильника ${meter}`];
        const typed = (isAccountFirst ? parts : parts.reverse()).join(between);
        expect(keys(read(typed, GAS).facts)).toEqual({
          account: key,
          kind: 'meter_number',
          proof: meterNumberKey(meter),
        });
      }),
    );
  });

  it('nothing breaks it, nothing known is lost, and silence is never an answer', () => {
    const known = { accountNumber: '0400123456', relation: 'payer' } as const;
    const bit = fc.constantFrom(
      'рахунок',
      '0400123456',
      'пін',
      '4821',
      '358,20',
      'грн',
      ',',
      ' ',
      'не',
      'мій',
      'О',
      '№',
      '\n',
      '12',
      '-',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(bit).map((bits) => bits.join(' ')),
    );
    const asked = fc.constantFrom<LinkQuestion>(
      'account_number',
      'relation',
      'proof_kind',
      'pin',
      'last_payment',
      'meter_number',
    );
    fc.assert(
      fc.property(text, asked, fc.constantFrom(GAS, SHORT, POWER, WATER), (typed, question, rules) => {
        const { facts, doubt } = read(typed, rules, question, known);
        expect(facts.accountNumber).not.toBeNull();
        expect(facts.relation).not.toBeNull();
        if (facts.proofKind !== null) expect(rules.proofs).toContain(facts.proofKind);
        if (facts.proof !== null && facts.proofKind === 'last_payment')
          expect(parseMoneyInput(facts.proof, 2)).not.toBeNull();
        const isSame = JSON.stringify(facts) === JSON.stringify({ ...NO_LINK_FACTS, ...known });
        if (/^[\s\p{P}]*$/u.test(typed)) expect(doubt).toEqual({ kind: 'empty' });
        else if (isSame && doubt === null) expect(accountNumberFault(typed, rules.accountNumber)).not.toBe(undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('is quick, however long', () => {
    const started = performance.now();
    for (const text of ['1 '.repeat(5000), 'рахунок '.repeat(3000), '1,'.repeat(5000), '0400123456'.repeat(900)])
      read(text, GAS, 'proof_kind', { accountNumber: '0400123456', relation: 'owner' });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
