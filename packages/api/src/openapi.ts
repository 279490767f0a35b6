import * as z from 'zod/mini';
import { operations } from './operations/index.js';
import { isMutation, type Operation } from './operations/operation.js';
import * as schemas from './schemas/index.js';

type Json = Record<string, unknown>;

/** Codes any call may answer with, besides the ones its entry names. */
const COMMON_ERRORS: readonly schemas.ProblemCode[] = ['rate_limited', 'unavailable', 'internal'];
const SIGNED_IN_ERRORS: readonly schemas.ProblemCode[] = ['token_missing', 'token_invalid', 'token_expired'];
const MUTATION_ERRORS: readonly schemas.ProblemCode[] = [
  'invalid_request',
  'idempotency_key_missing',
  'idempotency_key_reused',
  'idempotency_in_flight',
  'unsupported_media_type',
  'payload_too_large',
];

/** Every code the call may answer with. */
export function errorsOf(operation: Operation): readonly schemas.ProblemCode[] {
  return [
    ...new Set([
      ...operation.errors,
      ...COMMON_ERRORS,
      ...(operation.auth === 'public' ? [] : SIGNED_IN_ERRORS),
      ...(isMutation(operation) ? MUTATION_ERRORS : []),
      ...(operation.query ? (['invalid_request'] as const) : []),
      ...(operation.grant ? (['forbidden'] as const) : []),
    ]),
  ];
}

const RESOURCES = [
  'Supplier',
  'HostedPages',
  'Session',
  'SessionEnd',
  'Account',
  'AccountList',
  'AccountPreferences',
  'AccountUnlinking',
  'Balance',
  'Meter',
  'MeterList',
  'Register',
  'Reading',
  'ReadingPage',
  'ReadingSubmission',
  'ReadingCorrection',
  'ReadingPhoto',
  'ReadingFinding',
  'ReadingWindow',
  'ReadingWindowList',
  'Tariff',
  'TariffQuestion',
  'ConsumptionNorm',
  'TariffBook',
  'Benefit',
  'AccountTariff',
  'Locality',
  'LocalityList',
  'GuestReadingSubmission',
  'GuestReadingReceipt',
  'PaymentMethod',
  'PaymentTerms',
  'PaymentOrder',
  'PaymentOrderRequest',
  'PaymentShare',
  'PaymentAllocation',
  'Payment',
  'PaymentPage',
  'QrCode',
  'PaymentSlip',
  'PaymentPlan',
  'PaymentPlanList',
  'PaymentPlanRequest',
  'PaymentPlanChange',
  'ReminderSettings',
  'ReminderSettingsChange',
  'CalendarFeed',
  'Receipt',
  'ReceiptContent',
  'ReceiptSummary',
  'ReceiptDocument',
  'ReceiptKeySet',
  'PaymentDifference',
  'PaymentDifferenceList',
  'PaymentDifferenceAnswer',
  'StaffPaymentOrder',
  'StaffPaymentOrderList',
  'PaymentRefundRequest',
  'AnswerTerm',
  'AppealField',
  'InstantAnswer',
  'AppealKind',
  'AppealKindList',
  'AppealSubmission',
  'AppealAttachment',
  'AppealMessage',
  'FieldAnswer',
  'NextInstance',
  'Appeal',
  'AppealPage',
  'AppealDetails',
  'AppealReply',
  'AppealRating',
  'AppealSeen',
  'GuestAppealSubmission',
  'GuestAppealReceipt',
  'UploadStart',
  'UploadPart',
  'Upload',
  'FileLink',
  'Reception',
  'ReceptionList',
  'AppointmentSlot',
  'SlotList',
  'AppointmentRequest',
  'AppointmentMove',
  'Appointment',
  'WaitingPlace',
  'WaitingRequest',
  'AppointmentList',
  'CalendarFile',
  'ContractDocument',
  'Contract',
  'ContractList',
  'StaffAppeal',
  'StaffAppealPage',
  'StaffAppealDetails',
  'StaffAnswer',
  'StaffAppealChange',
  'ReplyTemplate',
  'ReplyTemplateList',
  'StaffAppointment',
  'ReceptionDay',
  'ReceptionDayChange',
  'AppointmentOutcome',
  'LinkRequest',
  'LinkRequestList',
  'LinkRequestAnswer',
  'Money',
  'Problem',
] as const satisfies readonly (keyof typeof schemas)[];

/** A text of the contract that holds a resource of its own: JSON Schema has words for it that zod has not. */
const CONTENT: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  Receipt: {
    signed: {
      contentMediaType: 'application/jose',
      contentSchema: { $ref: '#/components/schemas/ReceiptContent' },
    },
  },
};

/** What a document says of a resource beyond its form. */
function withContent(name: string, schema: Json): Json {
  const content = CONTENT[name];
  if (!content) return schema;
  const properties = schema['properties'] as Readonly<Record<string, Json>>;
  const told = Object.entries(content).map(([property, more]) => [property, { ...properties[property], ...more }]);
  return { ...schema, properties: { ...properties, ...Object.fromEntries(told) } };
}

/** JSON Schema of the contract's resources, by name, with references between them. */
export function buildComponents(): Readonly<Record<string, Json>> {
  const registry = z.registry<{ id: string }>();
  for (const name of RESOURCES) registry.add(schemas[name], { id: name });
  // `input`, because `output` forbids further fields: a newer service may say more, and the page lets it.
  const built = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: 'input' });
  return Object.fromEntries(
    Object.entries(built.schemas).map(([name, schema]) => {
      const { $schema: _schema, $id: _id, id: _name, ...rest } = schema as Json;
      return [name, rest];
    }),
  );
}

/** The name of a resource's schema in the document; undefined for a schema that is not one. */
export function resourceName(schema: z.ZodMiniType): string | undefined {
  return RESOURCES.find((each) => schemas[each] === (schema as unknown));
}

function schemaOf(schema: z.ZodMiniType): Json {
  const name = resourceName(schema);
  if (name) return { $ref: `#/components/schemas/${name}` };
  const { $schema: _schema, ...rest } = z.toJSONSchema(schema, { io: 'input' }) as Json;
  return rest;
}

function parametersOf(operation: Operation): Json[] {
  const of = (place: 'path' | 'query', object: Operation['params']) =>
    Object.entries(object?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: place,
      required: place === 'path',
      schema: schemaOf(schema as z.ZodMiniType),
    }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'The same for every try of one intent; kept for 7 days.',
    schema: { type: 'string', minLength: 8, maxLength: 128 },
  };
  return [...of('path', operation.params), ...of('query', operation.query), ...(isMutation(operation) ? [key] : [])];
}

function responsesOf(operation: Operation): Json {
  const byStatus = new Map<number, schemas.ProblemCode[]>();
  for (const code of errorsOf(operation)) {
    const status = schemas.problemStatus[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return {
    [operation.status]: {
      description: 'Success',
      content: { 'application/json': { schema: schemaOf(operation.response) } },
    },
    ...Object.fromEntries(
      [...byStatus].map(([status, codes]) => [status, { description: codes.join(', '), content: problem }]),
    ),
  };
}

/** The OpenAPI 3.1 document of the contract. `serverUrl` is the address the reference server is reached at. */
export function buildOpenApi({ version, serverUrl }: { version: string; serverUrl: string }): Json {
  const paths: Record<string, Json> = {};
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const path = (paths[operation.path] ??= {});
    path[operation.method.toLowerCase()] = {
      operationId: name,
      summary: operation.summary,
      security: operation.auth === 'public' ? [] : [{ session: [] }],
      parameters: parametersOf(operation),
      ...(operation.body
        ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.body) } } } }
        : {}),
      responses: responsesOf(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kabinet utility API',
      version,
      description: "What a utility's self-service cabinet asks of the supplier's service.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [
      {
        url: `${serverUrl}/{supplierId}/v1`,
        variables: { supplierId: { default: 'supplier', description: "The supplier's id" } },
      },
    ],
    security: [],
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(buildComponents())
          // What a receipt's QR code holds is in no answer: docs/en/receipts.md has its form.
          .filter(([name]) => name !== 'ReceiptSummary')
          .map(([name, schema]) => [name, withContent(name, schema)]),
      ),
      securitySchemes: { session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
