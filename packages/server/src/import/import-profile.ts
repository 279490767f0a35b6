import { createHash } from 'node:crypto';
import { isAccountNumber } from '@kabinet/rules';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Database } from '../db/database.js';
import { SupplierProfile } from '../domain/supplier-profile.js';
import { BAD_CHARACTERS } from './cells.js';
import { Refused } from './refused.js';
import { WRONG_SIGNS } from './yaml-entry.js';
import { readYaml } from './yaml-file.js';

/** Reads a supplier's profile from YAML. A fault is told by its place in the file and in words. */
export async function readProfile(path: string): Promise<SupplierProfile> {
  const { value } = await readYaml(path, { what: 'The profile' });
  const unshown = placesOfUnshown(value);
  if (unshown.length > 0) {
    throw new Refused(
      `The profile ${path} cannot be used:\n${unshown.map((place) => `  ${place}: ${WRONG_SIGNS}`).join('\n')}`,
    );
  }
  const parsed = SupplierProfile.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `  ${issue.path.join('.') || 'the whole file'}: ${faultInWords(issue, value)}`,
    );
    throw new Refused(`The profile ${path} cannot be used:\n${faults.join('\n')}\nSee docs/en/billing-base.md.`);
  }
  refuseUnknownNames(value, parsed.data, path);
  refuseContradictions(parsed.data, path);
  return parsed.data;
}

/** Where texts stand that no page can show as they are meant. */
function placesOfUnshown(value: unknown, place = ''): string[] {
  if (typeof value === 'string') return BAD_CHARACTERS.test(value) ? [place] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    placesOfUnshown(part, place === '' ? name : `${place}.${name}`),
  );
}

const TYPE_WORDS: Readonly<Record<string, string>> = { string: 'text', array: 'a list', int: 'a whole number' };

/** The schema's own words where it has some; it carries no others, so that pages need not load them. */
function faultInWords(issue: z.core.$ZodIssue, written: unknown): string {
  const value = issue.path.reduce<unknown>(
    (part, name) => (part as Readonly<Record<PropertyKey, unknown>> | undefined)?.[name],
    written,
  );
  if (value === undefined) return 'is missing';
  if (issue.code === 'invalid_type') {
    return issue.expected === 'string' && typeof value === 'number'
      ? 'must be text: put it in quotation marks'
      : `must be ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  return issue.message === 'Invalid input' ? 'cannot be used' : issue.message;
}

/** A name that nobody reads is a slip of the pen: `readingWindow` for `readingWindows` would leave the supplier without windows. */
function refuseUnknownNames(written: unknown, read: unknown, path: string): void {
  const unknown = namesNotRead(written, read, '');
  if (unknown.length > 0)
    throw new Refused(`The profile ${path} has names that mean nothing here: ${unknown.join(', ')}.`);
}

function namesNotRead(written: unknown, read: unknown, place: string): string[] {
  if (typeof written !== 'object' || written === null || typeof read !== 'object' || read === null) return [];
  return Object.entries(written).flatMap(([name, value]) =>
    Object.hasOwn(read, name)
      ? namesNotRead(value, (read as Readonly<Record<string, unknown>>)[name], `${place}${name}.`)
      : [`${place}${name}`],
  );
}

/** What each part allows, and the whole does not. */
function refuseContradictions(profile: SupplierProfile, path: string): void {
  const faults: string[] = [];
  if (!isAccountNumber(profile.accountNumber.example, profile.accountNumber)) {
    faults.push('accountNumber.example: has not the form that accountNumber.pattern names');
  }
  for (const { serviceKind } of profile.readingWindows) {
    if (!profile.serviceKinds.includes(serviceKind)) {
      faults.push(`readingWindows: names ${serviceKind}, which is not among serviceKinds`);
    }
  }
  if (profile.cabinetUrl !== undefined && !profile.origins.includes(new URL(profile.cabinetUrl).origin)) {
    faults.push(`cabinetUrl: ${profile.cabinetUrl} is not on one of the origins`);
  }
  for (const address of profile.redirectUris ?? []) {
    if (!profile.origins.includes(new URL(address).origin) || address.includes('#')) {
      faults.push(`redirectUris: ${address} is not an address without # on one of the origins`);
    }
  }
  if (profile.capabilities.includes('appeals') && profile.appeals === null) {
    faults.push('capabilities: names appeals, and no kinds of appeals are named (appeals)');
  }
  if (profile.signOn === undefined && !profile.hostedSignIn) {
    faults.push('signOn: is needed where hostedSignIn is not true, or nobody can sign in');
  }
  if (profile.signOn && profile.signOn.jwksUri === undefined && profile.signOn.jwks === undefined) {
    faults.push('signOn: needs jwksUri or jwks, or nobody can sign in');
  }
  if (faults.length > 0) {
    throw new Refused(`The profile ${path} contradicts itself:\n${faults.map((each) => `  ${each}`).join('\n')}`);
  }
}

/** Stores the profile; answers with whether anything changed. */
export async function importProfile(
  database: Database,
  profile: SupplierProfile,
): Promise<'inserted' | 'updated' | 'unchanged'> {
  const text = JSON.stringify(profile);
  const hash = createHash('sha256').update(text).digest('hex');
  return database.asOwner(async (tx) => {
    const { rows } = await sql<{ inserted: boolean }>`
      insert into suppliers (id, profile, profile_hash) values (${profile.id}, ${text}::text::jsonb, ${hash})
      on conflict (id) do update set profile = excluded.profile, profile_hash = excluded.profile_hash, updated_at = now()
        where suppliers.profile_hash is distinct from excluded.profile_hash
      returning (xmax = 0) as inserted`.execute(tx);
    return rows[0] ? (rows[0].inserted ? 'inserted' : 'updated') : 'unchanged';
  });
}

/** The profile of a supplier that was loaded before. */
export async function storedProfile(database: Database, supplierId: string): Promise<SupplierProfile> {
  const { rows } = await database.asOwner((tx) =>
    sql<{ profile: unknown }>`select profile from suppliers where id = ${supplierId}`.execute(tx),
  );
  if (!rows[0]) {
    throw new Refused(
      `There is no supplier "${supplierId}" yet: load its profile first (import --dir, with profile.yaml).`,
    );
  }
  return SupplierProfile.parse(rows[0].profile);
}
