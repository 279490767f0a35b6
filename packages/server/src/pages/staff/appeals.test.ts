import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantRole, revokeRole } from '../../db/staff-roles.js';
import { noteUndelivered } from '../../domain/appeal-delivery.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { type AppealStage, appealStage } from '../../testing/appeal-stage.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { PageBrowser, type VisitedPage } from '../../testing/page-browser.js';
import { pageObjects, pdfOf } from '../../testing/pdfs.js';
import { SEED_NOW } from '../../testing/seed-supplier.js';
import { signedInPerson } from '../../testing/signed-in.js';

const PAGE = 'staff/appeals';
const DAY = 86_400_000;
const day = (days: number) => new Date(SEED_NOW.getTime() + days * DAY).toISOString();

/** What a form of the page carries along. */
const hiddenIn = ({ html }: VisitedPage, name: string) =>
  [...html.matchAll(new RegExp(`type="hidden" name="${name}" value="([^"]*)"`, 'g'))].map(([, value = '']) => value);

describe('the pages of staff about appeals', () => {
  let under: DatabaseUnderTest;
  let stage: AppealStage;
  beforeAll(async () => {
    under = await openTestPGlite();
    stage = await appealStage(under);
  });
  afterAll(() => under.close());

  async function browserOf(role: 'appeals' | 'payments', personId?: string): Promise<PageBrowser> {
    const supplierId = stage.supplier.id;
    const now = stage.context.now();
    const person = await signedInPerson(under.database, {
      supplierId,
      ...(personId !== undefined && { personId }),
      isStrong: true,
      now,
    });
    await stage.tx((tx) => grantRole(tx, { supplierId, personId: person.personId, role }));
    return new PageBrowser(stage.app, { supplierId, cookie: sessionCookie(supplierId, person.token) });
  }
  const staff = () => browserOf('appeals', stage.staff.personId);
  const written = async (body: Record<string, unknown> = {}) => (await stage.write(body)).appeal;
  const acts = (action: string, subjectId: string) =>
    stage.tx((tx) =>
      tx
        .selectFrom('audit_events')
        .select('actor_ref')
        .where('action', '=', action)
        .where('subject_id', '=', subjectId)
        .execute(),
    );

  it('are found from the profile of who has the role, and of nobody else', async () => {
    stage.at(day(0));
    const { id } = await written();
    expect((await (await staff()).visit('profile')).html).toContain('/my/staff/appeals"');
    const colleague = await browserOf('payments');
    expect((await colleague.visit('profile')).html).not.toContain('staff/appeals');
    for (const page of [PAGE, `${PAGE}/${id}`, `${PAGE}/${id}/file/${id}`]) {
      expect((await colleague.visit(page)).status, page).toBe(404);
    }
    for (const step of ['take', 'send', 'note']) {
      expect((await colleague.send(`${PAGE}/${id}`, { step, note: 'x', text: 'x' })).status, step).toBe(404);
    }
  });

  it('show the queue, what is due first on top, in plain text whatever was written', async () => {
    stage.at(day(0));
    const { id: late } = await written({ text: 'Рахунок <script>alert(1)</script> завеликий' });
    const connection = { kindId: 'question', text: 'Інше питання' };
    stage.at(day(40));
    const { id: fresh } = await written(connection);
    const { html, text, status } = await (await staff()).visit(PAGE);
    expect(status).toBe(200);
    expect(html).not.toContain('<script>alert');
    expect(text).toContain('Рахунок <script>alert(1)</script> завеликий');
    expect(text).toContain('прострочено на 10 днів');
    expect(html.indexOf(late)).toBeGreaterThan(0);
    expect(html.indexOf(late)).toBeLessThan(html.indexOf(fresh));
    expect(await acts('appeal.viewed', fresh)).toHaveLength(1);
  });

  it('filter by an address, and look for words without one', async () => {
    stage.at(day(40));
    const { id, number } = await written({ text: 'Сірий лічильник' });
    const browser = await staff();
    const filtered = await browser.send(PAGE, { status: 'open', overdue: 'yes', kind: 'question', assignee: 'nobody' });
    expect(filtered.address).toBe(`${PAGE}?kind=question&assignee=nobody&overdue=yes`);
    expect(filtered.html).not.toContain(id);
    const digits = number.replaceAll('-', '');
    for (const search of [number, digits, `№ ${number}`, 'сірий']) {
      const found = await browser.send(PAGE, { search });
      expect([found.address, found.html.includes(id)], search).toEqual([PAGE, true]);
    }
    // Its number means the appeal itself; what only quotes its digits is found by further words.
    const { id: quoting } = await written({ text: `Ще раз про ${digits}` });
    expect((await browser.send(PAGE, { search: digits })).html.includes(quoting)).toBe(false);
    expect((await browser.send(PAGE, { search: `про ${digits}` })).html.includes(quoting)).toBe(true);
    expect((await browser.send(PAGE, { search: 'нічого такого' })).text).toContain('Таких звернень немає');
    expect((await browser.visit(`${PAGE}?cursor=abc`)).status).toBe(404);
  });

  it('lead back to the queue as it was filtered, whatever was done in between', async () => {
    stage.at(day(0));
    const { id } = await written({ text: 'Фільтри' });
    const browser = await staff();
    const query = 'kind=question&assignee=nobody';
    const list = await browser.visit(`${PAGE}?${query}`);
    expect(list.html).toContain(`/my/${PAGE}/${id}?${query.replace('&', '&amp;')}"`);
    const noted = await browser.send(`${PAGE}/${id}?${query}`, { step: 'note', note: 'Так' });
    expect(noted.address).toBe(`${PAGE}/${id}?${query}&done=note`);
    expect(noted.html).toContain(`/my/${PAGE}?${query.replace('&', '&amp;')}"`);
    const refused = await browser.send(`${PAGE}/${id}?${query}`, { step: 'note', note: '' });
    expect(refused.html).toContain(`/my/${PAGE}?${query.replace('&', '&amp;')}"`);
  });

  it('count the days that are left, and then those it is late', async () => {
    stage.at(day(0));
    const { id } = await written({ text: 'Годинник' });
    for (const [at, words] of [
      [day(0), 'лишилося 30 днів'],
      [day(28), 'лишилося 2 дні'],
      ['2026-12-03T21:59:00Z', 'останній день сьогодні'],
      ['2026-12-03T22:00:00Z', 'прострочено на 1 день'],
    ] as const) {
      stage.at(at);
      expect((await (await staff()).visit(`${PAGE}/${id}`)).text, at).toContain(words);
    }
  });

  it('show where a letter did not arrive, above the queue, in it, and on the appeal', async () => {
    stage.at(day(0));
    const { id } = await written({ text: 'Недійшло' });
    const browser = await staff();
    const page = `${PAGE}/${id}`;
    const [after = ''] = hiddenIn(await browser.visit(page), 'after');
    await browser.send(page, { step: 'send', text: 'Відповідь', then: 'answered', after });
    expect((await browser.visit(PAGE)).text).not.toContain('не дійшло до споживача');
    await stage.tx((tx) =>
      noteUndelivered(tx, { supplierId: stage.supplier.id, appealId: id, why: '5.1.1', now: stage.context.now() }),
    );
    const queue = await browser.visit(PAGE);
    // It is answered: what awaits an answer does not show it.
    expect(queue.html).not.toContain(id);
    expect(queue.text).toContain('Звернень, де написане не дійшло до споживача: 1');
    const [, shown = ''] = /\/my\/(staff\/appeals\?undelivered=yes)"/.exec(queue.html) ?? [];
    const found = await browser.visit(shown);
    expect([found.html.includes(id), found.text.includes('написане не дійшло')]).toEqual([true, true]);
    // The form sends the status it stands at.
    expect((await browser.send(PAGE, { status: 'open', undelivered: 'yes' })).html).toContain(id);
    const one = await browser.visit(page);
    expect(one.text).toContain('Написане не дійшло до споживача Лист або SMS не прийнято, це відомо з');
    expect(one.text).toContain('написане не дійшло (5.1.1)');
    expect(await browser.send(page, { step: 'close' })).toMatchObject({ status: 200 });
    expect((await browser.visit(PAGE)).text).not.toContain('не дійшло до споживача');
    expect((await browser.visit(page)).text).not.toContain('Написане не дійшло до споживача');
  });

  it('do not answer past a colleague, nor take away what one has just taken on', async () => {
    stage.at(day(0));
    const { id } = await written({ text: 'Двоє' });
    const page = `${PAGE}/${id}`;
    const colleague = await stage.employ();
    const [one, two] = [await staff(), await browserOf('appeals', colleague.personId)];
    const [after = ''] = hiddenIn(await one.visit(page), 'after');
    const [before = 'x'] = hiddenIn(await one.visit(page), 'assignee-before');
    expect(before).toBe('');
    expect((await two.send(page, { step: 'take', 'assignee-before': before })).status).toBe(200);
    const late = await one.send(page, { step: 'take', 'assignee-before': before });
    expect([late.status, late.text.includes('взявся хтось інший: Ївга')]).toEqual([409, true]);
    expect(hiddenIn(late, 'assignee-before')[0]).toBe(colleague.ref);
    const again = await one.send(page, { step: 'take', 'assignee-before': colleague.ref });
    expect(again.address).toBe(`${page}?done=assigned`);

    await two.send(page, { step: 'send', text: 'Я вже', then: 'answered', after });
    const past = await one.send(page, { step: 'send', text: 'І я', then: 'answered', after });
    expect([past.status, past.text.includes('Колега щойно написав споживачеві')]).toEqual([409, true]);
    expect([past.text.includes('Я вже'), past.html.includes('>\nІ я<')]).toEqual([true, true]);
    // Pressed twice, without a script that would keep it from it.
    const [newest = ''] = hiddenIn(past, 'after');
    const fields = { step: 'send', text: 'І я', then: 'answered', after: newest };
    const [first, second] = [await one.send(page, fields), await one.send(page, fields)];
    expect([first.address, second.address]).toEqual([`${page}?done=answered`, `${page}?done=answered`]);
    const { messages } = (await stage.writer.call('getAppeal', { params: { appealId: id } })).body;
    expect(messages.map(({ text }: { text: string }) => text)).toEqual(['Двоє', 'Я вже', 'І я']);
  });

  it('know by name whoever worked on it, though they have left', async () => {
    stage.at(day(0));
    const { id } = await written({ text: 'Хто був' });
    const gone = await stage.employ();
    const browser = await staff();
    await browser.send(`${PAGE}/${id}`, { step: 'assign', assignee: gone.ref });
    await stage.tx((tx) => revokeRole(tx, { supplierId: stage.supplier.id, personId: gone.personId, role: 'appeals' }));
    expect((await browser.visit(`${PAGE}/${id}`)).text).toContain('працює: Ївга');
  });

  it('answer with a template and a file, and the customer is told', async () => {
    stage.at(day(0));
    const { id, number } = await written();
    await stage.sent();
    stage.at(day(1));
    const browser = await staff();
    const page = `${PAGE}/${id}`;
    const first = await browser.visit(page);
    const [after = ''] = hiddenIn(first, 'after');
    const filled = await browser.send(page, { step: 'template', template: 'thanks', text: 'Добрий день!', after });
    expect(filled.html).toContain(`Добрий день!\n\nВітаємо, Ївга! Щодо звернення ${number} «Запитання»`);
    const fields = { after, text: 'Ось <b>розрахунок</b>', then: 'answered' };
    const refused = await browser.sendFile(
      page,
      { ...fields, step: 'add-file' },
      { name: 'a.exe', bytes: Buffer.from('MZ') },
    );
    expect([refused.status, refused.text.includes('такі файли не приймаємо')]).toEqual([422, true]);
    expect(refused.html).toContain('Ось &lt;b&gt;розрахунок');
    const pdf = pdfOf(pageObjects());
    const added = await browser.sendFile(
      page,
      { ...fields, step: 'add-file' },
      { name: '../Розрахунок.pdf', bytes: pdf },
    );
    const [waiting = ''] = hiddenIn(added, 'waiting');
    expect([added.status, added.text.includes('Розрахунок.pdf')]).toEqual([200, true]);
    const sent = await browser.send(page, { ...fields, step: 'send', waiting });
    expect(sent.address).toBe(`${page}?done=answered`);
    expect(sent.html).toContain('Ось &lt;b&gt;розрахунок');
    expect((await stage.sent()).join()).toContain('Ось <b>розрахунок</b>\n\nДодано файлів: 1');
    const [, file = ''] = /\/file\/([0-9a-f-]+)"/.exec(sent.html) ?? [];
    const opened = await stage.writer.call('getAppealAttachment', { params: { appealId: id, attachmentId: file } });
    expect(opened.body.name).toBe('Розрахунок.pdf');
    const own = await stage.app.fetch(
      new Request(`https://api.kabinet.test/${stage.supplier.id}/my/${page}/file/${file}`, {
        headers: { Cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      }),
    );
    expect(own.status).toBe(303);
    const link = await stage.app.fetch(new Request(own.headers.get('location') ?? ''));
    expect(link.headers.get('content-disposition')).toContain('attachment');
    expect(Buffer.from(await link.arrayBuffer())).toEqual(pdf);
    expect(await acts('appeal.file_opened', file)).toEqual([{ actor_ref: stage.staff.ref }]);
  });

  it('take nothing for an answer that nobody chose to be one, and keep what was typed', async () => {
    stage.at(day(0));
    const { id } = await written();
    const browser = await staff();
    const page = `${PAGE}/${id}`;
    const first = await browser.visit(page);
    const [after = ''] = hiddenIn(first, 'after');
    const chosenIn = ({ html }: VisitedPage) =>
      [...html.matchAll(/<input[^>]*name="then"[^>]*>/g)].filter(([tag]) => tag.includes(' checked')).map(String);
    expect(first.html).toContain('name="then"');
    expect(chosenIn(first)).toEqual([]);
    const unsure = await browser.send(page, { step: 'send', text: 'Ще дивимося <i>', after });
    expect([unsure.status, chosenIn(unsure)]).toEqual([422, []]);
    expect(unsure.text).toContain('Виберіть, що це: відповідь, запитання чи лише повідомлення');
    expect(unsure.html).toContain('href="#then-0"');
    expect(unsure.html).toContain('Ще дивимося &lt;i&gt;</textarea>');
    const empty = await browser.send(page, { step: 'send', text: '', then: 'king', after });
    expect(empty.text).toMatch(/Напишіть текст.*Виберіть, що це/);
    const { appeal } = (await stage.writer.call('getAppeal', { params: { appealId: id } })).body;
    expect([appeal.status, appeal.dueOn]).toEqual(['received', '2026-12-03']);
    // A template that knows what it is says so; one that does not leaves what was chosen.
    const working = await browser.send(page, {
      step: 'template',
      template: 'working',
      text: '',
      then: 'closed',
      after,
    });
    expect(chosenIn(working)).toEqual([expect.stringContaining('value="in_progress"')]);
    const thanks = await browser.send(page, { step: 'template', template: 'thanks', text: '', then: 'waiting', after });
    expect(chosenIn(thanks)).toEqual([expect.stringContaining('value="waiting"')]);
    expect(chosenIn(await browser.send(page, { step: 'template', template: 'thanks', text: '', after }))).toEqual([]);
    const told = await browser.send(page, { step: 'send', text: 'Працюємо', then: 'in_progress', after });
    expect(told.address).toBe(`${page}?done=answered`);
    expect(told.text).toContain('у роботі');
    expect(told.text).toContain('лишилося 30 днів');
  });

  it('keep a text whose answer came too late, and show what the customer wrote meanwhile', async () => {
    stage.at(day(0));
    const { id } = await written();
    const browser = await staff();
    const page = `${PAGE}/${id}`;
    const [after = ''] = hiddenIn(await browser.visit(page), 'after');
    stage.at(day(0.01));
    await stage.writer.call('replyToAppeal', { params: { appealId: id }, body: { text: 'Ще одне!', uploadIds: [] } });
    const late = await browser.send(page, { step: 'send', text: 'Моя відповідь', then: 'waiting', after });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Споживач щойно написав ще');
    expect(late.text).toContain('Ще одне!');
    expect(late.html).toContain('Моя відповідь');
    const [newest = ''] = hiddenIn(late, 'after');
    const sent = await browser.send(page, { step: 'send', text: 'Моя відповідь', then: 'waiting', after: newest });
    expect(sent.text).toContain('чекаємо на споживача');
  });

  it('assign, note, correct the kind, move the day with a reason, close and open again', async () => {
    stage.at(day(0));
    const { id } = await written();
    const browser = await staff();
    const colleague = await stage.employ();
    const page = `${PAGE}/${id}`;
    const done = async (fields: Record<string, string>) => (await browser.send(page, fields)).address.split('?')[1];
    expect(await done({ step: 'take' })).toBe('done=assigned');
    expect((await browser.visit(page)).text).toContain('Хто працює Ївга');
    expect(await done({ step: 'assign', assignee: colleague.ref })).toBe('done=assigned');
    expect((await browser.send(page, { step: 'assign', assignee: stage.writer.ref })).status).toBe(422);
    expect(await done({ step: 'note', note: 'Подзвонити <i>їй</i>' })).toBe('done=note');
    expect((await browser.send(page, { step: 'note', note: ' ' })).text).toContain('Напишіть нотатку');
    expect(await done({ step: 'kind', kind: 'connection' })).toBe('done=kind');
    for (const [due, reason, wrong] of [
      ['', 'x', 'Введіть день'],
      ['2026-11-04', 'x', 'Новий день має бути пізніший'],
      ['2026-12-24', '', 'Напишіть, чому'],
    ] as const) {
      const refused = await browser.send(page, { step: 'day', 'due-on': due, reason });
      expect([refused.status, refused.text.includes(wrong)], wrong).toEqual([422, true]);
      if (due !== '') expect(refused.html).toContain(`value="${due}"`);
    }
    expect(await done({ step: 'day', 'due-on': '24.12.2026', reason: 'Чекаємо на мережу' })).toBe('done=day');
    expect((await stage.sent()).at(-1)).toContain('Чекаємо на мережу');
    const [after = ''] = hiddenIn(await browser.visit(page), 'after');
    expect(await done({ step: 'send', text: 'Готово', then: 'answered', after })).toBe('done=answered');
    expect(await done({ step: 'close' })).toBe('done=status');
    expect((await browser.visit(page)).html).not.toContain('name="text"');
    expect(await done({ step: 'take-up' })).toBe('done=status');
    const { text, html } = await browser.visit(page);
    expect(text).toContain('Подзвонити <i>їй</i>');
    expect(html).not.toContain('<i>їй');
    expect(text).toMatch(/тема: Приєднання .*відповісти до 24 грудня 2026 року .*стан: закрито .*стан: у роботі/);
  });

  it('leave an appeal of one’s own to colleagues', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write({}, stage.staff);
    const own = await (await staff()).send(`${PAGE}/${appeal.id}`, { step: 'note', note: 'Мені' });
    expect([own.status, own.text.includes('ваше власне звернення')]).toEqual([403, true]);
  });
});
