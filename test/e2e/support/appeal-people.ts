import { buffer } from 'node:stream/consumers';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type AppealWords, appealWords } from './appeal-words.js';
import type { Cabinet, Customer, Person, SupplierId } from './cabinet.js';
import type { Device } from './device.js';
import type { Language, WhenOver } from './inspector.js';
import { fillInSignIn, letInHosted } from './let-in-hosted.js';
import type { House } from './use-cabinet.js';
import { Visitor } from './visitor.js';

// The two sides of an appeal: whoever writes it on the supplier's page, and whoever answers it on the service's.

/** How long something may take to appear. */
export const PATIENCE = { timeout: 15_000 };

/** A file as somebody chooses it. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A row of `appeals`. */
interface StoredAppeal {
  readonly id: string;
  readonly number: string;
  readonly customerRef: string;
  readonly contact: string | null;
  readonly channel: string;
  readonly language: string;
  readonly kindId: string;
  readonly accountId: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly status: string;
  readonly countsFrom: string;
  readonly dueOn: string;
  readonly isSettled: boolean;
  readonly isSeen: boolean;
  readonly assigneeRef: string | null;
  readonly rating: number | null;
}

/** An appeal with all that the database has of it, the oldest first. */
export interface WholeAppeal extends StoredAppeal {
  /** `status: received`; the days by which an answer was promised have a list of their own. */
  readonly steps: readonly string[];
  readonly promised: readonly string[];
  /** `customer appeal.sent`; looks of staff are left out: every page of the queue is one. */
  readonly acts: readonly string[];
  readonly looks: number;
  /** `supplier: …`. */
  readonly messages: readonly string[];
  readonly files: readonly { readonly name: string; readonly mediaType: string; readonly content: Buffer }[];
}

/** What the database has of the appeal with this number. */
export async function storedAppeal({ query }: Cabinet, number: string): Promise<WholeAppeal> {
  const [appeal] = await query<StoredAppeal>(
    `select id, number, customer_ref as "customerRef", contact_address as contact, channel, language, kind_id as "kindId",
       account_id as "accountId", fields, status, counts_from::text as "countsFrom", due_on::text as "dueOn",
       settled_at is not null as "isSettled", seen_at is not null as "isSeen", assignee_ref as "assigneeRef", rating
     from appeals where number = $1`,
    [number],
  );
  if (!appeal) throw new Error(`The database has no appeal ${number}.`);
  const texts = async (text: string) => (await query<{ text: string }>(text, [appeal.id])).map((row) => row.text);
  const acts = await texts(
    `select actor || ' ' || action as text from audit_events where subject_id = $1 order by at, id`,
  );
  const LOOK = 'staff appeal.viewed';
  return {
    ...appeal,
    steps: await texts(
      `select what || ': ' || detail as text from appeal_steps where appeal_id = $1 and what <> 'due_on' order by at, id`,
    ),
    promised: await texts(
      `select detail as text from appeal_steps where appeal_id = $1 and what = 'due_on' order by at, id`,
    ),
    acts: acts.filter((act) => act !== LOOK),
    looks: acts.filter((act) => act === LOOK).length,
    messages: await texts(
      `select author || ': ' || text as text from appeal_messages where appeal_id = $1 order by written_at, id`,
    ),
    files: await query<WholeAppeal['files'][number]>(
      `select f.name, f.media_type as "mediaType", f.content from appeal_attachments f
       join appeal_messages m on m.supplier_id = f.supplier_id and m.id = f.message_id
       where f.appeal_id = $1 order by m.written_at, f.name collate "C"`,
      [appeal.id],
    ),
  };
}

/** `22 грудня`, as pages and letters say it. */
export function dayInWords(on: string, language: Language): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${on}T00:00:00Z`));
}

/** Presses what saves a file, and reads what was saved. */
async function saved(page: Page, press: Locator): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press.click()]);
  return { name: download.suggestedFilename(), content: await buffer(await download.createReadStream()) };
}

/** Somebody in front of the supplier's page of appeals. */
export class Author {
  readonly words: AppealWords;
  readonly form: Locator;
  readonly list: Locator;
  readonly visitor: Visitor;

  constructor(
    readonly house: House,
    readonly device: Device,
    readonly supplier: SupplierId,
    readonly language: Language,
  ) {
    this.words = appealWords[language];
    this.form = device.page.locator('kabinet-appeal-form');
    this.list = device.page.locator('kabinet-appeal-list');
    this.visitor = new Visitor(device.page, house.cabinet, supplier);
  }

  /** The page, in this language. */
  async opens(): Promise<void> {
    await this.device.goTo(`/zvernennia.html?lang=${this.language}`);
    await this.device.sees(this.form, this.words.topics.charge);
  }

  /** Chooses a topic and writes. */
  async writes(topic: keyof AppealWords['topics'], text: string): Promise<void> {
    await this.press(this.form, this.words.topics[topic]);
    await this.form.locator('#appeal-text').fill(text);
  }

  async attaches(widget: Locator, ...files: readonly ChosenFile[]): Promise<void> {
    await widget.locator('input[type=file][multiple]').setInputFiles([...files]);
    const each = files.map(({ name }) => `${name.replace(/\./g, '\\.')} .*${this.words.added}`);
    await this.device.sees(widget, new RegExp(each.join('.*')));
  }

  /** Looks it over and sends it; answers with the number that the page then shows. */
  async sends(button = this.words.send): Promise<string> {
    await this.press(this.form, this.words.next);
    await this.device.sees(this.form, this.words.check);
    await this.press(this.form, button);
    return this.hasSent();
  }

  async hasSent(): Promise<string> {
    const number = this.form.locator('[part=receipt] dd strong').first();
    await number.waitFor();
    await this.device.sees(this.form, this.words.sent);
    return number.innerText();
  }

  /** The line of an appeal in the list. */
  line(number: string): Locator {
    return this.list.locator('[part=appeal]').filter({ hasText: number });
  }

  /** The page anew, and the appeal opened from the list, whose line says all of this. */
  async readsOn(number: string, ...says: readonly string[]): Promise<void> {
    await this.opens();
    await this.device.sees(this.list, ...says);
    const line = this.line(number);
    const written = (await line.innerText()).replace(/\s+/g, ' ');
    for (const each of says) expect(written).toContain(each);
    await line.getByRole('button').click();
    await this.list.locator('[data-talk] ol.steps').waitFor();
  }

  /** The page tells that this became of it, step by step. */
  async seesSteps(...steps: readonly (keyof AppealWords['status'])[]): Promise<void> {
    const told = () => this.list.locator('ol.steps li span:last-child').allInnerTexts();
    await expect.poll(told, PATIENCE).toEqual(steps.map((status) => this.words.status[status]));
  }

  press(widget: Locator, name: string): Promise<void> {
    return widget.getByRole('button', { name, exact: true }).click();
  }

  async saves(name: string): Promise<Buffer> {
    const file = await saved(this.device.page, this.list.getByRole('button', { name: this.words.save(name) }));
    expect(file.name).toBe(name);
    return file.content;
  }

  /** The letter with this subject, once it has come. */
  async letter(to: string, subject: string): Promise<string> {
    const sent = () => this.visitor.messages(to);
    await expect.poll(async () => (await sent()).map((each) => each.subject), PATIENCE).toContain(subject);
    return (await sent()).find((each) => each.subject === subject)?.body ?? '';
  }
}

/** A customer with an account of their own who is signed in, in front of the page of appeals. */
export async function newAuthor(
  house: House,
  { at, language, isSignedIn = true }: { at: SupplierId; language: Language; isSignedIn?: boolean },
  whenOver: WhenOver,
): Promise<{ author: Author; person: Person; account: Customer }> {
  const account = house.cabinet.newCustomer({ at });
  const person = await house.cabinet.addPerson({
    ...{ at, language, name: 'Соломія Вербова' },
    accountNumbers: [account.accountNumber],
  });
  const device = await house.device(whenOver, { at });
  if (isSignedIn) await letInHosted(device.context, house.cabinet, person);
  return { author: new Author(house, device, at, language), person, account };
}

/** Somebody of the supplier who answers appeals, at the pages for staff. */
export class Desk {
  readonly words: AppealWords['staff'];

  constructor(
    readonly visitor: Visitor,
    readonly language: Language,
  ) {
    this.words = appealWords[language].staff;
  }

  /** The queue, where the appeal stands with all of this; and the appeal itself. */
  async opens(number: string, topic: string, ...says: readonly string[]): Promise<void> {
    await this.visitor.goToHosted('staff/appeals');
    await this.visitor.reads(`${number} ${topic}`);
    await this.says(number, ...says);
    await this.visitor.press(`${number} ${topic}`);
    await this.visitor.page.getByRole('heading', { name: `${number}: ${topic}` }).waitFor();
  }

  /** The line of the appeal in the queue says all of this. */
  async says(number: string, ...says: readonly string[]): Promise<void> {
    const line = this.visitor.page.locator('main li').filter({ hasText: number });
    const written = (await line.innerText()).replace(/\s+/g, ' ');
    for (const each of says) expect(written).toContain(each);
  }

  /** Writes to the customer; `then` says what becomes of the appeal, where the template does not. */
  async answers(text: string | null, then?: string): Promise<void> {
    const { page } = this.visitor;
    if (text !== null) await page.getByLabel(this.words.text).fill(text);
    if (then !== undefined) await page.getByRole('radio', { name: then, exact: true }).check();
    await this.visitor.press(this.words.send);
    await this.visitor.reads(this.words.told);
  }

  /** Puts the supplier's template into the answer; answers with what it says. */
  async takesTemplate(name: string): Promise<string> {
    const { page } = this.visitor;
    await page.getByLabel(this.words.template, { exact: true }).selectOption({ label: name });
    await this.visitor.press(this.words.insert);
    const text = page.getByLabel(this.words.text);
    await expect.poll(() => text.inputValue(), PATIENCE).not.toBe('');
    return text.inputValue();
  }

  async saves(name: string): Promise<Buffer> {
    const file = await saved(this.visitor.page, this.visitor.page.getByRole('link', { name, exact: true }));
    expect(file.name).toBe(name);
    return file.content;
  }
}

/** Somebody whom the supplier entrusted with appeals. */
export async function newClerk({ cabinet }: House, at: SupplierId): Promise<Person> {
  const clerk = await cabinet.addPerson({ at, name: 'Ярина Бондар' });
  const args = ['staff', 'grant', '--supplier', at, '--contact', clerk.contact, '--role', 'appeals'];
  const { output } = await cabinet.command(args);
  expect(output).toContain('granted appeals');
  return clerk;
}

/** Somebody at the service's own pages, in a browser of their own that speaks this language. */
export async function visitorIn(
  { browser, cabinet }: House,
  at: SupplierId,
  language: Language,
  whenOver: WhenOver,
): Promise<Visitor> {
  const context = await browser.newContext({
    locale: { uk: 'uk-UA', ru: 'ru-UA', en: 'en-GB' }[language],
    timezoneId: 'Europe/Kyiv',
    viewport: { width: 1280, height: 900 },
  });
  whenOver(() => context.close());
  return new Visitor(await context.newPage(), cabinet, at);
}

/** The clerk at a browser of their own, let in with password and code. */
export async function deskOf(house: House, clerk: Person, language: Language, whenOver: WhenOver): Promise<Desk> {
  const visitor = await visitorIn(house, clerk.supplier, language, whenOver);
  const before = (await visitor.messages(clerk.contact)).length;
  await visitor.goToHosted('staff/appeals');
  await fillInSignIn(visitor.page, clerk);
  await visitor.enterCode(clerk.contact, before);
  const desk = new Desk(visitor, language);
  await visitor.page.getByRole('heading', { name: desk.words.appeals, exact: true, level: 1 }).waitFor();
  return desk;
}
