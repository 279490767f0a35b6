import { html } from 'hono/html';
import { type AgendaDay, receptionAgenda } from '../../domain/reception-days.js';
import type { ProfileReception } from '../../domain/reception-profile.js';
import { notice } from '../form.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { callOff, showCallOff } from './reception-call-off.js';
import { changeDay, showDay } from './reception-day.js';
import { dayIn, dayPath, receptionName, RECEPTIONS_PAGE, receptionStaffAtWork } from './reception-staff.js';
import { receptionStaffTexts } from './reception-texts.js';

const DAYS_AHEAD = 14;

/** The receptions of every company with their next days. */
async function showAll(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, language } = call;
  const texts = receptionStaffTexts[language];
  const { profile } = supplier;
  const agendas = await context.database.transaction(supplier.id, async (tx) => {
    const work = await receptionStaffAtWork(call, tx);
    const found: { reception: ProfileReception; days: readonly AgendaDay[] }[] = [];
    for (const reception of profile.receptions) {
      found.push({ reception, days: await receptionAgenda(tx, { ...work, reception, days: DAYS_AHEAD }) });
    }
    return found;
  });
  return {
    kind: 'document',
    title: texts.title,
    body: html`
      <p>${texts.intro}</p>
      ${agendas.length === 0 ? notice({ title: texts.none }) : ''}
      ${agendas.map(
        ({ reception, days }) => html`
          <h2>${receptionName(call, reception)}</h2>
          ${
            days.length === 0
              ? html`<p>${texts.noDays}</p>`
              : html`<ul>
                  ${days.map(
                    ({ on, booked, isClosed }) =>
                      html`<li>
                        <a href="${dayPath(call, reception.id, on)}">${dayIn(on, call)}</a><br />
                        <span class="hint">${isClosed ? texts.isClosed : texts.people(booked)}</span>
                      </li>`,
                  )}
                </ul>`
          }
        `,
      )}
    `,
  };
}

/** Receptions for staff: the days ahead, who comes on one, closing it, calling one off. */
export const receptionPages: readonly HostedPage[] = [
  { path: RECEPTIONS_PAGE, needs: 'staff', get: showAll },
  { path: `${RECEPTIONS_PAGE}/appointment/:id/call-off`, needs: 'staff', get: showCallOff, post: callOff },
  { path: `${RECEPTIONS_PAGE}/:id/:date`, needs: 'staff', get: showDay, post: changeDay },
];
