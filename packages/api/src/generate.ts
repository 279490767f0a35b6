import { buildComponents, resourceName } from './openapi.js';
import { operations } from './operations/index.js';
import { isMutation, type Operation } from './operations/operation.js';
import { patterns } from './schemas/common.js';
import type { Shape } from './shape.js';

type JsonSchema = Readonly<Record<string, unknown>>;

const LETTERS: Readonly<Record<string, string>> = {
  [patterns.decimal.source]: 'd',
  [patterns.date.source]: 'D',
  [patterns.month.source]: 'M',
  [patterns.monthDay.source]: 'Y',
  [patterns.timeOfDay.source]: 'H',
  [patterns.dateTime.source]: 'T',
  [patterns.timeZone.source]: 'Z',
};

const REF = '#/components/schemas/';
/** Stands in a shape for another named shape, until the source text is written. */
const named = (name: string) => `@${name}`;

function textShape(schema: JsonSchema): Shape {
  if (Array.isArray(schema['enum'])) return `=${schema['enum'].join('|')}`;
  if (schema['pattern'] === undefined) return 's';
  const letter = LETTERS[String(schema['pattern'])];
  if (!letter) throw new Error(`no letter for the pattern ${String(schema['pattern'])}: add it to shape.ts`);
  return letter;
}

function wholeShape({ minimum, maximum }: JsonSchema): Shape {
  const isAny = minimum === Number.MIN_SAFE_INTEGER && maximum === Number.MAX_SAFE_INTEGER;
  return isAny ? 'i' : `i${String(minimum)}..${String(maximum)}`;
}

function objectShape(schema: JsonSchema): Shape {
  if (!schema['properties']) return ['*', toShape(schema['additionalProperties'] as JsonSchema)];
  const required = new Set(schema['required'] as string[] | undefined);
  return Object.fromEntries(
    Object.entries(schema['properties'] as Record<string, JsonSchema>).map(([name, each]) => [
      required.has(name) ? name : `${name}?`,
      toShape(each),
    ]),
  );
}

/** The page's shape of a JSON Schema; throws on what the interpreter does not know, rather than checking less than zod. */
export function toShape(schema: JsonSchema): Shape {
  if (typeof schema['$ref'] === 'string') return named(schema['$ref'].slice(REF.length));
  if (Array.isArray(schema['anyOf'])) {
    const [first, second, ...more] = schema['anyOf'] as JsonSchema[];
    if (first && second?.['type'] === 'null' && more.length === 0) return ['?', toShape(first)];
  }
  if (Array.isArray(schema['type'])) {
    const [type, other, ...more] = schema['type'] as string[];
    const words = (schema['enum'] as unknown[] | undefined)?.filter((each) => each !== null);
    if (other === 'null' && more.length === 0)
      return ['?', toShape({ ...schema, type, ...(words && { enum: words }) })];
  }
  switch (schema['type']) {
    case 'string':
      return textShape(schema);
    case 'integer':
      return wholeShape(schema);
    case 'boolean':
      return 'b';
    case 'array':
      return [toShape(schema['items'] as JsonSchema)];
    case 'object':
      return objectShape(schema);
    default:
      throw new Error(`no shape for ${JSON.stringify(schema)}`);
  }
}

function refsIn(shape: Shape): string[] {
  if (typeof shape === 'string') return shape.startsWith('@') ? [shape.slice(1)] : [];
  return Object.values(shape).flatMap((each) => refsIn(each));
}

/** The names that the given ones need, each after what it refers to. */
function inOrder(names: readonly string[], all: Readonly<Record<string, Shape>>): string[] {
  const ordered = new Set<string>();
  const visit = (name: string) => {
    for (const ref of refsIn(all[name] ?? 's')) if (!ordered.has(ref)) visit(ref);
    ordered.add(name);
  };
  names.forEach(visit);
  return [...ordered];
}

const HEADER = '// Written by `npm run generate` from the contract. Do not edit.\n';

function responseName(operation: Operation): string {
  const name = resourceName(operation.response);
  if (!name) throw new Error(`the response of ${operation.path} is not a named resource: add it in openapi.ts`);
  return name;
}

/** Calls of few widgets: their shapes lie in files of their own, which the client loads beside the call. */
const LATER: Readonly<Record<string, readonly string[]>> = {
  'tariff-shapes': ['listTariffs', 'searchLocalities', 'getAccountTariff'],
  'payment-shapes': [
    'createPaymentOrder',
    'getPaymentOrder',
    'cancelPaymentOrder',
    'getPaymentAllocation',
    'getPaymentSlip',
    'listPayments',
    'getReceipt',
    'getReceiptDocument',
    'getReadingReceipt',
    'listReceiptKeys',
    'listPaymentPlans',
    'createPaymentPlan',
    'changePaymentPlan',
    'getReminders',
    'setReminders',
    'getCalendarFeed',
    'createCalendarFeed',
    'revokeCalendarFeed',
  ],
  'appeal-shapes': [
    'listAppealKinds',
    'submitAppeal',
    'listAppeals',
    'getAppeal',
    'replyToAppeal',
    'reopenAppeal',
    'withdrawAppeal',
    'rateAppeal',
    'markAppealSeen',
    'getAppealAttachment',
    'submitGuestAppeal',
    'startUpload',
    'continueUpload',
    'getUpload',
    'removeUpload',
  ],
  'contract-shapes': ['listContracts', 'getContractDocument'],
  'appointment-shapes': [
    'listReceptions',
    'listAppointmentSlots',
    'bookAppointment',
    'listAppointments',
    'moveAppointment',
    'cancelAppointment',
    'getAppointmentFile',
    'joinWaitingList',
    'leaveWaitingList',
  ],
};

/** What is no answer of a call, and checked all the same, in files of its own: what the signatures of receipts cover. */
const ALSO: Readonly<Record<string, readonly string[]>> = { 'receipt-shapes': ['ReceiptContent', 'ReceiptSummary'] };

/** The file of the shapes of a call's answer. */
function fileOf(call: string): string {
  return Object.keys(LATER).find((file) => LATER[file]?.includes(call)) ?? 'shapes';
}

/** The generated files, by name. */
export function generate(): Record<string, string> {
  const all = Object.fromEntries(Object.entries(buildComponents()).map(([name, schema]) => [name, toShape(schema)]));
  const ofPages = Object.entries<Operation>(operations).filter(([, { auth }]) => auth !== 'staff');
  const responsesIn = (file: string) => [
    ...new Set(ofPages.filter(([name]) => fileOf(name) === file).map(([, operation]) => responseName(operation))),
  ];
  const common = inOrder([...responsesIn('shapes'), 'Problem'], all);
  const source = (name: string) => JSON.stringify(all[name]).replace(/"@(\w+)"/g, '$1');
  const shapesFile = (names: readonly string[], imported: readonly string[] = []) => `${HEADER}
import type { Shape } from '../shape.js';
${imported.length > 0 ? `import { ${[...imported].sort().join(', ')} } from './shapes.js';\n` : ''}
${names.map((name) => `export const ${name}: Shape = ${source(name)};`).join('\n')}
`;
  const laterFile = (file: string) => {
    const needed = [...new Set([...responsesIn(file), ...(ALSO[file] ?? [])])];
    const names = inOrder(needed, all).filter((name) => !common.includes(name));
    const imported = new Set(names.flatMap((name) => refsIn(all[name] ?? 's')).filter((name) => common.includes(name)));
    return shapesFile(names, [...imported]);
  };
  const entry = (name: string, operation: Operation) => {
    const { auth, maxBodyBytes, path } = operation;
    const fields = {
      path,
      ...(isMutation(operation) && { mutation: true }),
      ...(auth === 'public' && { public: true }),
      ...(maxBodyBytes !== undefined && { large: true }),
    };
    const shape = responseName(operation);
    const file = fileOf(name);
    const response = file === 'shapes' ? shape : `async () => (await import('./${file}.js')).${shape}`;
    return `${JSON.stringify(fields).slice(0, -1)}, response: ${response} }`;
  };
  const calls = `${HEADER}
import type { PageOperationName } from '../operations/index.js';
import type { Shape } from '../shape.js';
import { ${responsesIn('shapes').sort().join(', ')} } from './shapes.js';

/** A call, in as few words as a page needs. */
export interface CallEntry {
  readonly path: string;
  /** It changes something, and so needs an idempotency key: a POST. Without it a GET. */
  readonly mutation?: true;
  /** It needs no session. */
  readonly public?: true;
  /** What is sent may be large, and so take its time on a slow line. */
  readonly large?: true;
  /** What is answered; or how to load that. */
  readonly response: Shape | (() => Promise<Shape>);
}

export const calls: Readonly<Record<PageOperationName, CallEntry>> = {
${ofPages.map(([name, operation]) => `  ${name}: ${entry(name, operation)},`).join('\n')}
};
`;
  const later = [...Object.keys(LATER), ...Object.keys(ALSO)].map((file): [string, string] => [
    `${file}.ts`,
    laterFile(file),
  ]);
  return { 'shapes.ts': shapesFile(common), ...Object.fromEntries(later), 'calls.ts': calls };
}
