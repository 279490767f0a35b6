import { html } from 'hono/html';
import { recordAct } from '../../db/audit.js';
import { isId } from '../../db/ids.js';
import { endOtherSessions, endSession, listSessions, type SignedInDevice } from '../../domain/sessions.js';
import { browserWords } from '../../domain/user-agent.js';
import { endedSessionCookie } from '../../http/session-cookie.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, form, notice, submit } from '../form.js';
import { momentInWords } from '../../words/moments.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { go } from '../return-address.js';
import { type DeviceTexts, deviceTexts } from './texts.js';

/** What was just done, as the address says it after the form was sent. */
const OUTCOMES = ['one', 'others', 'nothing'] as const;
type Outcome = (typeof OUTCOMES)[number];

async function show(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, language, now } = call;
  const texts = deviceTexts[language];
  const { personId, sessionId } = signedInPerson(call);
  const devices = await context.database.transaction(supplier.id, (tx) =>
    listSessions(tx, { supplierId: supplier.id, personId, now }),
  );
  return {
    kind: 'document',
    title: texts.title,
    body: html`
      ${outcomeNotice(texts, call.query.get('done'))}
      <p>${texts.intro}</p>
      ${form({
        language,
        body: html`<ul class="plain">
          ${devices.map((device) => deviceItem(call, device, device.sessionId === sessionId))}
        </ul>`,
      })}
      <h2>${texts.everywhereTitle}</h2>
      <p>${texts.everywhereText}</p>
      ${form({
        language,
        body: actions(
          submit(texts.everywhere, { tone: 'danger', name: 'end', value: 'everywhere' }),
          devices.length > 1 ? submit(texts.others, { tone: 'secondary', name: 'end', value: 'others' }) : '',
        ),
      })}
      <p>${texts.notYours} <a href="${pagePath(supplier.id, 'profile/password')}">${texts.toPassword}</a></p>
    `,
  };
}

function outcomeNotice(texts: DeviceTexts, done: string | null): Markup | '' {
  const outcome = OUTCOMES.find((each) => each === done);
  if (!outcome) return '';
  const titles: Readonly<Record<Outcome, string>> = {
    one: texts.doneOne,
    others: texts.doneOthers,
    nothing: texts.doneNothing,
  };
  return notice({ tone: outcome === 'nothing' ? 'info' : 'good', title: titles[outcome], takesFocus: true });
}

function deviceItem({ supplier, language }: PageCall, device: SignedInDevice, isThis: boolean): Markup {
  const texts = deviceTexts[language];
  const place = { language, timeZone: supplier.profile.timeZone };
  const { browser, system } = browserWords(device.userAgent);
  const name = [browser, system].filter(Boolean).join(', ') || texts.unknownDevice;
  return html`<li>
    <h2>${name}${isThis ? html` (${texts.thisDevice})` : ''}</h2>
    <p>
      ${texts.seen(momentInWords(device.seenAt, place))}<br />
      <span class="hint">${texts.signedIn(momentInWords(device.createdAt, place))}</span>
    </p>
    ${submit(html`${isThis ? texts.endThis : texts.end}<span class="visually-hidden">: ${name}</span>`, {
      tone: 'secondary',
      name: 'end',
      value: device.sessionId,
    })}
  </li>`;
}

async function end(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, now, requestId } = call;
  const { ref, personId, sessionId } = signedInPerson(call);
  const which = call.form.get('end') ?? '';
  const isEverywhere = which === 'everywhere';
  const person = { supplierId: supplier.id, personId, now };
  const outcome = await context.database.transaction(supplier.id, async (tx): Promise<Outcome> => {
    const act = { supplierId: supplier.id, at: now, customerRef: ref, requestId };
    if (isEverywhere || which === 'others') {
      await endOtherSessions(tx, { ...person, keptSessionId: isEverywhere ? null : sessionId });
      await recordAct(tx, { ...act, action: `session.ended_${which}`, subjectId: personId });
      return 'others';
    }
    if (!isId(which) || !(await endSession(tx, { ...person, sessionId: which }))) return 'nothing';
    await recordAct(tx, { ...act, action: 'session.ended', subjectId: which });
    return 'one';
  });
  if (isEverywhere || (which === sessionId && outcome === 'one')) {
    return go(call, 'sign-in', [endedSessionCookie(supplier.id)]);
  }
  return { ...go(call, 'devices'), to: `${pagePath(supplier.id, 'devices')}?done=${outcome}` };
}

/** The devices on which the person is signed in, and how to sign them out. */
export const devicePages: readonly HostedPage[] = [{ path: 'devices', needs: 'person', get: show, post: end }];
