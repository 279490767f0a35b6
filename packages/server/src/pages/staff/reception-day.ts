import type { ReceptionDay, StaffAppointment } from '@kabinet/api/contract';
import { addDays, type CalendarDate, dateInTimeZone, isCalendarDate, isHoliday } from '@kabinet/rules';
import { html } from 'hono/html';
import type { Tx } from '../../db/database.js';
import { closeReceptionDay, type DayFault, openReceptionDay, settleAppointment } from '../../domain/call-off.js';
import { pagePath } from '../../domain/page-addresses.js';
import { lookAtDay, type ReceptionStaff } from '../../domain/reception-days.js';
import type { ProfileReception } from '../../domain/reception-profile.js';
import { requireReception } from '../../domain/receptions.js';
import { ProblemError } from '../../problem.js';
import { textIn } from '../../words/languages.js';
import { timeInZone } from '../../words/moments.js';
import {
  actions,
  buttonLink,
  disclosure,
  errorSummary,
  field,
  form,
  type FormError,
  hidden,
  notice,
  submit,
  textArea,
} from '../form.js';
import { readDay } from '../days.js';
import type { Markup, PageAnswer, PageCall } from '../page.js';
import {
  dayIn,
  dayPath,
  errorOf,
  facts,
  LONGEST_REASON,
  type Params,
  receptionName,
  RECEPTIONS_PAGE,
  receptionStaffAtWork,
  type Shown,
} from './reception-staff.js';
import { receptionStaffTexts } from './reception-texts.js';

/** Who comes to a reception on a day. */
export async function showDay(call: PageCall, params: Params): Promise<PageAnswer> {
  const { reception, on } = dayOf(call, params);
  const done = call.query.get('done');
  const texts = receptionStaffTexts[call.language].done;
  const good = Object.entries(texts).find(([name]) => name === done)?.[1];
  return dayDocument(call, reception, await lookAt(call, reception, on), good === undefined ? {} : { good });
}

function dayOf({ supplier }: PageCall, { id = '', date = '' }: Params) {
  const reception = requireReception(supplier, id);
  if (!isCalendarDate(date)) throw new ProblemError('not_found');
  return { reception, on: date };
}

function lookAt(call: PageCall, reception: ProfileReception, on: CalendarDate): Promise<ReceptionDay> {
  return call.context.database.transaction(call.supplier.id, async (tx) =>
    lookAtDay(tx, { ...(await receptionStaffAtWork(call, tx)), reception, on }),
  );
}

/** What the day's forms do: another day, who came, closing and opening. */
export async function changeDay(call: PageCall, params: Params): Promise<PageAnswer> {
  const { reception, on } = dayOf(call, params);
  const { form: sent, context, supplier, language } = call;
  const texts = receptionStaffTexts[language];
  const step = sent.get('step');
  const goTo = (day: CalendarDate, done?: string): PageAnswer => ({
    kind: 'redirect',
    to: dayPath(call, reception.id, day) + (done === undefined ? '' : `?done=${done}`),
  });
  const work = <T>(does: (tx: Tx, staff: ReceptionStaff) => Promise<T>) =>
    context.database.transaction(supplier.id, async (tx) => does(tx, await receptionStaffAtWork(call, tx)));
  if (step === 'go') {
    const day = readDay(sent.get('day') ?? '');
    if (day !== null) return goTo(day);
    const errors = [{ id: 'day', text: texts.wrongDay }];
    return dayDocument(call, reception, await lookAt(call, reception, on), { errors });
  }
  if (step === 'close' || step === 'open') {
    const reason = (sent.get('reason') ?? '').slice(0, LONGEST_REASON);
    const fault = await work((tx, staff) =>
      step === 'close'
        ? closeReceptionDay(tx, { ...staff, reception, on, reason })
        : openReceptionDay(tx, { ...staff, reception, on }),
    );
    if (fault === null) return goTo(on, step === 'close' ? 'closed' : 'opened');
    return dayDocument(call, reception, await lookAt(call, reception, on), faultShown(texts, fault));
  }
  if (step !== 'attended' && step !== 'missed') throw new ProblemError('invalid_request');
  const id = sent.get('appointment') ?? '';
  const settled = await work((tx, staff) =>
    settleAppointment(tx, { ...staff, id, outcome: { outcome: step, reason: '' } }),
  );
  if (settled.kind === 'settled') return goTo(on, step);
  if (settled.kind === 'not_found') throw new ProblemError('not_found');
  const day = await lookAt(call, reception, on);
  return dayDocument(call, reception, day, { status: 409, warning: texts.notChangeable });
}

function faultShown(texts: (typeof receptionStaffTexts)['uk'], fault: DayFault): Shown {
  return fault === 'past'
    ? { status: 409, warning: texts.past }
    : { errors: [{ id: 'reason', text: texts.reasonMissing }] };
}

function dayDocument(
  call: PageCall,
  reception: ProfileReception,
  day: ReceptionDay,
  { status, good, warning, errors = [] }: Shown,
): PageAnswer {
  const { supplier, language } = call;
  const texts = receptionStaffTexts[language];
  const { on, items, waiting, isClosed, why } = day;
  const nav = (label: string, days: number) =>
    buttonLink(dayPath(call, reception.id, addDays(on, days)), label, 'secondary');
  const closed = why === null ? texts.holiday : texts.closedFor(textIn(why, language, supplier.profile));
  return {
    kind: 'document',
    title: dayIn(on, call),
    status: status ?? (errors.length > 0 ? 422 : 200),
    body: html`
      ${errorSummary(language, errors)}
      ${good === undefined ? '' : notice({ tone: 'good', title: good, takesFocus: true })}
      ${warning === undefined ? '' : notice({ tone: 'warn', title: warning, takesFocus: true })}
      <p>${receptionName(call, reception)}</p>
      ${isClosed ? notice({ tone: 'warn', title: closed }) : ''}
      ${items.length === 0 ? html`<p>${texts.nobody}</p>` : items.map((item) => itemSection(call, item))}
      ${waiting > 0 ? html`<p>${texts.waiting(waiting)}</p>` : ''}
      ${actions(nav(texts.previous, -1), nav(texts.next, 1))}
      ${form({
        language,
        body: html`${field({
          id: 'day',
          type: 'date',
          label: texts.goTo,
          hint: texts.goToHint,
          size: 'medium',
          value: on,
          error: errorOf(errors, 'day'),
        })}
        ${actions(submit(texts.go, { tone: 'secondary', name: 'step', value: 'go' }))}`,
      })}
      ${closing(call, day, errors)}
      ${actions(buttonLink(pagePath(supplier.id, RECEPTIONS_PAGE), texts.toList, 'plain'))}
    `,
  };
}

/** One appointment of the day, with what can be said of it: who came once it has begun, and calling it off until it is over. */
function itemSection(call: PageCall, item: StaffAppointment): Markup {
  const { supplier, language, now } = call;
  const texts = receptionStaffTexts[language];
  const { appointment, customerName } = item;
  const { id, startsAt, endsAt, status, number } = appointment;
  const time = (moment: string) => timeInZone(moment, supplier.profile.timeZone);
  const who = customerName === '' ? number : customerName;
  const hasBegun = now >= new Date(startsAt);
  const canSay = hasBegun && status !== 'called_off';
  return html`<section>
    <h2>${time(startsAt)}–${time(endsAt)}, ${who}</h2>
    ${facts(call, item)}
    ${
      canSay
        ? form({
            language,
            body: html`${hidden('appointment', id)}
            ${actions(
              status === 'attended'
                ? ''
                : submit(labelFor(texts.cameLabel, texts.attended(who)), {
                    tone: 'secondary',
                    name: 'step',
                    value: 'attended',
                  }),
              status === 'missed'
                ? ''
                : submit(labelFor(texts.missedLabel, texts.missed(who)), {
                    tone: 'secondary',
                    name: 'step',
                    value: 'missed',
                  }),
            )}`,
          })
        : ''
    }
    ${
      status === 'booked' && now < new Date(endsAt)
        ? actions(
            buttonLink(
              pagePath(supplier.id, `${RECEPTIONS_PAGE}/appointment/${id}/call-off`),
              texts.callOff(who),
              'plain',
            ),
          )
        : ''
    }
  </section>`;
}

/** Short for who sees whose row it is in, whole for who hears the button alone. */
function labelFor(short: string, whole: string): Markup {
  return html`<span aria-hidden="true">${short}</span><span class="visually-hidden">${whole}</span>`;
}

/** Closing the day or opening it again; not of one that is over, and no holiday is opened here. */
function closing({ supplier, language, now }: PageCall, day: ReceptionDay, errors: readonly FormError[]): Markup | '' {
  const texts = receptionStaffTexts[language];
  const { timeZone, holidays } = supplier.profile;
  if (day.on < dateInTimeZone(now, timeZone)) return '';
  if (day.isClosed) {
    if (isHoliday(day.on, holidays) && day.why === null) return '';
    return form({
      language,
      body: html`<p>${texts.openText}</p>
        ${actions(submit(texts.open, { tone: 'secondary', name: 'step', value: 'open' }))}`,
    });
  }
  const booked = day.items.filter(
    ({ appointment: { status, startsAt } }) => status === 'booked' && new Date(startsAt) > now,
  ).length;
  const error = errorOf(errors, 'reason');
  const body = form({
    language,
    body: html`<p>${texts.closeText(booked)}</p>
      ${textArea({ id: 'reason', label: texts.reason, hint: texts.reasonHint, error, rows: 2, maxLength: LONGEST_REASON })}
      ${actions(submit(texts.close, { tone: 'danger', name: 'step', value: 'close' }))}`,
  });
  return error === undefined ? disclosure(texts.closeTitle, body) : body;
}
