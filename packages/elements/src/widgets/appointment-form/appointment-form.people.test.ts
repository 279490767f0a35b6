import { expect } from '@open-wc/testing';
import { wipeOutbox } from '../../core/outbox.js';
import { isNow } from '../../testing/appeal-form.js';
import '../../provider/provider.define.js';
import { chooses, having, tag, writes } from '../../testing/appointment-form.js';
import { stopTheClock } from '../../testing/clock.js';
import { lull, type Person, until } from '../../testing/person.js';
import { hanging } from '../../testing/service.js';
import { stage } from '../../testing/stage.js';
import './appointment-form.define.js';

const RESTORED = 'Написане раніше збережено. Ви ще не записалися.';
const topicOf = (person: Person) => person.root.querySelector('textarea')?.value;
const told = ({ root }: Person) => root.querySelector<HTMLElement>('[role=status]')?.innerText.trim();

describe('whoever books', () => {
  beforeEach(async () => {
    stopTheClock();
    await wipeOutbox();
  });

  async function open(attributes: Readonly<Record<string, string>> = {}) {
    for (const each of document.querySelectorAll(tag)) each.remove();
    return stage({ tag, service: having(), attributes });
  }

  async function untilThere(person: Person, topic: string): Promise<void> {
    await until(
      () => topicOf(person) === topic,
      () => `“${topic}”; there is “${topicOf(person) ?? person.reads}”`,
    );
  }

  it('is told nothing of what the one before has sent', async () => {
    const service = having();
    const { person, provider } = await stage({ tag, service });
    const when = await chooses(person);
    await writes(person, 'Скарга на сусіда');
    let arrives = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrives = resolve));
    const petro = isNow('petro');
    service.fault = async (operation, args, options, next) => {
      if (operation === 'bookAppointment') await arrived;
      return petro(operation, args, options, next);
    };
    await person.presses(`Записатися: ${when}`);
    await lull();
    provider.sessionChanged();
    await person.sees('Прийом начальника дільниці');
    await person.noLongerSees('Скарга на сусіда');
    arrives();
    await lull();
    expect(person.reads).not.to.include('Вас записано');
    expect(told(person)).to.equal('');
  });

  it('is shown nothing that was written before it is known who it is, and goes on when it is the same', async () => {
    const service = having();
    const { person, provider, connection } = await stage({ tag, service, attributes: { 'without-draft': '' } });
    await chooses(person);
    await writes(person, 'Тиск газу');
    const account = () => person.root.querySelector<HTMLSelectElement>('#visit-account');
    await until(account, () => `accounts; there is “${person.reads}”`);
    // About none of them.
    Object.assign(account() as HTMLSelectElement, { value: '' }).dispatchEvent(new Event('change'));
    service.fault = hanging('getSession');
    provider.sessionChanged();
    await lull();
    expect(topicOf(person)).to.equal(undefined);
    service.fault = null;
    provider.sessionChanged();
    await untilThere(person, 'Тиск газу');
    await until(account, () => `accounts; there is “${person.reads}”`);
    expect(account()?.value).to.equal('');
    expect(connection.turn).to.equal(0);
  });

  it('finds what they wrote, however often they only looked, and can erase it', async () => {
    const first = await open();
    await chooses(first.person);
    await writes(first.person, 'Тиск газу');
    // Receptions only: nothing is chosen.
    for (let looks = 0; looks < 2; looks += 1) {
      await open();
      await lull();
    }
    const { person } = await open();
    await chooses(person);
    await untilThere(person, 'Тиск газу');
    await person.sees(RESTORED);
    await person.presses('Стерти написане');
    await person.noLongerSees(RESTORED);
    expect(topicOf(person)).to.equal('');
    await lull();
    const { person: last } = await open();
    await chooses(last);
    await lull();
    expect(topicOf(last)).to.equal('');
  });

  it('leaves nothing on the device where the page says so', async () => {
    const { person } = await open({ 'without-draft': '' });
    await chooses(person);
    await writes(person, 'У бібліотеці');
    await lull();
    const { person: next } = await open();
    await chooses(next);
    await lull();
    expect(topicOf(next)).to.equal('');
  });
});
