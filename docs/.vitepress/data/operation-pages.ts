import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildOpenApi } from '@kabinet/api/contract';
import { nameIn, type Schema } from './schema.js';

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}
interface Answer extends Content {
  readonly description: string;
}
interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly unknown[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Answer>>;
}
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

/** What a page says of a call. Words are the contract's own: English in every language. */
export interface OperationDoc {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly isPublic: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  /** The answer that all went well. */
  readonly status: string;
  readonly answer: Schema | null;
  /** By status, the codes of what can be wrong. */
  readonly problems: readonly { readonly status: string; readonly codes: readonly string[] }[];
  /** Every schema that body and answer name, directly or not. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

const packageFile = fileURLToPath(new URL('../../../packages/api/package.json', import.meta.url));

/** The document as it is served; the docs name no server of anybody's. */
export function readOpenApi(): OpenApi {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  return buildOpenApi({ version, serverUrl: 'https://api.example.com' }) as unknown as OpenApi;
}

/** Every call of the document, in its order. */
export function operationDocs(document: OpenApi = readOpenApi()): readonly OperationDoc[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => docOf(document, method, path, operation)),
  );
}

function docOf(document: OpenApi, method: string, path: string, operation: OpenApiOperation): OperationDoc {
  const body = schemaIn(operation.requestBody);
  const [status = '200', good] = Object.entries(operation.responses).find(([each]) => each.startsWith('2')) ?? [];
  const answer = schemaIn(good);
  return {
    name: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    isPublic: operation.security.length === 0,
    parameters: operation.parameters,
    body,
    status,
    answer,
    problems: Object.entries(operation.responses)
      .filter(([each]) => !each.startsWith('2'))
      .map(([each, { description }]) => ({ status: each, codes: description.split(', ') })),
    schemas: namedIn(document, [body, answer, ...operation.parameters.map(({ schema }) => schema)]),
  };
}

function schemaIn(content: Content | undefined): Schema | null {
  return Object.values(content?.content ?? {})[0]?.schema ?? null;
}

function namedIn(document: OpenApi, roots: readonly (Schema | null)[]): Readonly<Record<string, Schema>> {
  const found: Record<string, Schema> = {};
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, each] of Object.entries(value)) {
      if (key !== '$ref' || typeof each !== 'string') {
        look(each);
        continue;
      }
      const name = nameIn(each);
      const schema = document.components.schemas[name];
      if (schema === undefined) throw new Error(`the contract names ${each}, which is not in it`);
      if (name in found) continue;
      found[name] = schema;
      look(schema);
    }
  };
  look(roots);
  return found;
}

export interface OperationPage {
  readonly params: { readonly operation: string; readonly title: string; readonly doc: OperationDoc };
}

export function operationPages(docs: readonly OperationDoc[] = operationDocs()): OperationPage[] {
  return docs.map((doc) => ({ params: { operation: doc.name, title: doc.name, doc } }));
}
