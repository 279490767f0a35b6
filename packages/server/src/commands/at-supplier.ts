import { StaffRole } from '@kabinet/api/contract';
import { pino } from 'pino';
import { readConfig } from '../config.js';
import { findContact, type ProvenContact } from '../db/contacts.js';
import type { Database, Tx } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { type Contact, readContact } from '../domain/contacts.js';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import { storedProfile } from '../import/import-profile.js';
import { Refused } from '../import/refused.js';
import { openDatabase } from '../index.js';

/** What a command about a supplier's people works with. */
export interface AtSupplier {
  readonly database: Database;
  readonly profile: SupplierProfile;
}

/** Opens the database that the environment names, for a supplier that is in it. */
export async function atSupplier<T>(supplierId: string, work: (at: AtSupplier) => Promise<T>): Promise<T> {
  const database = await openDatabase(readConfig(process.env), pino({ level: 'silent' }));
  try {
    await migrate(database);
    return await work({ database, profile: await storedProfile(database, supplierId) });
  } finally {
    await database.close();
  }
}

/** What somebody of staff is entrusted with, as it was typed on the command line. */
export function rolesGiven(named: readonly string[]): StaffRole[] {
  return named.map((each) => {
    const role = StaffRole.options.find((known) => known === each);
    if (!role) throw new Refused(`There is no role "${each}". Roles: ${StaffRole.options.join(', ')}.`);
    return role;
  });
}

/** The contact as it was typed on the command line. */
export function contactGiven(text: string, { country }: Pick<SupplierProfile, 'country'>): Contact {
  const contact = readContact(text, country);
  if (!contact) {
    throw new Refused('--contact must be a mobile phone, such as +380671234567, or an e-mail address.');
  }
  return contact;
}

/** Whose contact that is. */
export async function personGiven(tx: Tx, text: string, profile: SupplierProfile): Promise<ProvenContact> {
  const found = await findContact(tx, { supplierId: profile.id, contact: contactGiven(text, profile) });
  if (!found) throw new Refused('Nobody has signed up with this contact at this supplier.');
  return found;
}

/** Runs a command; what it refuses goes to standard error, and the exit code is 1. */
export async function refusing(work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
