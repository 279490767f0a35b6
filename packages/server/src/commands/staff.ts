import { parseArgs } from 'node:util';
import type { StaffRole } from '@kabinet/api/contract';
import { recordAct } from '../db/audit.js';
import { grantRole, listStaff, revokeRole } from '../db/staff-roles.js';
import { Refused } from '../import/refused.js';
import { atSupplier, personGiven, refusing, rolesGiven } from './at-supplier.js';

const USAGE = `Usage: kabinet-server staff grant  --supplier <id> --contact <phone or e-mail> --role <role>
       kabinet-server staff revoke --supplier <id> --contact <phone or e-mail> --role <role>
       kabinet-server staff list   --supplier <id>

Says who of the people that signed up, or were put in with "people add", works for the supplier. They see the pages for staff after
signing in with a second factor: a password and a code, or a passkey.

  --supplier <id>   whose staff
  --contact         what the person signs in with
  --role            link_requests: see requests to link an account by hand, beside what the billing base has, and answer them
                    payments: look up payments, give them back, and look after differences with payment providers
                    appeals: read what customers write, answer it and see to it that it is answered in time
                    receptions: see who comes to receptions, close days, say who came
`;

/** The command line's staff: answers with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      supplier: { type: 'string' },
      contact: { type: 'string' },
      role: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  return refusing(async () => {
    const [action, ...rest] = positionals;
    const { supplier, contact, role: named } = values;
    if (rest.length > 0 || supplier === undefined) throw new Refused(usageHint());
    if (action === 'list') return list(supplier);
    if ((action !== 'grant' && action !== 'revoke') || contact === undefined || named === undefined) {
      throw new Refused(usageHint());
    }
    for (const role of rolesGiven([named])) await change(action, { supplier, contact, role });
  });
}

function usageHint(): string {
  return 'Say what to do and for whom: kabinet-server staff grant --supplier <id> --contact <contact> --role <role>. --help tells more.';
}

async function change(
  action: 'grant' | 'revoke',
  { supplier, contact, role }: { supplier: string; contact: string; role: StaffRole },
): Promise<void> {
  const isChanged = await atSupplier(supplier, ({ database, profile }) =>
    database.transaction(supplier, async (tx) => {
      const { personId } = await personGiven(tx, contact, profile);
      const ofPerson = { supplierId: supplier, personId, role };
      const changed = await (action === 'grant' ? grantRole(tx, ofPerson) : revokeRole(tx, ofPerson));
      if (changed) {
        await recordAct(tx, {
          supplierId: supplier,
          at: new Date(),
          actor: 'system',
          customerRef: null,
          action: action === 'grant' ? `staff.granted_${role}` : `staff.revoked_${role}`,
          subjectId: personId,
          requestId: null,
        });
      }
      return changed;
    }),
  );
  if (action === 'grant') process.stdout.write(isChanged ? `granted ${role}\n` : `had ${role} already\n`);
  else process.stdout.write(isChanged ? `revoked ${role}\n` : `did not have ${role}\n`);
}

async function list(supplier: string): Promise<void> {
  const staff = await atSupplier(supplier, ({ database }) =>
    database.transaction(supplier, (tx) => listStaff(tx, { supplierId: supplier })),
  );
  for (const { role, grantedAt, contacts, displayName } of staff) {
    process.stdout.write(`${[role, grantedAt.slice(0, 10), contacts.join(' '), displayName].join('\t').trimEnd()}\n`);
  }
}
