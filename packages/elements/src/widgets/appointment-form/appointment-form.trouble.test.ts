import { expect } from '@open-wc/testing';
import { ApiError, type Problem, type ProblemCode } from '@kabinet/api';
import { wipeOutbox } from '../../core/outbox.js';
import '../../provider/provider.define.js';
import {
  CHOOSE_HEAD,
  chooses,
  having,
  pressesNamed,
  signedOut,
  slots,
  tag,
  writes,
} from '../../testing/appointment-form.js';
import { stopTheClock } from '../../testing/clock.js';
import { focusIsOn, type Person, until } from '../../testing/person.js';
import { failing, hanging, losingAnswers } from '../../testing/service.js';
import { stage } from '../../testing/stage.js';
import './appointment-form.define.js';

const conflict = (code: ProblemCode, more: Partial<Problem> = {}) =>
  new ApiError('conflict', { problem: { type: '', title: '', status: 409, code, requestId: 'r', ...more } });
const topicOf = (person: Person) => person.root.querySelector('textarea')?.value;

/** As if the device were there. */
function onADeviceIn(timeZone: string): void {
  const { resolvedOptions } = Intl.DateTimeFormat.prototype;
  undo.push(() => {
    Intl.DateTimeFormat.prototype.resolvedOptions = resolvedOptions;
  });
  Intl.DateTimeFormat.prototype.resolvedOptions = function there(this: Intl.DateTimeFormat) {
    return { ...resolvedOptions.call(this), timeZone };
  };
}
let undo: (() => void)[] = [];

describe(`<${tag}> where something stands in the way`, () => {
  beforeEach(async () => {
    stopTheClock();
    await wipeOutbox();
  });
  afterEach(() => {
    for (const each of undo) each();
    undo = [];
  });

  it('offers the queue to who comes a moment too late for the last time, and keeps what they wrote', async () => {
    const service = having();
    const { person } = await stage({ tag, service });
    const when = await chooses(person);
    await writes(person, 'Тиск газу');
    service.fault = failing(conflict('slot_taken', { nextFree: [] }), 'bookAppointment');
    await person.presses(`Записатися: ${when}`);
    await person.sees('Цей час щойно зайняли', 'Вільного часу більше немає');
    await person.presses('Стати в чергу');
    await person.sees('Черга на прийом');
    expect(topicOf(person)).to.equal('Тиск газу');
    await person.presses('Стати в чергу');
    await person.sees('Ви в черзі');
  });

  it('says that the old time stays, and speaks of no queue, where a new one is gone', async () => {
    const service = having({ begins: 'booked' });
    const { person } = await stage({ tag, service });
    await pressesNamed(person, 'Змінити час');
    await person.sees('Зараз ви записані');
    slots(person).at(-1)?.click();
    service.fault = failing(conflict('slot_taken', { nextFree: [] }), 'moveAppointment');
    await pressesNamed(person, 'Перенести');
    await person.sees('Ваш запис лишається за вами. Іншого вільного часу немає.');
    expect(person.has('Стати в чергу')).to.equal(false);
  });

  it('tells who comes too late for a held place that it is gone, though it is gone from the list too', async () => {
    const service = having({ taken: 'all', begins: 'offered' });
    const { person } = await stage({ tag, service });
    await person.sees('Для вас звільнилося місце');
    service.fault = (operation, _args, _options, next) => {
      if (operation === 'bookAppointment') return Promise.reject(conflict('slot_taken', { nextFree: [] }));
      return operation === 'listAppointments' ? Promise.resolve({ items: [], waiting: [] }) : next();
    };
    await pressesNamed(person, 'Записатися: Прийом начальника');
    await person.sees('Це місце вже дісталося іншій людині');
    await person.noLongerSees('Для вас звільнилося місце');
    await person.sees('Це місце вже дісталося іншій людині');
    expect(focusIsOn()).to.include('Це місце вже дісталося');
  });

  it('says that nobody can be in two places at once', async () => {
    const service = having();
    service.fault = failing(conflict('appointment_overlap'), 'bookAppointment');
    const { person } = await stage({ tag, service });
    const when = await chooses(person);
    await writes(person, 'Тиск газу');
    await person.presses(`Записатися: ${when}`);
    await person.sees('У цей час ви вже записані в іншому місці');
  });

  it('offers a new time for one that was called off, with what it was about', async () => {
    const { person } = await stage({ tag, service: having({ begins: 'called_off' }) });
    await pressesNamed(person, 'Обрати інший час: Прийом начальника дільниці');
    await person.sees('Записатися можна до');
    slots(person)[0]?.click();
    await person.sees('З яким питанням ви прийдете?');
    expect(topicOf(person)).to.equal('Тиск газу взимку');
    await pressesNamed(person, 'Записатися');
    await person.sees('Вас записано');
    // One is enough.
    expect(person.has('Обрати інший час')).to.equal(false);
  });

  it('promises no message to who can be written to nowhere', async () => {
    const { person } = await stage({ tag, service: having({ hasContact: false }) });
    const when = await chooses(person, 1);
    await writes(person, 'Тиск газу');
    await person.presses(`Записатися: ${when}`);
    await person.sees('Нагадування не надійде: додайте запис у календар');
    expect(person.reads).not.to.include('За день нагадаємо');
    const { person: other } = await stage({ tag, service: having({ hasContact: false, begins: 'waiting' }) });
    await other.sees('Повідомити нікуди: заглядайте сюди');
  });

  it('tells who is abroad whose clock it is, and what their own shows', async () => {
    onADeviceIn('Europe/Warsaw');
    const { person } = await stage({ tag, service: having() });
    await pressesNamed(person, CHOOSE_HEAD);
    await person.sees('за годинником місця прийому (UTC+2)');
    const first = slots(person)[0];
    const [hour = 0] = (first?.innerText ?? '').split(':').map(Number);
    first?.click();
    const own = `о ${String(hour - 1).padStart(2, '0')}:`;
    await person.sees('На вашому годиннику: ', own);
    await writes(person, 'Тиск газу');
    await pressesNamed(person, 'Записатися');
    await person.sees('Вас записано', 'На вашому годиннику: ', own);
  });

  it('says nothing of clocks where they show the same', async () => {
    onADeviceIn('Europe/Bucharest');
    const { person } = await stage({ tag, service: having({ begins: 'booked' }) });
    await person.sees('Номер запису');
    await pressesNamed(person, 'Змінити час');
    await person.sees('Записатися можна до');
    expect(person.reads).not.to.match(/годинник/);
  });

  it('throws nothing away that is on its way', async () => {
    const service = having();
    const { person } = await stage({ tag, service });
    const when = await chooses(person);
    await writes(person, 'Тиск газу');
    service.fault = hanging('bookAppointment');
    await person.presses(`Записатися: ${when}`);
    await person.sees('Записуємо…');
    await person.presses('Усі прийоми');
    await person.presses('Обрати інший час');
    await person.sees('Записуємо…', `Ваш час: ${when}`);
    expect(service.count('bookAppointment')).to.equal(1);
  });

  it('reads anew what may have been booked, once somebody goes on without knowing', async () => {
    const service = having();
    const { person } = await stage({ tag, service });
    const clock = stopTheClock();
    const when = await chooses(person);
    await writes(person, 'Тиск газу');
    service.fault = losingAnswers('timeout', 'bookAppointment');
    await person.presses(`Записатися: ${when}`);
    await clock.tickAsync(15_000);
    await person.sees('Ще не знаємо, чи вас записано');
    service.fault = null;
    await person.presses('Усі прийоми');
    await person.sees('Ваші записи', when);
  });

  it('asks whether a cancellation is made, not whether somebody is booked', async () => {
    const service = having({ begins: 'booked' });
    const { person } = await stage({ tag, service });
    const clock = stopTheClock();
    await pressesNamed(person, 'Скасувати запис');
    service.fault = losingAnswers('timeout', 'cancelAppointment');
    await person.presses('Так, скасувати');
    await clock.tickAsync(15_000);
    await person.sees('Ще не знаємо, чи це зроблено');
    service.fault = null;
    await person.presses('Спробувати ще раз');
    await person.sees('Запис скасовано');
  });

  it('says when a file for the calendar does not come, and tries again', async () => {
    const service = having({ begins: 'booked' });
    service.fault = failing('unavailable', 'getAppointmentFile');
    const { person } = await stage({ tag, service });
    await pressesNamed(person, 'Додати в календар');
    await person.sees('Сервіс зараз не працює');
    expect(focusIsOn()).to.include('Сервіс зараз не працює');
    service.fault = null;
    const saved: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    undo.push(() => {
      HTMLAnchorElement.prototype.click = click;
    });
    HTMLAnchorElement.prototype.click = function save(this: HTMLAnchorElement) {
      saved.push(this.download);
    };
    await person.presses('Спробувати ще раз');
    await until(
      () => saved.length > 0,
      () => 'a file',
    );
    await person.noLongerSees('Сервіс зараз не працює');
  });

  it('keeps what was written over a look at another reception, each its own', async () => {
    const { person } = await stage({ tag, service: having() });
    await chooses(person);
    await writes(person, 'Тиск газу');
    await person.presses('Усі прийоми');
    await pressesNamed(person, 'Обрати час: Прийом з питань нарахувань');
    await person.sees('Записатися можна до');
    slots(person)[0]?.click();
    await person.sees('З яким питанням ви прийдете?');
    expect(topicOf(person)).to.equal('');
    await person.presses('Усі прийоми');
    await chooses(person);
    expect(topicOf(person)).to.equal('Тиск газу');
  });

  it('takes all that is pasted, and says by how much it is too long', async () => {
    const service = having();
    const { person } = await stage({ tag, service });
    const when = await chooses(person);
    await writes(person, 'т'.repeat(501));
    await person.presses(`Записатися: ${when}`);
    await person.sees('Скоротіть до 500 знаків: зараз їх 501');
    expect([topicOf(person)?.length, service.count('bookAppointment')]).to.deep.equal([501, 0]);
  });

  it('says before anything is written that booking needs signing in', async () => {
    const service = having();
    service.fault = signedOut;
    const { person } = await stage({ tag, service });
    await person.sees('Увійдіть, щоб побачити свої записи', 'Увійти');
    await chooses(person);
    await person.sees('Щоб записатися, увійдіть', 'Увійти');
  });

  it('opens the times however late its code comes, and forgets no press meanwhile', async () => {
    const clock = stopTheClock();
    const widgetClass = customElements.get(tag)?.prototype as { loadRest: () => Promise<void> };
    const { loadRest } = widgetClass;
    let open: () => void = () => undefined;
    const isOpen = new Promise<void>((resolve) => {
      open = resolve;
    });
    undo.push(() => {
      widgetClass.loadRest = loadRest;
    });
    widgetClass.loadRest = async function late(this: typeof widgetClass) {
      await isOpen;
      await loadRest.call(this);
    };
    const service = having({ begins: 'booked' });
    const { person } = await stage({ tag, service });
    const { person: other } = await stage({ tag, service: having() });
    await pressesNamed(person, 'Скасувати запис');
    await person.presses('Так, скасувати');
    await pressesNamed(other, CHOOSE_HEAD);
    await clock.tickAsync(5_000);
    open();
    await other.sees('Записатися можна до');
    await person.sees('Запис скасовано');
  });
});
