import type { CalendarFeed, ReminderSettings } from '@kabinet/api/contract';
import { html } from 'hono/html';
import { calendarFeed, createCalendarFeed, revokeCalendarFeed } from '../../domain/calendar-feeds.js';
import { reminderSettings, setReminders } from '../../domain/reminders.js';
import { pagePath } from '../../domain/page-addresses.js';
import {
  actions,
  buttonLink,
  choices,
  errorSummary,
  field,
  form,
  type FormError,
  hidden,
  notice,
  submit,
} from '../form.js';
import { dayInWords } from '../../words/moments.js';
import { paysHere, remindsHere } from '../offered.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { reminderTexts } from './texts.js';

const PAGE = 'reminders';
/** Which of the page's forms was sent. */
const WHAT = 'what';

interface Shown {
  readonly errors?: readonly FormError[];
  readonly typedDays?: string;
  /** An address that was made just now: shown this once. */
  readonly madeUrl?: string | null;
}

async function show(call: PageCall, { errors = [], typedDays, madeUrl = null }: Shown = {}): Promise<PageAnswer> {
  const { context, supplier, language, query } = call;
  const texts = reminderTexts[language];
  const { ref: customerRef } = signedInPerson(call);
  const { settings, feed } = await context.database.transaction(supplier.id, async (tx) => ({
    settings: await reminderSettings(tx, { supplierId: supplier.id, customerRef }),
    feed: await calendarFeed(tx, { supplier, customerRef }),
  }));
  const done = query.get('done');
  const outcome = done === 'saved' ? texts.saved : done === 'revoked' ? texts.revoked : null;
  return {
    kind: 'document',
    title: texts.title,
    status: errors.length > 0 ? 422 : 200,
    body: html`
      ${errorSummary(language, errors)}
      ${outcome === null ? '' : notice({ tone: 'good', title: outcome, takesFocus: true })}
      ${madeUrl === null ? '' : madeNotice(call, madeUrl)} ${settingsForm(call, settings, { errors, typedDays })}
      ${calendarSection(call, feed)}
    `,
  };
}

function settingsForm(
  { language }: PageCall,
  { daysBefore, channels }: ReminderSettings,
  { errors, typedDays }: { errors: readonly FormError[]; typedDays: string | undefined },
): Markup {
  const texts = reminderTexts[language];
  if (channels.length === 0) return html`<p>${texts.noContacts}</p>`;
  return html`<p>${texts.intro}</p>
    ${form({
      language,
      body: html`
        ${hidden(WHAT, 'settings')}
        ${field({
          id: 'days',
          label: texts.days,
          hint: texts.daysHint,
          inputmode: 'numeric',
          size: 'short',
          value: typedDays ?? String(daysBefore),
          error: errors.find(({ id }) => id === 'days')?.text,
        })}
        ${choices({
          id: 'channel',
          legend: texts.where,
          hint: texts.whereHint,
          kind: 'several',
          options: channels.map(({ id, address }) => ({ value: id, label: address })),
          value: channels.filter(({ isOn }) => isOn).map(({ id }) => id),
        })}
        ${actions(submit(texts.save))}
      `,
    })}`;
}

function calendarSection({ supplier, language }: PageCall, { createdAt }: CalendarFeed): Markup {
  const texts = reminderTexts[language];
  const { timeZone } = supplier.profile;
  const oneButton = (what: string, label: string, tone: 'secondary' | 'danger') =>
    form({ language, body: html`${hidden(WHAT, what)} ${actions(submit(label, { tone }))}` });
  return html`<section>
    <h2>${texts.calendar}</h2>
    <p>${texts.calendarText}</p>
    ${
      createdAt === null
        ? oneButton('calendar', texts.make, 'secondary')
        : html`<p>${texts.calendarSince(dayInWords(createdAt, { language, timeZone }))} ${texts.makeAnewText}</p>
            ${oneButton('calendar', texts.makeAnew, 'secondary')} ${oneButton('revocation', texts.revoke, 'danger')}`
    }
  </section>`;
}

function madeNotice({ language }: PageCall, url: string): Markup {
  const texts = reminderTexts[language];
  return html`${notice({
    tone: 'good',
    title: texts.made,
    text: `${texts.madeText} ${texts.calendarSecret}`,
    // What programs of calendars open.
    actions: actions(buttonLink(url.replace(/^https?:/, 'webcal:'), texts.open, 'primary')),
    takesFocus: true,
  })}
  ${field({
    id: 'address',
    label: texts.address,
    hint: texts.addressHint,
    value: url,
    attributes: { readonly: true },
  })}`;
}

async function send(call: PageCall): Promise<PageAnswer> {
  switch (call.form.get(WHAT)) {
    case 'calendar':
      return makeCalendar(call);
    case 'revocation':
      return endCalendar(call);
    default:
      return save(call);
  }
}

async function save(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, form: sent, language } = call;
  const { ref: customerRef } = signedInPerson(call);
  const typedDays = sent.get('days')?.normalize('NFKC').trim() ?? '';
  const daysBefore = /^\d{1,2}$/.test(typedDays) ? Number(typedDays) : 0;
  if (daysBefore < 1 || daysBefore > 14) {
    return show(call, { errors: [{ id: 'days', text: reminderTexts[language].daysError }], typedDays });
  }
  const channelIds = sent.getAll('channel');
  await context.database.transaction(supplier.id, (tx) =>
    setReminders(tx, { supplierId: supplier.id, customerRef, daysBefore, channelIds }),
  );
  return { kind: 'redirect', to: `${pagePath(supplier.id, PAGE)}?done=saved` };
}

async function makeCalendar(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, language, now, requestId } = call;
  const { ref: customerRef } = signedInPerson(call);
  const { url } = await context.database.transaction(supplier.id, (tx) =>
    createCalendarFeed(tx, { context, supplier, customerRef, language, now, requestId }),
  );
  return show(call, { madeUrl: url });
}

async function endCalendar(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, now, requestId } = call;
  const { ref: customerRef } = signedInPerson(call);
  await context.database.transaction(supplier.id, (tx) =>
    revokeCalendarFeed(tx, { context, supplier, customerRef, now, requestId }),
  );
  return { kind: 'redirect', to: `${pagePath(supplier.id, PAGE)}?done=revoked` };
}

/** The profile's section that leads here. */
export function remindersSection({ supplier, language }: PageCall): Markup | '' {
  const texts = reminderTexts[language];
  if (!paysHere(supplier) && !remindsHere(supplier)) return '';
  return html`<section>
    <h2>${texts.section}</h2>
    <p>${texts.sectionText}</p>
    ${actions(
      paysHere(supplier) ? buttonLink(pagePath(supplier.id, 'pay'), texts.pay) : '',
      remindsHere(supplier) ? buttonLink(pagePath(supplier.id, PAGE), texts.title) : '',
    )}
  </section>`;
}

/** Reminders and the calendar. */
export const reminderPages: readonly HostedPage[] = [
  { path: PAGE, needs: 'person', get: (call) => show(call), post: send },
];
