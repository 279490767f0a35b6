import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CODE_FIELD, type Inspector, inspectorAt } from './support/inspector.js';
import { useCabinet } from './support/use-cabinet.js';

// The hosted pages of appeals, gone through by somebody who is not signed in and by staff, once in each language: nothing for axe to find, nothing for
// the policy to forbid, no sideways scroll, and the keyboard always where something is to be read.

const POWER = 'prydniprovski-merezhi';
const house = useCabinet({ accounts: 40, suppliers: [POWER] });

const PASSWORD = 'Зелена гора над рікою';
const PDF = { name: 'План ділянки.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 зламаний') };
const PICTURE = {
  name: 'Паркан.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
};
const CONNECTION = {
  object: 'house',
  address: 'Дачна, 5',
  purpose: 'household',
  load: '7',
  phone: '067 123 45 67',
  truth: 'yes',
};

let people = 0;
const newEmail = (): string => `hanna.${(people += 1)}@example.com`;

/** Writes as the widget does, and opens the page where the code is typed. */
async function begin(inspector: Inspector, kindId: string, fields: Record<string, string>): Promise<string> {
  const email = newEmail();
  const answer = await fetch(inspector.visitor.hosted('').replace(/my\/$/, 'v1/guest-appeals'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: JSON.stringify({
      ...{ kindId, fields, name: 'Ганна', contact: email, accountNumber: '04001234', language: inspector.language },
      text: 'Дуже-дуже-довге-слово-без-пробілів-'.repeat(8),
    }),
  });
  const { confirmUrl } = (await answer.json()) as { confirmUrl: string };
  expect(answer.status).toBe(201);
  await inspector.page.goto(confirmUrl);
  return inspector.visitor.code(email);
}

/** On the paper is what is folded away on the screen, and nothing to fill in or to press. */
async function printsWhole({ page }: Inspector): Promise<void> {
  await page.reload({ waitUntil: 'load' });
  const course = page.locator('main details li').first();
  expect(await course.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  for (const shown of [course, page.locator('main .conversation > li').last(), page.locator('main dl').first()]) {
    expect(await shown.isVisible()).toBe(true);
  }
  for (const control of await page.locator('main :is(button, textarea, input:not([type=hidden]))').all()) {
    expect(await control.isVisible()).toBe(false);
  }
  await page.emulateMedia({ media: 'screen' });
}

/** A guest: the code, wrong and right, what was sent, writing on with nothing and with a file, taking it back. */
async function writeAsGuest(inspector: Inspector): Promise<void> {
  const code = await begin(inspector, 'question', {});
  await inspector.look('confirm-appeal');
  await inspector.enterCode(code === '000000' ? '111111' : '000000');
  await inspector.look('confirm-appeal, a wrong code');
  await inspector.page.locator(CODE_FIELD).fill(code);
  await inspector.press('main form button.primary');
  await inspector.look('appeal, sent');
  await inspector.press('main button[value="reply"]');
  await inspector.look('appeal, an empty reply');
  await inspector.page.locator('#file').setInputFiles(PDF);
  await inspector.press('main button[value="add-file"]');
  await inspector.look('appeal, a file that is none');
  await inspector.page.locator('#file').setInputFiles(PICTURE);
  await inspector.press('main button[value="add-file"]');
  await inspector.look('appeal, a file that waits');
  await inspector.send({ text: 'Ось фото' }, 'main button[value="reply"]');
  await inspector.look('appeal, replied');
  await printsWhole(inspector);
  await inspector.lookAt('appeal/none');
}

/** An application that needs files before it is sent. */
async function applyAsGuest(inspector: Inspector): Promise<void> {
  const code = await begin(inspector, 'technical-connection', CONNECTION);
  await inspector.enterCode(code);
  await inspector.look('confirm-appeal, files');
  await inspector.press('main button[value="send"]');
  await inspector.look('confirm-appeal, without files');
  await inspector.page.locator('#file').setInputFiles(PICTURE);
  await inspector.press('main button[value="send"]');
  await inspector.look('appeal, sent with a file');
  await inspector.openAll();
  await inspector.press('main button[value="withdraw"]');
  await inspector.look('appeal, taken back');
  await inspector.lookAt('confirm-appeal');
  await inspector.lookAt('appeal-files');
}

/** Staff: the queue, one appeal, answers that cannot be sent and one that can, notes, days, closing. */
async function workOnAppeals(inspector: Inspector): Promise<void> {
  const email = newEmail();
  await inspector.goTo('sign-up');
  await inspector.send({ contact: email, password: PASSWORD });
  await inspector.enterCode(await inspector.visitor.code(email));
  const granted = await house.cabinet.command([
    ...['staff', 'grant', '--supplier', POWER],
    ...['--contact', email, '--role', 'appeals'],
  ]);
  expect(granted.output).toContain('granted appeals');
  await inspector.lookAt('staff/appeals');
  await inspector.send({ search: 'нічого такого немає' });
  await inspector.look('staff, nothing found');
  await inspector.goTo('staff/appeals');
  await inspector.press('main a[href*="staff/appeals/"]');
  await inspector.look('staff, an appeal');
  await inspector.page.locator('#template').selectOption({ index: 1 });
  await inspector.press('main button[value="template"]');
  await inspector.look('staff, a template');
  await inspector.send({ text: '' }, 'main button[value="send"]');
  await inspector.look('staff, an empty answer');
  await inspector.openAll();
  await inspector.press('main button[value="day"]');
  await inspector.look('staff, a day moved without one');
  await inspector.send({ note: 'Подзвонити' }, 'main button[value="note"]');
  await inspector.look('staff, a note');
  await inspector.press('main button[value="take"]');
  await inspector.look('staff, taken on');
  await inspector.send({ text: 'Ось відповідь' }, 'main button[value="send"]');
  await inspector.look('staff, nobody chose what it is');
  await inspector.page.locator('input[name="then"][value="answered"]').check();
  await inspector.press('main button[value="send"]');
  await inspector.look('staff, answered');
  await house.cabinet.query("update appeals set undelivered_at = now() where status = 'answered'");
  await inspector.lookAt('staff/appeals');
  await inspector.press('main a[href*="undelivered=yes"]');
  await inspector.look('staff, what did not arrive');
  await inspector.press('main ul.list a[href*="staff/appeals/"]');
  await inspector.look('staff, an appeal whose answer did not arrive');
  await inspector.press('main button[value="close"]');
  await inspector.look('staff, closed');
}

describe('nothing is wrong on any page of appeals', () => {
  it.for(['uk', 'ru', 'en'] as const)('in %s', { timeout: 120_000 }, async (language, { onTestFinished }) => {
    const guest = await inspectorAt(house, POWER, language, onTestFinished);
    await writeAsGuest(guest);
    await applyAsGuest(guest);
    const staff = await inspectorAt(house, POWER, language, onTestFinished);
    await workOnAppeals(staff);
    expect([...guest.faults, ...staff.faults]).toEqual([]);
  });
});
