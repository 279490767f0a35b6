import { addDays } from '@kabinet/rules';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { paint, photoWithTraces } from '../../packages/server/src/testing/pictures.js';
import { pageObjects, pdfOf } from '../../packages/server/src/testing/pdfs.js';
import {
  Author,
  type ChosenFile,
  dayInWords,
  type Desk,
  deskOf,
  newAuthor,
  newClerk,
  PATIENCE,
  storedAppeal,
  visitorIn,
} from './support/appeal-people.js';
import { appealWords } from './support/appeal-words.js';
import type { Customer, Person } from './support/cabinet.js';
import { everythingStored } from './support/everything-stored.js';
import type { Language } from './support/inspector.js';
import { hasFocus, tabTo } from './support/keyboard.js';
import { fillInSignIn } from './support/let-in-hosted.js';
import { useCabinet } from './support/use-cabinet.js';

// The whole life of an appeal: the customer on the supplier's page, staff on the service's, each in a browser of their own. Every step is looked
// for on the screen, in the words of each language, and in the database.

const POWER = 'prydniprovski-merezhi';
const house = useCabinet({ accounts: 60, suppliers: [POWER] });

let clerk: Person;
let photo: ChosenFile;
beforeAll(async () => {
  clerk = await newClerk(house, POWER);
  photo = { name: 'Лічильник.jpg', mimeType: 'image/jpeg', buffer: await photoWithTraces() };
});

const BILL: ChosenFile = { name: 'Квитанція.pdf', mimeType: 'application/pdf', buffer: pdfOf(pageObjects()) };
const LETTER = 'За вересень удвічі більше, ніж завжди. <b>Перевірте</b> номер 04512877';

const kept = (number: string) => storedAppeal(house.cabinet, number);

/** A day of this month or another, by the supplier's clocks. */
const today = () => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Kyiv' }).format(new Date());

/** What the server keeps of a picture: the picture, and nothing that tells where and by what it was taken. */
async function isPictureAlone(content: Buffer | undefined, [width, height]: readonly [number, number]): Promise<void> {
  const found = await sharp(content).metadata();
  expect(found).toMatchObject({ format: 'jpeg', width, height });
  expect([found.exif, found.icc, found.xmp]).toEqual([undefined, undefined, undefined]);
}

describe.each<Language>(['uk', 'ru', 'en'])('an appeal in %s', (language) => {
  const words = appealWords[language];
  const over: (() => Promise<void>)[] = [];
  let author: Author;
  let person: Person;
  let account: Customer;
  let desk: Desk;
  beforeAll(async () => {
    const whenOver = (work: () => Promise<void>) => void over.push(work);
    ({ author, person, account } = await newAuthor(house, { at: POWER, language }, whenOver));
    desk = await deskOf(house, clerk, language, whenOver);
  });
  afterAll(() => Promise.all(over.map((end) => end())));

  it('is sent, asked about, answered, rated, taken up again and closed', { timeout: 120_000 }, async () => {
    const { device, form, list } = author;
    // Sent, with a picture and a PDF.
    await author.opens();
    await author.writes('charge', LETTER);
    await form.getByRole('radio', { name: words.theReadings, exact: true }).check();
    await author.attaches(form, photo, BILL);
    await author.press(form, words.next);
    await device.sees(form, words.check, words.topics.charge, words.theReadings, LETTER, account.accountNumber);
    await device.sees(form, photo.name, BILL.name, words.within30Days);
    await author.press(form, words.send);
    const number = await author.hasSent();
    const sent = await kept(number);
    expect(sent).toMatchObject({
      ...{ status: 'received', channel: 'cabinet', language, kindId: 'recalculation', accountId: account.accountId },
      ...{ fields: { reason: 'reading' }, countsFrom: today(), dueOn: addDays(today(), 30), contact: null },
      promised: [addDays(today(), 30)],
      ...{ steps: ['status: received'], acts: ['customer appeal.sent'], messages: [`customer: ${LETTER}`], looks: 0 },
    });
    const due = dayInWords(sent.dueOn, language);
    await device.sees(form, number, due, words.law, photo.name, BILL.name);
    expect(await author.letter(person.contact, words.letters.received(number))).toContain(due);
    const [document, picture] = sent.files;
    expect(sent.files).toMatchObject([
      { name: BILL.name, mediaType: 'application/pdf', content: BILL.buffer },
      { name: photo.name, mediaType: 'image/jpeg' },
    ]);
    await isPictureAlone(picture?.content, [640, 480]);
    await author.press(form, words.toList);
    await device.sees(list, number, words.dueBy(due), account.accountNumber, LETTER);
    await author.seesSteps('received');
    expect(await author.saves(BILL.name)).toEqual(document?.content);

    // Read by staff, taken on, asked about.
    await desk.opens(number, words.topics.charge, desk.words.status.received, 'Соломія Вербова');
    await desk.visitor.reads(person.contact, account.accountNumber, words.theReadings, LETTER);
    expect(await desk.saves(photo.name)).toEqual(picture?.content);
    await desk.visitor.press(desk.words.take);
    await desk.visitor.reads(desk.words.taken);
    await desk.answers('Яка остання цифра на лічильнику?', desk.words.isQuestion);
    await desk.visitor.reads(desk.words.status.waiting);
    const asked = await kept(number);
    const [taken = ''] = asked.steps.filter((step) => step.startsWith('assignee: '));
    expect(asked).toMatchObject({
      ...{ status: 'waiting', dueOn: sent.dueOn, isSeen: false, assigneeRef: taken.replace('assignee: ', '') },
      steps: ['status: received', taken, 'status: waiting'],
      acts: ['customer appeal.sent', 'staff appeal.changed', 'staff appeal.answered'],
    });
    expect(asked.looks).toBeGreaterThan(1);

    // The customer hears of it, sees that it is new, and answers with a file.
    const question = await author.letter(person.contact, words.letters.question(number));
    expect(question).toContain('Яка остання цифра на лічильнику?');
    await author.readsOn(number, words.oneNew, words.status.waiting);
    await device.sees(list, words.weWait, `Ярина Бондар, ${words.supplier}`, 'Яка остання цифра на лічильнику?');
    await list.getByLabel(words.message, { exact: true }).fill('Остання цифра 7');
    const shot = { name: 'Цифри.png', mimeType: 'image/png', buffer: await paint(300, 200).png().toBuffer() };
    await author.attaches(list, shot);
    await author.press(list, words.sendMessage);
    await device.sees(list, words.messageSent, 'Остання цифра 7', 'Цифри.jpg');
    const replied = await kept(number);
    expect(replied).toMatchObject({ status: 'in_progress', isSeen: true, dueOn: sent.dueOn });
    expect(replied.messages.at(-1)).toBe('customer: Остання цифра 7');
    expect(replied.files.at(-1)).toMatchObject({ name: 'Цифри.jpg', mediaType: 'image/jpeg' });
    await isPictureAlone(replied.files.at(-1)?.content, [300, 200]);

    // Answered by a template, in the customer's language; told, read, rated, and taken up again.
    await desk.opens(number, words.topics.charge, desk.words.status.in_progress, desk.words.awaitsUs);
    const template = await desk.takesTemplate(desk.words.recalculated);
    expect(template).toContain(desk.words.templateSays(number));
    await desk.answers(null);
    expect(await kept(number)).toMatchObject({ status: 'answered', isSettled: true });
    expect(await author.letter(person.contact, words.letters.answer(number))).toContain(template);
    await author.readsOn(number, words.oneNew, words.status.answered);
    await device.sees(list, desk.words.templateSays(number), words.notSatisfied);
    await author.press(list, words.back);
    await author.line(number).waitFor();
    await expect.poll(() => author.line(number).innerText(), PATIENCE).not.toContain(words.oneNew);
    await author.line(number).getByRole('button').click();
    await list.getByRole('radio', { name: words.hardly, exact: true }).check();
    await author.press(list, words.rate);
    await device.sees(list, words.thanks, words.rated);
    expect((await kept(number)).rating).toBe(2);
    await author.press(list, words.notSolved);
    await list.getByLabel(words.whyNot, { exact: true }).fill('Суми не змінилися');
    await author.press(list, words.openAgain);
    await device.sees(list, words.workedOnAgain, 'Суми не змінилися');
    expect(await kept(number)).toMatchObject({ status: 'in_progress', isSettled: false, countsFrom: today() });

    // Answered once more, for good.
    await desk.opens(number, words.topics.charge, desk.words.awaitsUs);
    await desk.visitor.reads('2 / 5', 'Суми не змінилися');
    await desk.answers('Тепер виправлено', desk.words.isLast);
    await desk.visitor.reads(desk.words.status.closed);
    const closed = await kept(number);
    expect(closed).toMatchObject({
      ...{ status: 'closed', rating: 2 },
      steps: [
        ...['status: received', taken, 'status: waiting', 'status: in_progress'],
        ...['status: answered', 'rating: 2', 'status: in_progress', 'status: closed'],
      ],
      acts: [
        ...['customer appeal.sent', 'staff appeal.changed', 'staff appeal.answered', 'customer appeal.replied'],
        ...['staff appeal.answered', 'customer appeal.rated', 'customer appeal.reopened', 'staff appeal.answered'],
      ],
    });
    expect(closed.messages.map((message) => message.split(':')[0])).toEqual([
      'customer',
      'supplier',
      'customer',
      'supplier',
      'customer',
      'supplier',
    ]);
    await author.readsOn(number, words.status.closed);
    await device.sees(list, 'Тепер виправлено', words.rated);
    await author.seesSteps('received', 'waiting', 'in_progress', 'answered', 'in_progress', 'closed');
    expect(await list.getByRole('button', { name: words.writeMore, exact: true }).count()).toBe(0);
    expect(device.complaints).toEqual([]);
  });

  it('is taken back, and nobody waits for an answer any more', async () => {
    const { device, form, list } = author;
    await author.opens();
    await author.writes('suggestion', 'Надсилайте квитанцію у Viber');
    const number = await author.sends();
    await author.press(form, words.toList);
    await device.sees(list, number, words.status.received);
    await author.press(list, words.takeBack);
    expect((await kept(number)).status).toBe('received');
    await author.press(list, words.yesTakeBack);
    await device.sees(list, words.takenBack);
    await author.seesSteps('received', 'withdrawn');
    expect(await kept(number)).toMatchObject({
      ...{ status: 'withdrawn', kindId: 'suggestion', accountId: null },
      steps: ['status: received', 'status: withdrawn'],
      acts: ['customer appeal.sent', 'customer appeal.withdrawn'],
    });
    await author.readsOn(number, words.status.withdrawn);
    expect(await list.getByRole('button', { name: words.writeMore, exact: true }).count()).toBe(0);
    await desk.visitor.goToHosted('staff/appeals');
    await desk.visitor.reads(desk.words.show);
    expect(await desk.visitor.words()).not.toContain(number);
  });

  it('that nobody answers in time says so to both sides, and whom to turn to', async () => {
    const { device, form, list } = author;
    await author.opens();
    await author.writes('question', words.question);
    await device.sees(form, words.looksLike);
    await form.getByText(words.question).last().click();
    await device.sees(form, words.instantAnswer);
    const number = await author.sends(words.sendAllTheSame);
    // Forty days later.
    await house.cabinet.query(
      `update appeals set sent_at = sent_at - interval '40 days', counts_from = counts_from - 40, due_on = due_on - 40
       where number = $1`,
      [number],
    );
    const { dueOn, steps } = await kept(number);
    expect([dueOn, steps]).toEqual([addDays(today(), 15 - 40), ['status: received']]);
    const due = dayInWords(dueOn, language);
    await author.readsOn(number, words.late(due), words.status.received);
    await device.sees(list, words.late(due), `${words.turnTo}: ${words.regulator}`);
    expect(await list.getByRole('link', { name: 'https://www.nerc.gov.ua' }).count()).toBe(1);
    await desk.visitor.goToHosted('staff/appeals');
    await desk.visitor.page.getByLabel(desk.words.overdueOnly).check();
    await desk.visitor.press(desk.words.show);
    await desk.visitor.page.waitForURL(/overdue=yes/);
    await desk.visitor.reads(`${number} ${words.topics.question}`);
    await desk.says(number, desk.words.overdueBy(40 - 15));
  });
});

describe('an appeal of somebody who has not signed in', () => {
  it('keeps what was written over a reload and signing in, and nothing of it once it was sent and they left', async () => {
    const { author, person } = await newAuthor(house, { at: POWER, language: 'uk', isSignedIn: false }, onTestFinished);
    const { device, form, words } = author;
    await author.opens();
    await author.writes('charge', LETTER);
    await device.sees(form, 'Щоб надіслати, увійдіть', 'Файли можна додати після входу');
    await device.page.reload();
    await device.sees(form, 'Написане раніше збережено');
    expect(await form.locator('#appeal-text').inputValue()).toBe(LETTER);
    expect(await everythingStored(device.page)).not.toContain('За вересень');
    const [popup] = await Promise.all([device.page.waitForEvent('popup'), author.press(form, 'Увійти')]);
    await fillInSignIn(popup, person);
    if (!popup.isClosed()) await popup.waitForEvent('close');
    await author.attaches(form, photo);
    expect(await form.locator('#appeal-text').inputValue()).toBe(LETTER);
    await form.getByRole('radio', { name: words.theReadings, exact: true }).check();
    const number = await author.sends();
    expect(await kept(number)).toMatchObject({ messages: [`customer: ${LETTER}`], files: [{ name: photo.name }] });

    await author.press(form, 'Написати ще');
    await author.writes('suggestion', 'Ще одне, чого ніхто не надішле');
    const menu = device.page.locator('kabinet-account-menu');
    await menu.locator('#toggle').click();
    await author.press(menu, 'Вийти');
    await menu.getByRole('button', { name: 'Увійти', exact: true }).waitFor();
    await author.opens();
    await author.press(form, words.topics.suggestion);
    await form.locator('#appeal-text').waitFor();
    expect(await form.locator('#appeal-text').inputValue()).toBe('');
    for (const each of [LETTER, 'чого ніхто', photo.name, number]) {
      expect(await everythingStored(device.page)).not.toContain(each);
    }
  });

  it('comes by a code to their contact, and is answered there', async () => {
    const { cabinet } = house;
    const device = await house.device(onTestFinished, { at: POWER });
    const author = new Author(house, device, POWER, 'ru');
    const { form, words } = author;
    const contact = 'hanna@example.com';
    await author.opens();
    await author.writes('complaint', LETTER);
    await form.getByLabel('Как к вам обращаться').fill('Ганна Їжак');
    await form.getByLabel('Телефон или почта').fill(contact);
    await author.press(form, words.next);
    await device.sees(form, words.check, LETTER, contact);
    await author.press(form, words.send);
    await device.sees(form, 'Осталось подтвердить контакт');
    expect(await cabinet.query('select 1 from appeals where contact_address = $1', [contact])).toEqual([]);
    const page = await author.visitor.newTab(form.getByRole('link', { name: 'Ввести код' }));
    await page.reads('Обращение «Жалоба» ещё не отправлено');
    await page.enterCode(contact);
    await page.reads('Ответим не позднее');
    const [, number = ''] = /Обращение (\S+) отправлено/.exec(await page.words()) ?? [];
    const sent = await kept(number);
    expect(sent).toMatchObject({
      ...{ status: 'received', channel: 'guest', language: 'ru', contact, customerRef: `appeal:${sent.id}` },
      ...{ messages: [`customer: ${LETTER}`], acts: ['nobody appeal.sent'] },
    });
    await page.reads(dayInWords(sent.dueOn, 'ru'));

    const desk = await deskOf(house, clerk, 'ru', onTestFinished);
    await desk.opens(number, words.topics.complaint, 'Ганна Їжак');
    await desk.visitor.reads(contact, LETTER);
    await desk.answers('Бригада приедет завтра', desk.words.isAnswer);
    const letter = await author.letter(contact, words.letters.answer(number));
    const [address = ''] = /http\S+/.exec(letter) ?? [];
    expect(letter).toContain('Бригада приедет завтра');

    // On another device: the letter alone leads there.
    const reader = await visitorIn(house, POWER, 'ru', onTestFinished);
    await reader.page.goto(address);
    await reader.reads('есть ответ', 'Бригада приедет завтра', LETTER);
    await reader.page.getByLabel('Ваше сообщение').fill('Никто не приехал');
    await reader.press('Отправить');
    await reader.reads('Сообщение отправлено', 'Никто не приехал');
    const again = await kept(number);
    expect(again).toMatchObject({ status: 'in_progress', isSettled: false });
    expect(again.messages.at(-1)).toBe('customer: Никто не приехал');
  });
});

describe('an appeal by keyboard alone', () => {
  it('is sent with a file, answered, rated, taken up again and taken back', { timeout: 120_000 }, async () => {
    const { author } = await newAuthor(house, { at: POWER, language: 'uk' }, onTestFinished);
    const { device, form, list, words } = author;
    const desk = await deskOf(house, clerk, 'uk', onTestFinished);
    const types = (text: string) => device.page.keyboard.type(text);
    const [FORM, LIST] = ['kabinet-appeal-form', 'kabinet-appeal-list'];
    const reaches = async (name: string, within: string) => {
      await device.page.locator(within).getByText(name, { exact: true }).first().waitFor();
      await tabTo(device, name, within);
    };
    const presses = async (name: string, within: string, key = 'Enter') => {
      await reaches(name, within);
      await device.page.keyboard.press(key);
    };
    // Listened for from the beginning: a browser that is told so in the moment of the press may show its own window first.
    const chooser = device.page.waitForEvent('filechooser', { timeout: 60_000 });
    await author.opens();
    await presses('Скарга', FORM);
    await reaches('Що сталося', FORM);
    await types('Стовп похилився');
    await reaches('Вибрати файли', FORM);
    await device.page.keyboard.press('Enter');
    await (await chooser).setFiles([photo]);
    await device.sees(form, /Лічильник\.jpg .*додано/);
    await presses(words.next, FORM);
    await device.sees(form, words.check);
    await presses(words.send, FORM);
    const number = await author.hasSent();
    await presses(words.toList, FORM);
    await device.sees(list, number, 'Стовп похилився');
    expect(await hasFocus(device, LIST), 'the keyboard is where the appeal is').toBe(true);

    const { page } = desk.visitor;
    await desk.visitor.goToHosted('staff/appeals');
    await desk.visitor.reads(number);
    await tabTo(desk.visitor, `${number} Скарга`);
    await page.keyboard.press('Enter');
    await desk.visitor.reads('Стовп похилився', desk.words.text);
    await tabTo(desk.visitor, desk.words.text);
    await page.keyboard.type('Бригада приїде завтра');
    await tabTo(desk.visitor, new RegExp(`^${desk.words.isAnswer}`));
    await page.keyboard.press('Space');
    await tabTo(desk.visitor, desk.words.send);
    await page.keyboard.press('Enter');
    await desk.visitor.reads(desk.words.told, desk.words.status.answered);

    await author.opens();
    await device.sees(list, words.oneNew);
    await presses('Скарга', LIST);
    await device.sees(list, 'Бригада приїде завтра');
    await presses('Повністю допомогла', LIST, 'Space');
    await device.page.keyboard.press('ArrowDown');
    await presses(words.rate, LIST);
    await device.sees(list, words.thanks);
    await presses(words.notSolved, LIST);
    await reaches(words.whyNot, LIST);
    await types('Ніхто не приїхав');
    await presses(words.openAgain, LIST);
    await device.sees(list, words.workedOnAgain);
    await presses(words.takeBack, LIST);
    await presses(words.yesTakeBack, LIST);
    await device.sees(list, words.takenBack);
    expect(await kept(number)).toMatchObject({
      ...{ status: 'withdrawn', rating: 4, files: [{ name: photo.name }] },
      messages: ['customer: Стовп похилився', 'supplier: Бригада приїде завтра', 'customer: Ніхто не приїхав'],
    });
  });
});
