import { html } from 'hono/html';
import { settleAppointment } from '../../domain/call-off.js';
import { lookAtAppointment } from '../../domain/reception-days.js';
import { ProblemError } from '../../problem.js';
import { timeInZone } from '../../words/moments.js';
import { actions, buttonLink, errorSummary, form, notice, submit, textArea } from '../form.js';
import type { PageAnswer, PageCall } from '../page.js';
import {
  dayIn,
  dayPath,
  errorOf,
  facts,
  LONGEST_REASON,
  type Params,
  receptionStaffAtWork,
  type Shown,
} from './reception-staff.js';
import { receptionStaffTexts } from './reception-texts.js';

/** Asks why one appointment is called off. */
export async function showCallOff(call: PageCall, { id = '' }: Params): Promise<PageAnswer> {
  return callOffDocument(call, await lookAtOne(call, id), {});
}

async function lookAtOne(call: PageCall, id: string) {
  const found = await call.context.database.transaction(call.supplier.id, async (tx) =>
    lookAtAppointment(tx, { ...(await receptionStaffAtWork(call, tx)), id }),
  );
  if (!found) throw new ProblemError('not_found');
  return found;
}

/** Calls it off. */
export async function callOff(call: PageCall, { id = '' }: Params): Promise<PageAnswer> {
  const texts = receptionStaffTexts[call.language];
  const reason = (call.form.get('reason') ?? '').slice(0, LONGEST_REASON);
  const settled = await call.context.database.transaction(call.supplier.id, async (tx) =>
    settleAppointment(tx, {
      ...(await receptionStaffAtWork(call, tx)),
      id,
      outcome: { outcome: 'called_off', reason },
    }),
  );
  switch (settled.kind) {
    case 'settled':
      return { kind: 'redirect', to: `${dayPath(call, settled.reception.id, settled.on)}?done=called_off` };
    case 'not_found':
      throw new ProblemError('not_found');
    case 'not_changeable':
      return callOffDocument(call, await lookAtOne(call, id), { status: 409, warning: texts.notChangeable });
    case 'reason_missing': {
      const errors = [{ id: 'reason', text: texts.reasonMissing }];
      return callOffDocument(call, await lookAtOne(call, id), { errors });
    }
  }
}

function callOffDocument(
  call: PageCall,
  { item, receptionId, on }: Awaited<ReturnType<typeof lookAtOne>>,
  { status, warning, errors = [] }: Shown,
): PageAnswer {
  const { supplier, language } = call;
  const texts = receptionStaffTexts[language];
  const { startsAt } = item.appointment;
  return {
    kind: 'document',
    title: texts.callOffTitle,
    status: status ?? (errors.length > 0 ? 422 : 200),
    body: html`
      ${errorSummary(language, errors)}
      ${warning === undefined ? '' : notice({ tone: 'warn', title: warning, takesFocus: true })}
      <p>${dayIn(on, call)}, ${timeInZone(startsAt, supplier.profile.timeZone)}: ${item.customerName}</p>
      ${facts(call, item)}
      ${
        item.appointment.status === 'booked'
          ? form({
              language,
              body: html`<p>${texts.callOffText}</p>
                ${textArea({
                  id: 'reason',
                  label: texts.reason,
                  hint: texts.reasonHint,
                  error: errorOf(errors, 'reason'),
                  rows: 2,
                  maxLength: LONGEST_REASON,
                })}
                ${actions(submit(texts.callOffButton, { tone: 'danger' }))}`,
            })
          : ''
      }
      ${actions(buttonLink(dayPath(call, receptionId, on), texts.toDay, 'plain'))}
    `,
  };
}
