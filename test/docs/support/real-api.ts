import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Page } from 'playwright-core';
import { createApp } from '../../../packages/server/src/app.js';
import { linkAccount } from '../../../packages/server/src/db/account-access.js';
import { insertContact } from '../../../packages/server/src/db/contacts.js';
import { insertPerson } from '../../../packages/server/src/db/people.js';
import { HOSTED_REF } from '../../../packages/server/src/domain/customer.js';
import { hashPassword } from '../../../packages/server/src/domain/passwords.js';
import { openTestPGlite } from '../../../packages/server/src/testing/databases.js';
import { seedSupplier, type SeedOptions, testContext } from '../../../packages/server/src/testing/index.js';

const PERSON = { contact: 'person@example.com', password: 'сім різних слів на один рік' };

/** The supplier of the docs, `mygas`, on the real server with a database, and a customer who signs in on its pages. */
export interface RealApi {
  /** What the docs call https://api.example.com. */
  readonly origin: string;
  /** Whose accounts the supplier's base has. */
  readonly customerRef: string;
  /** Presses "sign in" on a widget of the page and gives the pages of the service what they ask for. */
  signIn(page: Page): Promise<void>;
  /** Gives the sign-in page what it asks for, and waits until the window is gone. */
  fillIn(popup: Page): Promise<void>;
  close(): Promise<void>;
}

/** @param origins the sites that may call it; further changes of the profile */
export async function startRealApi(
  origins: readonly string[],
  profile: NonNullable<SeedOptions['profile']> = {},
): Promise<RealApi> {
  const under = await openTestPGlite();
  const now = () => new Date();
  let origin = '';
  const app = createApp(testContext(under.database, { publicUrl: () => origin, now }));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((listening) => server.once('listening', listening));
  // Another site than the pages', as https://api.example.com is to https://www.example.com.
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { id: supplierId, customer } = await seedSupplier(under.database, {
    id: 'mygas',
    profile: { hostedSignIn: true, origins: [...origins], readingWindows: [], ...profile },
  });
  const passwordHash = await hashPassword(PERSON.password);
  await under.database.transaction(supplierId, async (tx) => {
    const person = { supplierId, language: 'uk', passwordHash, isPasswordShort: false, now: now() } as const;
    const personId = await insertPerson(tx, person);
    await insertContact(tx, { supplierId, personId, contact: { kind: 'email', address: PERSON.contact }, now: now() });
    await linkAccount(tx, {
      supplierId,
      customerRef: HOSTED_REF + personId,
      accountId: customer.accounts[0].id,
      role: 'owner',
      provenBy: 'pin',
      now: now(),
    });
  });
  return {
    origin,
    customerRef: customer.ref,
    async signIn(page) {
      const button = page.getByRole('button', { name: 'Увійти', exact: true }).first();
      const [popup] = await Promise.all([page.waitForEvent('popup'), button.click()]);
      await fillIn(popup);
    },
    fillIn,
    async close() {
      await new Promise((closed) => server.close(closed));
      await under.close();
    },
  };
}

async function fillIn(popup: Page): Promise<void> {
  await popup.locator('input[name="contact"]').fill(PERSON.contact);
  await popup.locator('input[type="password"]').fill(PERSON.password);
  await popup.locator('main form').getByRole('button', { name: 'Увійти', exact: true }).click();
  if (!popup.isClosed()) await popup.waitForEvent('close');
}
