import { sql } from 'kysely';
import type { Database, Tx } from '../../packages/server/src/db/database.js';
import { saveProfile, type SeededSupplier } from '../../packages/server/src/testing/seed-supplier.js';

/** Columns that programs read and people do not: keys, references, words of a list, what only its own key opens. */
const READ_BY_PROGRAMS =
  /(^|_)(id|ids|ref|hash|key|kid|token|x|private|signed|short|language|currency|status|kind|kinds|what|state|outcome|action|actor|operation|purpose|timing|type|role|grants|budget|who|fingerprint|origin|method|channel|author|source|unit|zone|quality|right|relation|position|url|response|profile|proof|for)$/;

/** Documents of which programs read every word. */
const DOCUMENTS_READ_BY_PROGRAMS = /^(state|response_body|reading_values|proof)$/;

/** Values of documents that programs read, by the name they stand under. */
const NAMES_READ_BY_PROGRAMS =
  /^(id|kindId|accountId|type|group|role|counts|status|language|weekday|from|to|validFrom|validTo|value|name|zone|unit|registerId|startsAt|kind)$/;

/** What every text is replaced by: all of it, or, where a column cannot hold so much, one of the pieces. */
interface HostileText {
  readonly text: string;
  readonly pieces: readonly string[];
}

/** Writes it into every text that the database has of the supplier, and says into which columns. */
export async function poison(database: Database, { id }: SeededSupplier, hostile: HostileText): Promise<string[]> {
  return database.asOwner(async (tx) => {
    const { rows } = await sql<{ table: string; column: string; type: string }>`
      select table_name as "table", column_name as "column", data_type as type from information_schema.columns c
      where table_schema = 'public' and data_type in ('text', 'jsonb') and exists (select from information_schema.columns i
        where i.table_schema = 'public' and i.table_name = c.table_name and i.column_name = 'supplier_id')
      order by 1, 2`.execute(tx);
    const poisoned: string[] = [];
    for (const { table, column, type } of rows) {
      if ((type === 'jsonb' ? DOCUMENTS_READ_BY_PROGRAMS : READ_BY_PROGRAMS).test(column)) continue;
      const write = type === 'jsonb' ? documents : texts;
      if (await write(tx, { id, table, column }, hostile)) poisoned.push(`${table}.${column}`);
    }
    return poisoned;
  });
}

interface Column {
  readonly id: string;
  readonly table: string;
  readonly column: string;
}

/** Tries the whole text first, then a piece; a column with a list of words of its own takes neither. */
async function texts(tx: Tx, { id, table, column }: Column, { text, pieces }: HostileText): Promise<boolean> {
  const [t, c] = [sql.table(table), sql.ref(column)];
  for (const each of [text, pieces[(table.length * 31 + column.length) % pieces.length] ?? '']) {
    // No two rows alike, for columns in which no two may be.
    const isWritten = await undoable(tx, async () => {
      const { numAffectedRows = 0n } = await sql`
        update ${t} set ${c} = ${each}::text || ctid::text where supplier_id = ${id} and ${c} is not null and ${c} <> ''`.execute(
        tx,
      );
      return numAffectedRows > 0n;
    });
    if (isWritten !== null) return isWritten;
  }
  return false;
}

async function documents(tx: Tx, { id, table, column }: Column, { text }: HostileText): Promise<boolean> {
  const [t, c] = [sql.table(table), sql.ref(column)];
  const { rows } = await sql<{ at: string; value: unknown }>`
    select ctid::text as at, ${c} as value from ${t} where supplier_id = ${id} and ${c} is not null`.execute(tx);
  let isWritten = false;
  // A row that is written is another row, at another place: each is written once.
  for (const { at, value } of rows) {
    const hostile = hostileDocument(value, text);
    if (JSON.stringify(hostile) === JSON.stringify(value)) continue;
    const done = await undoable(tx, async () => {
      await sql`update ${t} set ${c} = ${JSON.stringify(hostile)}::jsonb where ctid = ${at}::tid`.execute(tx);
      return true;
    });
    isWritten ||= done ?? false;
  }
  return isWritten;
}

/** A document with another text wherever people read one. */
export function hostileDocument(value: unknown, text: string, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => hostileDocument(each, text, name));
  if (typeof value === 'string') return NAMES_READ_BY_PROGRAMS.test(name) || value === '' ? value : text;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      // Texts in several languages stand under `name` too.
      typeof each === 'object' && each !== null && 'uk' in each
        ? inEveryLanguage(each, text)
        : hostileDocument(each, text, key),
    ]),
  );
}

const inEveryLanguage = (texts: object, text: string) =>
  Object.fromEntries(Object.keys(texts).map((key) => [key, text]));

/** Texts of the supplier's profile that people read: those in several languages, and its phones. */
export async function poisonProfile(database: Database, { profile }: SeededSupplier, text: string): Promise<void> {
  const walk = (value: unknown, written = text): unknown => {
    if (Array.isArray(value)) return value.map((each) => walk(each, written));
    if (typeof value !== 'object' || value === null) return value;
    if ('uk' in value) return inEveryLanguage(value, written);
    return Object.fromEntries(
      // A template may have only names it knows in braces.
      Object.entries(value).map(([key, each]) => [
        key,
        walk(each, key === 'replyTemplates' ? text.replace(/[{}]/g, '') : written),
      ]),
    );
  };
  const hostile = walk(profile) as SeededSupplier['profile'];
  await saveProfile(database, { ...hostile, phone: text, emergencyPhone: text });
}

/** Null where the database did not take it: then nothing of it was done. */
async function undoable<T>(tx: Tx, work: () => Promise<T>): Promise<T | null> {
  await sql`savepoint try_it`.execute(tx);
  try {
    const result = await work();
    await sql`release savepoint try_it`.execute(tx);
    return result;
  } catch {
    await sql`rollback to savepoint try_it`.execute(tx);
    return null;
  }
}
