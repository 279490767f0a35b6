import { expect } from '@open-wc/testing';
import { ApiError } from '@kabinet/api';
import { wipeOutbox } from '../../core/outbox.js';
import {
  answering,
  bagOf,
  gives,
  isNow,
  openForm,
  pdf,
  QUESTION,
  SEND,
  signedOut,
  writes,
  writesQuestion,
} from '../../testing/appeal-form.js';
import { type Clock, stopTheClock } from '../../testing/clock.js';
import { focusIsOn, lull, until } from '../../testing/person.js';
import { phonePhoto } from '../../testing/pictures.js';
import { hanging, noNetwork, type Service } from '../../testing/service.js';

const PART = 256 * 1024;

const offsets = (service: Service) =>
  (service.bodiesOf('continueUpload') as { offset: number }[]).map(({ offset }) => offset);

/** The call of that place in the order fails, after the service did it or before. */
function breakingAt(place: number, { isDone }: { isDone: boolean }): NonNullable<Service['fault']> {
  let count = 0;
  return async (operation, _args, _options, next) => {
    if (operation !== 'continueUpload') return next();
    count += 1;
    if (count !== place) return next();
    if (isDone) await next();
    throw new ApiError('offline');
  };
}

describe('files of an appeal', () => {
  let clock: Clock;
  beforeEach(async () => {
    await wipeOutbox();
    clock = stopTheClock();
  });

  it('go in parts, with how far each has come, and then along with what is written', async () => {
    const { person, service } = await openForm({ topic: QUESTION });
    await gives(person, pdf('План ділянки.pdf', 2.5 * PART), pdf('Договір.pdf', 1000));
    await person.sees('План ділянки.pdf 640 КБ додано', 'Договір.pdf 1 КБ додано');
    expect(offsets(service)).to.deep.equal([0, PART, 2 * PART, 0]);
    const keys = service.callsOf('continueUpload').map(({ key }) => key);
    expect(new Set(keys).size).to.equal(4);
    await writesQuestion(person);
    await person.sees('Файли План ділянки.pdf');
    const lines = [...person.root.querySelectorAll('[part=receipt] .file-list > li')].map(
      (line) => getComputedStyle(line).borderBottomWidth,
    );
    expect(lines, 'one line below the last file').to.deep.equal(['1px', '0px']);
    await person.presses(SEND);
    await person.sees('Звернення надіслано', 'Файли План ділянки.pdf, Договір.pdf');
    expect(service.bodiesOf('submitAppeal')).to.have.nested.property('[0].uploadIds').that.has.length(2);
  });

  for (const isDone of [false, true]) {
    it(`go on from where the line broke, ${isDone ? 'the part had come' : 'the part was lost'}`, async () => {
      const { person, service } = await openForm({ topic: QUESTION });
      service.fault = breakingAt(2, { isDone });
      await gives(person, pdf('План.pdf', 3 * PART));
      await person.sees('немає зв’язку, дійшло 33 %. Продовжимо самі');
      service.fault = null;
      await person.presses('Продовжити План.pdf');
      await person.sees('План.pdf 768 КБ додано');
      expect(offsets(service)).to.deep.equal(isDone ? [0, PART, 2 * PART] : [0, PART, PART, 2 * PART]);
      expect(service.count('startUpload')).to.equal(1);
    });
  }

  it('go on by themselves when the network is back, and try a few times while the service stumbles', async () => {
    const { person, service } = await openForm({ topic: QUESTION });
    service.fault = breakingAt(1, { isDone: false });
    await gives(person, pdf('План.pdf', 2 * PART));
    await person.sees('немає зв’язку');
    window.dispatchEvent(new Event('online'));
    await person.sees('План.pdf 512 КБ додано');
    let stumbles = 2;
    service.fault = (operation, _args, _options, next) => {
      if (operation !== 'continueUpload' || stumbles === 0) return next();
      stumbles -= 1;
      return Promise.reject(new ApiError('unavailable'));
    };
    await gives(person, pdf('Ще.pdf'));
    await until(
      () => stumbles === 1,
      () => 'a stumble',
    );
    await lull();
    await clock.tickAsync(1_000);
    await until(
      () => stumbles === 0,
      () => 'another stumble',
    );
    await lull();
    await clock.tickAsync(2_000);
    await person.sees('Ще.pdf 1 КБ додано');
  });

  it('say at once that the network is gone while a part hangs, and go on by themselves with the same key', async () => {
    const { person, service } = await openForm({ topic: QUESTION });
    service.fault = hanging('continueUpload');
    await gives(person, pdf('План.pdf', 2 * PART), pdf('Договір.pdf'));
    await person.sees('План.pdf 512 КБ передаємо: 0 %', 'Договір.pdf 1 КБ чекає черги');
    service.fault = noNetwork;
    window.dispatchEvent(new Event('offline'));
    await person.sees(
      'План.pdf 512 КБ немає зв’язку, дійшло 0 %. Продовжимо самі, щойно він з’явиться',
      'Договір.pdf 1 КБ немає зв’язку',
    );
    service.fault = null;
    window.dispatchEvent(new Event('online'));
    await person.sees('План.pdf 512 КБ додано', 'Договір.pdf 1 КБ додано');
    const [hung, again] = service.callsOf('continueUpload').map(({ key }) => key);
    expect(again).to.equal(hung);
  });

  it('are waited for when the appeal is to be sent, and hold it back when they do not come', async () => {
    const { person, service } = await openForm({ topic: QUESTION });
    let come = (): void => undefined;
    const held = new Promise<void>((resolve) => (come = resolve));
    service.fault = async (operation, _args, _options, next) => {
      if (operation === 'continueUpload') await held;
      return next();
    };
    await gives(person, pdf('План.pdf'));
    await writesQuestion(person);
    await person.presses(SEND);
    await person.sees('Чекаємо на файли…');
    expect(service.count('submitAppeal')).to.equal(0);
    come();
    await person.sees('Звернення надіслано');

    const second = await openForm({ topic: QUESTION });
    second.service.fault = breakingAt(1, { isDone: false });
    await gives(second.person, pdf('План.pdf'));
    await second.person.sees('немає зв’язку');
    await writes(second.person, 'Ось');
    await second.person.presses('Далі: перевірити');
    await second.person.sees('Не всі файли дійшли. Продовжіть або приберіть їх');
    await second.person.presses('Прибрати План.pdf');
    await second.person.noLongerSees('Не всі файли дійшли');
    expect(second.service.count('removeUpload')).to.equal(1);
  });

  it('are waited for by nobody who changed their mind: nothing goes out that was not sent', async () => {
    const { person, service } = await openForm({ topic: QUESTION });
    let come = (): void => undefined;
    const held = new Promise<void>((resolve) => (come = resolve));
    service.fault = async (operation, _args, _options, next) => {
      if (operation === 'continueUpload') await held;
      return next();
    };
    await gives(person, pdf('План.pdf'));
    await writesQuestion(person);
    await person.presses(SEND);
    await person.sees('Чекаємо на файли…');
    await person.presses('Виправити');
    expect(person.has('Прибрати План.pdf'), 'what is stuck can be taken away').to.equal(true);
    await writesQuestion(person, 'Ще не все');
    come();
    await person.sees('План.pdf 1 КБ додано');
    await lull();
    expect(service.count('submitAppeal')).to.equal(0);
    await person.presses(SEND);
    await person.sees('Звернення надіслано');
    expect(service.bodiesOf('submitAppeal')).to.have.nested.property('[0].text', 'Ще не все');
  });

  for (const [what, error, words, mayGoOn] of [
    ['has no time', new ApiError('unavailable', { retryAfter: 600 }), 'сервіс зараз не відповідає, дійшло 0 %', true],
    [
      'takes no more today',
      new ApiError('rate-limited', { retryAfter: 40_000 }),
      'на сьогодні файлів уже забагато',
      false,
    ],
    ['takes no more for now', new ApiError('rate-limited', { retryAfter: 600 }), 'Спробуйте за кілька хвилин', true],
    ['does not want it', new ApiError('forbidden'), 'сервіс не взяв цей файл', false],
  ] as const) {
    it(`say so where the service ${what}, and not that the line broke`, async () => {
      const { person, service } = await openForm({ topic: QUESTION });
      service.fault = (operation, _args, _options, next) =>
        operation === 'startUpload' ? Promise.reject(error) : next();
      await gives(person, pdf('План.pdf'));
      await person.sees(words);
      expect(person.reads).not.to.include('зв’язок');
      expect(person.has('Продовжити План.pdf')).to.equal(mayGoOn);
    });
  }

  it('stop where the session ended, say so, and go on once their author is back', async () => {
    const { person, service, provider } = await openForm({ topic: QUESTION, session: 'cookie' });
    await writes(person, 'Ось');
    service.fault = signedOut;
    await gives(person, pdf('План.pdf'));
    await person.sees('увійдіть', 'Файли можна додати після входу');
    service.fault = null;
    provider.sessionChanged();
    await person.sees('План.pdf 1 КБ додано');
  });

  it('are never sent as somebody else’s who signs in meanwhile', async () => {
    const { person, service, provider } = await openForm({ topic: QUESTION, session: 'cookie' });
    service.fault = hanging('continueUpload');
    await gives(person, pdf('Паспорт.pdf'));
    await person.sees('Паспорт.pdf 1 КБ передаємо');
    service.fault = isNow('petro');
    provider.sessionChanged();
    await person.sees('Про що ви пишете');
    await lull();
    expect([service.count('startUpload'), service.count('continueUpload')]).to.deep.equal([1, 1]);
  });

  it('that cannot be taken say why and what to do', async () => {
    const { person, service } = await openForm({ topic: QUESTION });
    const heic = new File([new Uint8Array([0, 0, 0, 24]), 'ftypheic', new Uint8Array(90)], 'IMG_1.HEIC');
    await gives(
      person,
      new File([], 'порожній.pdf'),
      heic,
      new File(['<svg onload=alert(1)>'], 'x.svg'),
      pdf('Великий.pdf', 11e6),
    );
    await person.sees('файл порожній', 'формат HEIC не приймаємо', 'такі файли не приймаємо', 'файл більший за 10 МБ');
    expect(service.count('startUpload'), 'the empty and the large one cost no call').to.equal(2);
    await writes(person, 'Ось');
    await person.presses('Далі: перевірити');
    await person.sees('Не всі файли дійшли');
  });

  it('are no more than the topic takes, and no fewer', async () => {
    const { person } = await openForm({ topic: 'Повірка лічильника' });
    await gives(person, pdf('1.pdf'), pdf('2.pdf'), pdf('3.pdf'), pdf('4.pdf'));
    await person.sees('Не додано 2 файли: разом може бути не більше ніж 2', '2.pdf 1 КБ додано');
    expect(person.reads).not.to.include('3.pdf');
    expect(person.root.querySelector('input[type=file]'), 'nothing more to choose').to.equal(null);
  });

  it('are dropped and pasted as well, while pasted words stay words', async () => {
    const { person } = await openForm({ topic: QUESTION });
    const zone = person.root.querySelector('.files');
    const drag = new DragEvent('dragover', { dataTransfer: bagOf([pdf('a.pdf')]), cancelable: true, bubbles: true });
    zone?.dispatchEvent(drag);
    expect(drag.defaultPrevented, 'the browser does not open the file').to.equal(true);
    zone?.dispatchEvent(
      new DragEvent('drop', { dataTransfer: bagOf([pdf('Кинуто.pdf')]), cancelable: true, bubbles: true }),
    );
    await person.sees('Кинуто.pdf');
    const area = person.root.querySelector('textarea');
    const paste = (clipboardData: DataTransfer) => {
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true });
      area?.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(paste(bagOf([pdf('Вставлено.pdf')]))).to.equal(true);
    await person.sees('Вставлено.pdf');
    const words = new DataTransfer();
    words.setData('text/plain', 'слова');
    expect(paste(words)).to.equal(false);
    const both = bagOf([pdf('Знімок клітинки.pdf')]);
    both.setData('text/plain', 'слова з таблиці');
    expect(paste(both), 'words with a picture of them are words').to.equal(false);
    expect(person.reads).not.to.include('Знімок клітинки');
  });

  it('that are large pictures go small, upright and without their place', async () => {
    const { person, service } = await openForm({ topic: QUESTION });
    const photo = await phonePhoto({ width: 3000, height: 1500 });
    const large = new File([photo, new Uint8Array(1_100_000)], 'IMG_2.JPG', { type: 'image/jpeg' });
    await gives(person, large);
    await person.sees('IMG_2.jpg', 'додано');
    const [{ sizeBytes } = { sizeBytes: Infinity }] = service.bodiesOf('startUpload') as { sizeBytes: number }[];
    expect(sizeBytes).to.be.lessThan(400_000);
    const bytes = (service.bodiesOf('continueUpload') as { data: string }[]).map(({ data }) => atob(data)).join('');
    expect(bytes).not.to.include('SECRET PLACE');
  });

  it('that were cut by a reload go on once they are chosen again', async () => {
    const service = answering();
    const first = await openForm({ service, topic: QUESTION });
    service.fault = breakingAt(3, { isDone: false });
    await gives(first.person, pdf('План.pdf', 4 * PART));
    await first.person.sees('дійшло 50 %');
    await writes(first.person, 'Ось план');
    await lull();
    first.widget.remove();
    service.fault = null;
    const { person } = await openForm({ service });
    await person.sees('План.pdf', 'дійшло 50 %. Виберіть цей файл ще раз: передамо решту');
    await gives(person, pdf('План.pdf', 4 * PART));
    await person.sees('План.pdf 1 МБ додано');
    expect(offsets(service)).to.deep.equal([0, PART, 2 * PART, 2 * PART, 3 * PART]);
  });

  it('that were changed meanwhile begin anew: no file is made of two', async () => {
    const service = answering();
    const first = await openForm({ service, topic: QUESTION });
    service.fault = breakingAt(2, { isDone: false });
    await gives(first.person, pdf('План.pdf', 2 * PART));
    await first.person.sees('дійшло 50 %');
    await writes(first.person, 'Ось план');
    await lull();
    first.widget.remove();
    service.fault = null;
    const { person } = await openForm({ service });
    await person.sees('дійшло 50 %. Виберіть цей файл ще раз');
    await gives(person, pdf('План.pdf', 2 * PART, 2));
    await person.sees('План.pdf 512 КБ додано');
    expect(service.count('startUpload')).to.equal(2);
    expect(offsets(service).slice(-2)).to.deep.equal([0, PART]);
  });

  it('that were photos are known again by their name, though they were drawn anew', async () => {
    const service = answering();
    const large = async () =>
      new File([await phonePhoto({ width: 3000, height: 1500 }), new Uint8Array(1_100_000)], 'IMG_2.JPEG', {
        type: 'image/jpeg',
        lastModified: 1,
      });
    const first = await openForm({ service, topic: 'Повірка лічильника' });
    service.fault = breakingAt(1, { isDone: false });
    await gives(first.person, await large());
    await first.person.sees('IMG_2.jpg', 'немає зв’язку');
    await first.person.types('77', 'Номер лічильника');
    await lull();
    first.widget.remove();
    service.fault = null;
    const { person } = await openForm({ service });
    await person.sees('IMG_2.jpg', 'Виберіть цей файл ще раз');
    await gives(person, await large());
    await person.sees('IMG_2.jpg', 'додано');
    expect(person.root.querySelectorAll('.file-list li')).to.have.length(1);
  });

  it('of other kinds of pictures that this browser knows go as pictures that are taken', async () => {
    const { person, service } = await openForm({ topic: QUESTION });
    const gif = atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7');
    const bytes = Uint8Array.from(gif, (letter) => letter.charCodeAt(0));
    await gives(person, new File([bytes], 'Знімок.gif', { type: 'image/gif' }));
    await person.sees('Знімок.jpg', 'додано');
    expect(service.bodiesOf('startUpload')).to.have.nested.property('[0].name', 'Знімок.jpg');
  });

  it('tell those who do not see how they stand what became of each, once they are through', async () => {
    const { person } = await openForm({ topic: QUESTION });
    const said = () => person.root.querySelector('[role=status]')?.textContent;
    const isSaid = (text: string) =>
      until(
        () => said() === text,
        () => `“${text}” to be said; there is “${said() ?? ''}”`,
      );
    expect(said()).to.equal('');
    await gives(person, pdf('План.pdf'));
    await isSaid('План.pdf: додано');
    await gives(person, new File(['<svg onload=alert(1)>'], 'x.svg'));
    await isSaid('x.svg: такі файли не приймаємо. Виберіть фото (JPG, PNG, WebP) або PDF');
    await person.presses('Прибрати x.svg');
    await isSaid('');
  });

  it('get the focus where one of them is wrong, also when no more can be chosen', async () => {
    const { person, service } = await openForm({ topic: 'Повірка лічильника' });
    service.fault = breakingAt(2, { isDone: false });
    await gives(person, pdf('1.pdf'), pdf('2.pdf'));
    await person.sees('немає зв’язку');
    await person.types('77', 'Номер лічильника');
    await person.types('10.11.2026', 'Зручний день');
    await person.presses('Далі: перевірити');
    await person.sees('Перевірте, що введено');
    await person.presses('Не всі файли дійшли. Продовжіть або приберіть їх');
    expect(focusIsOn()).to.include('div#appeal-files');
    await person.types('0671234567', 'Телефон');
    await person.presses('Далі: перевірити');
    await until(
      () => focusIsOn().includes('div#appeal-files'),
      () => `the focus on the files; it is on ${focusIsOn()}`,
    );
    await person.presses('Прибрати 2.pdf');
    await person.presses('Далі: перевірити');
    await person.sees('Перевірте й надішліть');
  });

  it('leave the focus among them when one is taken away', async () => {
    const { person } = await openForm({ topic: QUESTION });
    await gives(person, pdf('1.pdf'), pdf('2.pdf'));
    await person.sees('2.pdf 1 КБ додано');
    person.control('Прибрати 2.pdf').focus();
    await person.presses('Прибрати 2.pdf');
    await until(
      () => focusIsOn().includes('Прибрати 1.pdf'),
      () => `the focus on the other file; it is on ${focusIsOn()}`,
    );
    await person.presses('Прибрати 1.pdf');
    await until(
      () => focusIsOn() === 'input#appeal-files',
      () => `the focus where files are chosen; it is on ${focusIsOn()}`,
    );
  });

  it('dropped beside the place for them are taken as well: the browser must not leave the page for them', async () => {
    const { person } = await openForm({ topic: QUESTION });
    const area = person.root.querySelector('textarea');
    const drop = new DragEvent('drop', {
      dataTransfer: bagOf([pdf('Повз.pdf')]),
      cancelable: true,
      bubbles: true,
      composed: true,
    });
    area?.dispatchEvent(drop);
    expect(drop.defaultPrevented).to.equal(true);
    await person.sees('Повз.pdf 1 КБ додано');
    expect(person.root.querySelectorAll('.file-list li')).to.have.length(1);
  });

  it('that are not there any more by the time it is sent are asked for again', async () => {
    const service = answering();
    const { person } = await openForm({ service, topic: QUESTION });
    await gives(person, pdf('План.pdf'));
    await person.sees('додано');
    await writesQuestion(person);
    await service.api.removeUpload({ uploadId: 'upload-1', body: {} }, { idempotencyKey: '0123456789abcdef' });
    await person.presses(SEND);
    await person.sees('Не всі файли дійшли', 'Виберіть цей файл ще раз');
    await gives(person, pdf('План.pdf'));
    await person.sees('додано');
    await person.presses('Далі: перевірити');
    await person.presses(SEND);
    await person.sees('Звернення надіслано');
  });

  it('stop being sent when they are taken away, or the form is', async () => {
    const { person, service, widget } = await openForm({ topic: QUESTION });
    service.fault = hanging('continueUpload');
    await gives(person, pdf('1.pdf'), pdf('2.pdf'));
    await person.sees('1.pdf 1 КБ передаємо: 0 %', '2.pdf 1 КБ чекає черги');
    await person.presses('Прибрати 1.pdf');
    await person.sees('2.pdf 1 КБ передаємо: 0 %');
    widget.remove();
    await lull();
    expect(service.callsOf('continueUpload').filter(({ signal }) => !signal?.aborted)).to.deep.equal([]);
  });
});
