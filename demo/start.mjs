// @ts-check
// `npm start` ends here, after installing and building: starts the demo, says where it is and what to try, and waits for Ctrl-C.

import { join, resolve } from 'node:path';
import { UserError, runScript, step } from '../scripts/lib/report.mjs';
import { root } from '../scripts/lib/run.mjs';
import { startDemo } from './run-demo.mjs';

/** @type {import('./run-demo.mjs').Demo | undefined} */
let demo;
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (isStopping) return;
    isStopping = true;
    console.log('\nStopping…');
    await demo?.stop();
    process.exit(demo ? 0 : 1);
  });
}

await runScript(async () => {
  demo = await startDemo({
    dataDir: resolve(process.env.KABINET_DATA || join(root, '.kabinet')),
    databaseUrl: process.env.DATABASE_URL,
    ports: { api: portFrom('PORT'), site: portFrom('SITE_PORT'), sandbox: portFrom('SANDBOX_PORT') },
    withClerks: true,
    tell: step,
    onApiEnd: (sentence) => {
      console.error(`\n${sentence}\n`);
      process.exit(1);
    },
  });
  tellWhatToTry(demo);
});

/** A port from the environment. @param {'PORT' | 'SITE_PORT' | 'SANDBOX_PORT'} setting */
function portFrom(setting) {
  const text = process.env[setting];
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UserError(`${setting} must be a port from 1 to 65535, or 0 for any free one.`);
}

/** @param {import('./run-demo.mjs').Demo} demo */
function tellWhatToTry({ siteUrl, apiUrl, apiBase, bankUrl, customers, logFile, sites }) {
  const hosted = sites.filter(({ signIn }) => signIn === 'hosted');
  console.log(`
The supplier's site   ${siteUrl}
The cabinet           ${siteUrl}/kabinet.html
What it does, where   ${siteUrl}/codes.html
The API               ${apiBase}  (contract: ${apiUrl}/openapi.json)
The API's log         ${logFile}
The sandbox bank      ${bankUrl}  (no real money; make it go wrong there)

Other suppliers' sites, each with its own tariffs
${sites
  .slice(1)
  .map((site) => `  ${site.siteUrl}  ${site.supplier}`)
  .join('\n')}

${
  hosted[0]
    ? `Sign up at one of these with nothing but a bill in hand:
${hosted.map((site) => `  ${site.siteUrl}/bill.html`).join('\n')}
  Codes and letters of the demo appear at ${apiUrl}/outbox
`
    : ''
}
Sign in on the first site's cabinet page as one of the sample customers:
${customers.map(({ label, note }) => `  - ${label.en}: ${note.en}`).join('\n')}

Sign in as staff: each supplier has a clerk who answers appeals, closes receptions and looks after payments.
  The password is "${sites[0]?.clerk?.password}", and the code after it is at ${apiUrl}/outbox
${sites.map(({ clerk }) => `  ${clerk?.signInUrl}  ${clerk?.contact}`).join('\n')}

What to try:
  1. Hand in a reading at ${siteUrl}/pokazannia.html, then correct it; a smaller one than the last is questioned.
  2. See what is owed and why at ${siteUrl}/rakhunok.html, in a wide column and in a narrow sidebar.
  3. Switch the cabinet to Russian or English; nothing typed is lost. Try a dark theme and a phone's width.
  4. Look up a tariff without signing in at ${siteUrl}/taryfy.html: earlier ones, a calculator, a former town's name.
  5. Pay at ${siteUrl}/kabinet.html: the bank's page names its test cards. Let it lose its messages at ${bankUrl} and pay again.
  6. Turn the network off in the browser's developer tools and send a reading: it is kept, and never claimed to be accepted.
  7. Write to the supplier at ${siteUrl}/zvernennia.html, with a photo; book a time with a manager there; see the contracts.
  8. See the same widgets by other ways of embedding: one file, classic loader, an adapter, React (demo/README.md).
  9. Answer it as the clerk of that supplier at ${sites[0]?.clerk?.signInUrl}, and read the answer as the customer.

Ctrl-C stops everything.
`);
}
