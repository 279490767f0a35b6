import { expect } from '@open-wc/testing';
import { ApiError } from '@kabinet/api';
import { wipeOutbox } from '../../core/outbox.js';
import { BACK, chooses, messages, openAppeal, opens, pdf, writes, written } from '../../testing/appeal-list.js';
import { type Clock, stopTheClock } from '../../testing/clock.js';
import { lull, type Person, until } from '../../testing/person.js';
import { failing, hanging, losingAnswers, Service } from '../../testing/service.js';

const SEND = 'Надіслати';
const UNSURE = 'Ще не знаємо, чи це надійшло';
const AGAIN = 'Перевірити ще раз';
const SENT = 'Повідомлення надіслано';

const isReadOnly = ({ root }: Person) => root.querySelector<HTMLTextAreaElement>('#message')?.readOnly;
const keysOf = (service: Service) => new Set(service.callsOf('replyToAppeal').map(({ key }) => key)).size;

/** A call that is answered once the test lets it. */
function gate(operation: Parameters<typeof failing>[1]) {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const fault: Service['fault'] = async (name, _args, _options, next) => {
    if (name === operation) await opened;
    return next();
  };
  return { fault, open: () => open() };
}

/** Somebody signs in whom the service knows by another key, and who wrote nothing. */
function somebodyElse(service: Service): void {
  service.fault = async (operation, _args, _options, next) => {
    if (operation === 'getAppeal') throw new ApiError('not-found');
    if (operation === 'listAppeals') return { items: [], nextCursor: null };
    const answer = await next();
    if (operation !== 'getSession') return answer;
    const session = answer as Awaited<ReturnType<typeof service.api.getSession>>;
    return { ...session, customer: { ...session.customer, displayName: 'Петро', key: 'petro' } };
  };
}

describe('a reply to the supplier', () => {
  let clock: Clock;
  beforeEach(async () => {
    clock = stopTheClock();
    await wipeOutbox();
  });

  /** Sends a reply whose answer is lost. */
  async function isInDoubt(appeal: string) {
    const opened = await openAppeal(appeal);
    const { service, person } = opened;
    service.fault = losingAnswers('timeout', 'replyToAppeal');
    if (!person.root.querySelector('#message')) await person.presses('Дописати');
    await writes(person, 'Один раз');
    await person.presses(SEND);
    await clock.tickAsync(15_000);
    await person.sees(UNSURE);
    service.fault = null;
    return opened;
  }

  it('in doubt is asked after by itself when the network is back, and comes once', async () => {
    const { person, service } = await isInDoubt('answered');
    window.dispatchEvent(new Event('online'));
    await person.sees(SENT);
    expect(keysOf(service)).to.equal(1);
    expect(messages(person).filter((each) => each.includes('Один раз'))).to.have.length(1);
  });

  it('in doubt can only be asked after: nothing else is done with the appeal until it is known', async () => {
    const { person, service } = await isInDoubt('answered');
    for (const other of ['Питання не вирішено', 'Дописати', 'Відкликати звернення', 'Не писати']) {
      expect(person.has(other), other).to.equal(false);
    }
    person.root.querySelector<HTMLElement>('input[value="4"]')?.click();
    await person.presses('Оцінити');
    await lull();
    expect(service.count('rateAppeal')).to.equal(0);
    await person.sees(UNSURE);
    expect(isReadOnly(person)).to.equal(true);
    await person.presses(AGAIN);
    await person.sees(SENT);
    expect(keysOf(service)).to.equal(1);
    expect(messages(person).filter((each) => each.includes('Один раз'))).to.have.length(1);
    await person.presses('Дописати');
    expect([written(person), isReadOnly(person)]).to.deep.equal(['', false]);
  });

  it('on its way is not stopped by whatever else is on the page, and the way back to the list leaves it alone', async () => {
    const { person, service } = await openAppeal('waiting');
    const held = gate('replyToAppeal');
    service.fault = held.fault;
    await writes(person, 'Уже в дорозі');
    await person.presses(SEND);
    await person.sees('Надсилаємо…');
    await until(
      () => service.count('replyToAppeal') === 1,
      () => 'the reply on its way',
    );
    expect(person.has('Відкликати звернення')).to.equal(false);
    await person.presses(BACK);
    await person.sees('№ 5-000119');
    expect(service.callsOf('replyToAppeal').map(({ signal }) => signal?.aborted)).to.deep.equal([false]);
    held.open();
    await until(
      () => service.count('listAppeals') > 1,
      () => 'the list read anew',
    );
    await opens(person, 'waiting');
    await person.sees('Уже в дорозі');
    expect(service.count('replyToAppeal')).to.equal(1);
    expect(written(person) ?? '').to.equal('');
  });

  it('in doubt is still so after a look at another appeal', async () => {
    const { person, service } = await isInDoubt('waiting');
    await person.presses(BACK);
    await opens(person, 'received');
    await person.presses('Дописати');
    expect(written(person)).to.equal('');
    expect(isReadOnly(person)).to.equal(false);
    await person.presses(BACK);
    await opens(person, 'waiting');
    await person.sees(UNSURE);
    expect(written(person)).to.equal('Один раз');
    await person.presses(AGAIN);
    await person.sees(SENT);
    expect(keysOf(service)).to.equal(1);
  });

  it('in doubt goes out under its key after a reload, and is not said to be unsent', async () => {
    const first = await isInDoubt('waiting');
    const { service } = first;
    await lull();
    first.provider.remove();
    const { person } = await openAppeal('waiting', service);
    await person.sees(UNSURE);
    expect(written(person)).to.equal('Один раз');
    expect(isReadOnly(person)).to.equal(true);
    expect(person.reads).not.to.include('ще не надіслали');
    await person.presses(AGAIN);
    await person.sees(SENT);
    expect(keysOf(service)).to.equal(1);
    expect(messages(person).filter((each) => each.includes('Один раз'))).to.have.length(1);
    expect(written(person) ?? '').to.equal('');
  });

  it('is kept with its key before the first byte of it leaves: a page that goes in the middle loses neither', async () => {
    const service = Service.sample();
    const first = await openAppeal('waiting', service);
    service.fault = hanging('replyToAppeal');
    await writes(first.person, 'Вимкнули світло');
    await first.person.presses(SEND);
    await first.person.sees('Надсилаємо…');
    await lull();
    first.provider.remove();
    service.fault = null;
    const { person } = await openAppeal('waiting', service);
    await person.sees(UNSURE);
    await person.presses(AGAIN);
    await person.sees(SENT);
    expect(keysOf(service)).to.equal(1);
  });

  it('that turns out not to have been taken is there to be changed and sent anew', async () => {
    const first = await openAppeal('waiting');
    const { service } = first;
    service.fault = hanging('replyToAppeal');
    await chooses(first.person, [pdf('Фото.pdf')]);
    await first.person.sees('додано');
    await writes(first.person, 'Спробую');
    await first.person.presses(SEND);
    await first.person.sees('Надсилаємо…');
    await lull();
    first.provider.remove();
    const { person } = await openAppeal('waiting', service);
    await person.sees(UNSURE);
    service.fault = failing('rejected', 'replyToAppeal');
    await person.presses(AGAIN);
    await until(
      () => isReadOnly(person) === false,
      () => `a text to change; there is “${person.reads}”`,
    );
    await person.sees('Фото.pdf', 'додано');
    service.fault = null;
    await writes(person, 'Спробую ще');
    await person.presses(SEND);
    await person.sees(SENT, 'Спробую ще Фото.pdf');
    expect(keysOf(service)).to.equal(2);
  });

  it('waits for its files, and is not sent once somebody changed it meanwhile', async () => {
    const { person, service } = await openAppeal('waiting');
    const held = gate('continueUpload');
    service.fault = held.fault;
    await writes(person, 'Ось');
    await chooses(person, [pdf('Фото.pdf')]);
    await person.presses(SEND);
    await person.sees('Чекаємо на файли…');
    expect(person.has('Відкликати звернення')).to.equal(false);
    await writes(person, 'Ось, але не те');
    await person.sees(SEND);
    held.open();
    await person.sees('додано');
    await lull();
    expect(service.count('replyToAppeal')).to.equal(0);
    await person.presses(SEND);
    await person.sees(SENT, 'Ось, але не те Фото.pdf');
    expect(service.count('replyToAppeal')).to.equal(1);
  });

  it('does not wait for a file that was taken away, and sends nothing that nobody pressed for', async () => {
    const { person, service } = await openAppeal('waiting');
    service.fault = hanging('continueUpload');
    await writes(person, 'Без фото');
    await chooses(person, [pdf('Фото.pdf')]);
    await person.presses(SEND);
    await person.sees('Чекаємо на файли…');
    await person.presses('Прибрати Фото.pdf');
    await person.noLongerSees('Фото.pdf');
    await lull();
    expect(service.count('replyToAppeal')).to.equal(0);
    await person.presses(SEND);
    await person.sees(SENT);
    expect(service.bodiesOf('replyToAppeal')).to.deep.equal([{ text: 'Без фото', uploadIds: [] }]);
  });

  it('needs no words where a file says it', async () => {
    const { person, service } = await openAppeal('waiting');
    await chooses(person, [pdf('Показання.pdf')]);
    await person.sees('додано');
    await person.presses(SEND);
    await person.sees(SENT, 'Показання.pdf');
    expect(service.bodiesOf('replyToAppeal')).to.deep.equal([{ text: '', uploadIds: ['upload-1'] }]);
  });

  it('is told once: by the notice that has the focus, and not by the live region too', async () => {
    const { person } = await openAppeal('waiting');
    await writes(person, 'Дякую');
    await person.presses(SEND);
    await person.sees(SENT);
    await until(
      () => person.focused?.innerText.includes(SENT),
      () => 'the focus on the notice',
    );
    expect(person.root.querySelector('[role=status]')?.textContent).to.equal('');
  });

  it('goes with its person, on its way as it is: whoever signs in next sees their own list and finds nothing of it', async () => {
    const service = Service.sample();
    const { person, connection, provider } = await openAppeal('waiting', service);
    service.fault = hanging('continueUpload');
    await writes(person, 'Лише моє');
    await chooses(person, [pdf('Таємне.pdf')]);
    await person.presses(SEND);
    await person.sees('Чекаємо на файли…');
    somebodyElse(service);
    await connection.signedOut();
    connection.sessionChanged();
    await person.sees('Ви ще нічого не писали');
    await lull();
    for (const theirs of ['Лише моє', 'Таємне', 'перерахунок', 'На фото']) expect(person.reads).not.to.include(theirs);
    expect(service.count('startUpload')).to.equal(1);
    expect(service.count('replyToAppeal')).to.equal(0);
    provider.remove();
    // And its author, who signed out, finds nothing on the device either.
    service.fault = null;
    const again = await openAppeal('waiting', service);
    await lull();
    expect(written(again.person)).to.equal('');
  });

  it('is shown to nobody else who signs in after its author’s session ended by itself', async () => {
    const service = Service.sample();
    const { person, connection, provider } = await openAppeal('waiting', service);
    await writes(person, 'Повернуся й допишу');
    somebodyElse(service);
    connection.sessionChanged();
    await person.sees('Ви ще нічого не писали');
    expect(person.reads).not.to.include('Повернуся');
    provider.remove();
  });
});
