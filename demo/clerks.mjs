// @ts-check
// Somebody of each supplier's staff, so that what customers of the demo write can be answered: put in by the command a supplier would use.

import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../scripts/lib/report.mjs';
import { runNode } from '../scripts/lib/run.mjs';
import { lastLines } from './server-process.mjs';

/**
 * @typedef {object} Clerk
 * @property {string} contact what they sign in with
 * @property {string} password
 * @property {string} signInUrl where; a code is asked for besides, which comes to the outbox
 */

const ROLES = ['appeals', 'receptions', 'payments', 'link_requests'];
/** Known to whoever reads this: the demo listens to its own machine only, and shows the codes to whoever asks for them. */
const PASSWORD = 'two warm lamps and a kettle';

/**
 * The supplier's clerk; put in when the database does not have them yet.
 * @param {{supplier: string, name: string, server: string, apiUrl: string, env: NodeJS.ProcessEnv}} options
 * @returns {Promise<Clerk>}
 */
export async function keepClerk({ supplier, name, server, apiUrl, env }) {
  const contact = `clerk@${supplier}.example`;
  const clerk = { contact, password: PASSWORD, signInUrl: `${apiUrl}/${supplier}/my/staff/appeals` };
  // Beside the embedded database, so that who deletes it has both made anew. PostgreSQL is asked every time.
  const mark = env.DATABASE_URL === '' && env.KABINET_DATA ? join(env.KABINET_DATA, `clerk-of-${supplier}`) : null;
  if (mark !== null && (await isThere(mark))) return clerk;
  const whom = ['--supplier', supplier, '--contact', contact, '--name', name, '--password-stdin'];
  const args = [server, 'people', 'add', ...whom, ...ROLES.flatMap((role) => ['--role', role])];
  const { code, output } = await runNode(args, { env, quiet: true, input: PASSWORD });
  if (code !== 0 && !output.includes('signed up with this contact already')) {
    throw new UserError(`"kabinet-server people add" failed:\n${lastLines(output)}`);
  }
  if (mark !== null) await writeFile(mark, '');
  return clerk;
}

/** @param {string} file */
function isThere(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
