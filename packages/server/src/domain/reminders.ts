import type { ReminderSettings } from '@kabinet/api/contract';
import { addDays, dateInTimeZone } from '@kabinet/rules';
import type { Context } from '../context.js';
import { accountsOfCustomer } from '../db/account-access.js';
import { dueOf, stillDue } from '../db/account-due.js';
import type { Tx } from '../db/database.js';
import { plansOf } from '../db/payment-plans.js';
import { findPerson } from '../db/people.js';
import { findReminders, noteReminder, saveReminders } from '../db/reminders.js';
import { invalidRequest } from '../problem.js';
import { personIdOf } from './customer.js';
import { contactsOfCustomer } from './customer-contacts.js';
import { queueMessage } from '../messages/queue.js';
import { pageUrl } from './page-addresses.js';
import { pageLanguageOf } from '../words/languages.js';
import { tailOf } from './account-tail.js';
import { maskContact } from './contacts.js';
import { formerPayments, nextRunOf, recentRuns } from './plan-runs.js';
import type { KnownSupplier } from './supplier-directory.js';

/** Of who has not said otherwise. */
export const USUAL_DAYS_BEFORE = 3;

interface Whose {
  readonly supplierId: string;
  readonly customerRef: string;
}

/** When and where the customer is reminded. Nobody is who has not asked for it. */
export async function reminderSettings(tx: Tx, whose: Whose): Promise<ReminderSettings> {
  const [kept, contacts] = [await findReminders(tx, whose), await contactsOfCustomer(tx, whose)];
  return {
    daysBefore: kept?.daysBefore ?? USUAL_DAYS_BEFORE,
    channels: contacts.map((contact) => ({
      id: contact.id,
      kind: contact.kind,
      address: maskContact(contact),
      isOn: kept?.contactIds.includes(contact.id) ?? false,
    })),
  };
}

/** Says when and where to be reminded: only by contacts of the customer's own. */
export async function setReminders(
  tx: Tx,
  { daysBefore, channelIds, ...whose }: Whose & { daysBefore: number; channelIds: readonly string[] },
): Promise<ReminderSettings> {
  const contacts = await contactsOfCustomer(tx, whose);
  const unknown = channelIds.findIndex((each) => !contacts.some(({ id }) => id === each));
  if (unknown >= 0) throw invalidRequest(`/channelIds/${unknown}`, 'unknown_channel');
  await saveReminders(tx, { ...whose, daysBefore, contactIds: [...new Set(channelIds)] });
  return reminderSettings(tx, whose);
}

/**
 * Reminds a customer of the bills that they can see, that are to be paid soon and are not paid yet: of each once, by every channel they chose
 * and still have. Not of one that their own plan pays in time.
 */
export async function remindCustomer(
  tx: Tx,
  {
    context,
    supplier,
    customerRef,
    now,
  }: { context: Context; supplier: KnownSupplier; customerRef: string; now: Date },
): Promise<void> {
  const supplierId = supplier.id;
  const { timeZone, currency } = supplier.profile;
  const whose = { supplierId, customerRef };
  const settings = await findReminders(tx, whose);
  const chosen = (await contactsOfCustomer(tx, whose)).filter(({ id }) => settings?.contactIds.includes(id));
  const personId = personIdOf(customerRef);
  const person = personId !== null && chosen.length > 0 ? await findPerson(tx, { supplierId, personId }) : null;
  if (!settings || !person) return;

  const today = dateInTimeZone(now, timeZone);
  for (const account of await accountsOfCustomer(tx, { ...whose, today })) {
    if (!account.grants.includes('view')) continue;
    const due = await dueOf(tx, { supplierId, accountId: account.id });
    const amount = stillDue(due);
    if (amount === 0n || !due.bill) continue;
    const { month: billMonth, dueOn } = due.bill;
    if (today > dueOn || today < addDays(dueOn, -settings.daysBefore)) continue;
    if (await isPaidByPlan(tx, { ...whose, supplier, accountId: account.id, today, dueOn })) continue;
    if (!(await noteReminder(tx, { ...whose, accountId: account.id, billMonth, now }))) continue;
    for (const to of chosen) {
      await queueMessage(tx, {
        supplierId,
        to,
        purpose: 'payment_reminder',
        language: pageLanguageOf(person.language),
        facts: {
          accountTail: tailOf(account.accountNumber),
          sum: { amount: Number(amount), currency },
          dueOn,
          url: pageUrl(context, supplierId, 'pay'),
        },
        now,
      });
    }
  }
}

/** Whether a plan of the customer's own writes to them, or pays, before the day is over. */
async function isPaidByPlan(
  tx: Tx,
  {
    supplier,
    today,
    dueOn,
    ...whose
  }: Whose & { supplier: KnownSupplier; accountId: string; today: string; dueOn: string },
): Promise<boolean> {
  const due = await dueOf(tx, whose);
  const { timeZone } = supplier.profile;
  for (const plan of await plansOf(tx, whose)) {
    const runs = await recentRuns(tx, { supplierId: supplier.id, planId: plan.id, today });
    const former = await formerPayments(tx, { supplierId: supplier.id, plan, today });
    const next = nextRunOf({ plan, runs, former, due, today, timeZone });
    if (next && next.on <= dueOn) return true;
  }
  return false;
}
