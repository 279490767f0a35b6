import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildOpenApi, ProblemCode, problemStatus } from '@kabinet/api/contract';
import { type ApiGroup, apiGroupNames, apiGroups } from './api-groups.js';
import { type ApiTexts, ApiWords, readApiTexts } from './api-texts.js';
import type { Language } from './manifest.js';
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
  readonly parameters: readonly OpenApiParameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Answer>>;
}
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}
export interface Parameter extends OpenApiParameter {
  readonly text: string;
}
export interface ProblemDoc {
  readonly code: string;
  readonly status: number;
  readonly text: string;
}

/** What a page says of a call, in one language; names are the contract's. */
export interface OperationDoc {
  readonly name: string;
  readonly group: ApiGroup;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly isPublic: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  /** The answer that all went well. */
  readonly status: string;
  readonly answer: Schema | null;
  /** What can be wrong, by status. */
  readonly problems: readonly ProblemDoc[];
  /** Every schema that body and answer name, directly or not. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

const packageFile = fileURLToPath(new URL('../../../packages/api/package.json', import.meta.url));

/** The document as it is served; the docs name no server of anybody's. */
export function readOpenApi(): OpenApi {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  return buildOpenApi({ version, serverUrl: 'https://api.example.com' }) as unknown as OpenApi;
}

/** The whole reference, in one language. */
export interface ApiDocs {
  readonly groups: readonly {
    readonly name: ApiGroup;
    readonly title: string;
    readonly calls: readonly OperationDoc[];
  }[];
  /** Every code of the contract. */
  readonly problems: readonly ProblemDoc[];
}

/** The reference; a text or a group that a call has not is an error that names all of them. */
export function apiDocs(
  language: Language,
  document: OpenApi = readOpenApi(),
  texts: ApiTexts = readApiTexts(language),
): ApiDocs {
  const words = new ApiWords(language, texts);
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => docOf({ document, words }, method, path, operation)),
  );
  const groups = apiGroupNames.map((name) => {
    const order: readonly string[] = apiGroups[name];
    const own = calls.filter((call) => call.group === name);
    return {
      name,
      title: words.group(name),
      calls: own.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name)),
    };
  });
  const problems = ProblemCode.options.map((code) => problemDoc(words, code, problemStatus[code])).sort(byStatus);
  words.requireAll();
  return { groups, problems };
}

/** Every call, in the order of the reference. */
export function operationDocs(language: Language): readonly OperationDoc[] {
  return apiDocs(language).groups.flatMap(({ calls }) => calls);
}

function groupOf(name: string): ApiGroup {
  const group = apiGroupNames.find((each) => (apiGroups[each] as readonly string[]).includes(name));
  if (group === undefined) throw new Error(`docs/.vitepress/data/api-groups.ts has no group for ${name}`);
  return group;
}

const byStatus = (one: ProblemDoc, other: ProblemDoc) => one.status - other.status;

function problemDoc(words: ApiWords, code: string, status: number): ProblemDoc {
  return { code, status, text: words.problem(code) };
}

function docOf(
  { document, words }: { readonly document: OpenApi; readonly words: ApiWords },
  method: string,
  path: string,
  operation: OpenApiOperation,
): OperationDoc {
  const name = operation.operationId;
  const body = schemaIn(operation.requestBody);
  const [status = '200', good] = Object.entries(operation.responses).find(([each]) => each.startsWith('2')) ?? [];
  const answer = schemaIn(good);
  return {
    name,
    group: groupOf(name),
    method: method.toUpperCase(),
    path,
    summary: words.operation(name, operation.summary),
    isPublic: operation.security.length === 0,
    parameters: operation.parameters.map((parameter) => ({
      name: parameter.name,
      in: parameter.in,
      required: parameter.required,
      schema: parameter.schema,
      text: words.parameter(name, parameter.name),
    })),
    body,
    status,
    answer,
    problems: Object.entries(operation.responses)
      .filter(([each]) => !each.startsWith('2'))
      .flatMap(([each, { description }]) =>
        description.split(', ').map((code) => problemDoc(words, code, Number(each))),
      )
      .sort(byStatus),
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
  readonly params: {
    readonly operation: string;
    readonly title: string;
    readonly description: string;
    readonly doc: OperationDoc;
  };
}

/** A page for each call of the contract. */
export function operationPages(language: Language): OperationPage[] {
  return operationDocs(language).map((doc) => ({
    params: { operation: doc.name, title: doc.name, description: doc.summary, doc },
  }));
}
