import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { CustomerKind, StaffRole } from '@kabinet/api/contract';
import { accountNumberKey } from '@kabinet/rules';
import { linkAccount } from '../db/account-access.js';
import { recordAct } from '../db/audit.js';
import { insertContact } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { accountsByNumber } from '../db/link-requests.js';
import { insertPerson, saveProfileOf } from '../db/people.js';
import { grantRole } from '../db/staff-roles.js';
import { erasePerson } from '../domain/erasure.js';
import { exportMyData } from '../domain/my-data.js';
import { hashPassword, judgePassword, LONG_PASSWORD, type PasswordFault, passwordLength } from '../domain/passwords.js';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import { HOSTED_REF } from '../domain/customer.js';
import { Refused } from '../import/refused.js';
import { atSupplier, contactGiven, personGiven, refusing, rolesGiven } from './at-supplier.js';

const USAGE = `Usage: kabinet-server people add    --supplier <id> --contact <phone or e-mail> --password-stdin [options]
       kabinet-server people export --supplier <id> --contact <phone or e-mail> [--out <file>]
       kabinet-server people erase  --supplier <id> --contact <phone or e-mail> --yes

add: puts a person in without a code, for pilots and demonstrations: whoever runs this vouches that the contact is theirs.

  --password-stdin     the password comes by standard input, so that it stays in no history and no list of processes
  --name <name>        how to address them
  --kind <kind>        ${CustomerKind.options.join(', ')}; household without it
  --account <number>   an account they own; may be given several times
  --role <role>        they work for the supplier: ${StaffRole.options.join(', ')}; may be given several times.
                       Where customers do not sign in here (the profile does not say hostedSignIn: true) only staff can be added
  --language <code>    of their messages; the supplier's first without it

export: everything that is kept about the person, as JSON, for who asks for it by letter.
erase: what the person can do themselves in their profile, for who asks for it by letter. It cannot be undone, so --yes is needed.
       The billing base, readings handed in and the audit trail stay; see docs/en/server.md.
`;

/** The command line's people: answers with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      supplier: { type: 'string' },
      contact: { type: 'string' },
      'password-stdin': { type: 'boolean' },
      name: { type: 'string', default: '' },
      kind: { type: 'string', default: 'household' },
      account: { type: 'string', multiple: true, default: [] },
      role: { type: 'string', multiple: true, default: [] },
      language: { type: 'string' },
      out: { type: 'string' },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  return refusing(async () => {
    const [action, ...rest] = positionals;
    const { supplier, contact } = values;
    if (rest.length > 0 || supplier === undefined || contact === undefined) throw new Refused(usageHint());
    switch (action) {
      case 'add': {
        if (!values['password-stdin']) {
          throw new Refused(
            'Give the password by standard input: printf %s "$PASSWORD" | kabinet-server people add … --password-stdin',
          );
        }
        return add(supplier, { ...values, contact });
      }
      case 'export':
        return exportPerson(supplier, { contact, out: values.out });
      case 'erase':
        if (!values.yes) throw new Refused('Erasing cannot be undone. Add --yes when it is meant.');
        return erase(supplier, contact);
      default:
        throw new Refused(usageHint());
    }
  });
}

function usageHint(): string {
  return 'Say what to do and with whom: kabinet-server people add --supplier <id> --contact <contact>. --help tells more.';
}

const PASSWORD_FAULTS: Readonly<Record<PasswordFault, string>> = {
  too_short: 'The password is too short: at least 8 characters.',
  too_long: 'The password is too long: at most 200 characters.',
  too_common: 'The password is easily guessed: choose another one, such as several words.',
  like_your_contact: 'The password is like the contact: choose another one.',
};

interface NewPerson {
  readonly contact: string;
  readonly name: string;
  readonly kind: string;
  readonly account: readonly string[];
  readonly role: readonly string[];
  readonly language?: string | undefined;
}

async function add(supplierId: string, given: NewPerson): Promise<void> {
  const kind = CustomerKind.options.find((each) => each === given.kind);
  if (!kind) throw new Refused(`There is no kind "${given.kind}". Kinds: ${CustomerKind.options.join(', ')}.`);
  const roles = rolesGiven(given.role);
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  await atSupplier(supplierId, async ({ database, profile }) => {
    if (!profile.hostedSignIn && roles.length === 0) {
      throw new Refused(
        `Customers do not sign in here at "${supplierId}": its profile does not say hostedSignIn: true. ` +
          'Who works for the supplier can be added with --role. See docs/en/server.md.',
      );
    }
    const contact = contactGiven(given.contact, profile);
    const language = given.language ?? profile.languages[0] ?? 'uk';
    if (!profile.languages.includes(language)) {
      throw new Refused(`The supplier does not speak "${language}". Its languages: ${profile.languages.join(', ')}.`);
    }
    const supplierName = Object.values(profile.name).join(' ');
    const fault = judgePassword(password, { contact, supplierName });
    if (fault) throw new Refused(PASSWORD_FAULTS[fault]);
    const passwordHash = await hashPassword(password);
    const isPasswordShort = passwordLength(password) < LONG_PASSWORD;
    const now = new Date();
    await database.transaction(supplierId, async (tx) => {
      const personId = await insertPerson(tx, { supplierId, language, passwordHash, isPasswordShort, now });
      await saveProfileOf(tx, { supplierId, personId, displayName: given.name.trim(), kind, language });
      if ((await insertContact(tx, { supplierId, personId, contact, now })) === null) {
        throw new Refused('Somebody has signed up with this contact already.');
      }
      await linkAccounts(tx, { profile, personId, accountNumbers: given.account, now });
      for (const role of roles) await grantRole(tx, { supplierId, personId, role });
      for (const action of ['person.added', ...roles.map((role) => `staff.granted_${role}` as const)] as const) {
        await recordAct(tx, {
          supplierId,
          at: now,
          actor: 'system',
          customerRef: null,
          action,
          subjectId: personId,
          requestId: null,
        });
      }
    });
    const accounts = `${given.account.length} ${given.account.length === 1 ? 'account' : 'accounts'}`;
    process.stdout.write(`added, with ${[accounts, ...roles].join(', ')}\n`);
  });
}

async function linkAccounts(
  tx: Tx,
  options: { profile: SupplierProfile; personId: string; accountNumbers: readonly string[]; now: Date },
): Promise<void> {
  const { profile, personId, accountNumbers, now } = options;
  const supplierId = profile.id;
  const found = await accountsByNumber(tx, { supplierId, accountNumbers });
  for (const accountNumber of accountNumbers) {
    const account = found.get(accountNumberKey(accountNumber));
    if (!account) throw new Refused(`There is no account ${accountNumber} in the billing base. Nobody was added.`);
    if (account.status === 'closed') throw new Refused(`The account ${accountNumber} is closed. Nobody was added.`);
    await linkAccount(tx, {
      supplierId,
      customerRef: `${HOSTED_REF}${personId}`,
      accountId: account.id,
      role: 'owner',
      provenBy: 'staff',
      now,
    });
  }
}

async function exportPerson(
  supplierId: string,
  { contact, out }: { contact: string; out: string | undefined },
): Promise<void> {
  await atSupplier(supplierId, async ({ database, profile }) => {
    const now = new Date();
    const data = await database.transaction(supplierId, async (tx) => {
      const { personId } = await personGiven(tx, contact, profile);
      await recordAct(tx, {
        supplierId,
        at: now,
        actor: 'system',
        customerRef: null,
        action: 'person.exported',
        subjectId: personId,
        requestId: null,
      });
      return exportMyData(tx, { supplierId, personId, now });
    });
    const json = `${JSON.stringify(data, null, 2)}\n`;
    // For the eyes of who runs this only.
    if (out === undefined) process.stdout.write(json);
    else await writeFile(out, json, { mode: 0o600 });
  });
}

async function erase(supplierId: string, contact: string): Promise<void> {
  await atSupplier(supplierId, ({ database, profile }) =>
    database.transaction(supplierId, async (tx) => {
      const { personId } = await personGiven(tx, contact, profile);
      await erasePerson(tx, { supplierId, personId, actor: 'system', now: new Date(), requestId: null });
    }),
  );
  process.stdout.write('erased\n');
}
