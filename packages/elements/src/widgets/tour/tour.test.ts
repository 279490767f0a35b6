import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { sampleData } from '@kabinet/api/mock';
import '../../provider/provider.define.js';
import { LANGUAGES } from '../../locales/load.js';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere, passesAxe } from '../../testing/looks.js';
import { focusIsOn, type Person, until } from '../../testing/person.js';
import { failing, noNetwork, Service } from '../../testing/service.js';
import { enter, stage } from '../../testing/stage.js';
import type { KabinetTour } from './tour.js';
import './tour.define.js';
import { stepsOf } from './tour.model.js';

const tag = 'kabinet-tour';
const START = 'Показати, що вміє кабінет';

const dialogOf = ({ root }: Person) => root.querySelector('dialog') as HTMLDialogElement;
const titleOf = (person: Person) => dialogOf(person).querySelector('h3')?.textContent;

async function begins(person: Person): Promise<void> {
  await person.presses(START);
  await until(
    () => dialogOf(person).open,
    () => 'the tour',
  );
}

async function isAt(person: Person, title: string): Promise<void> {
  await until(
    () => titleOf(person) === title,
    () => `the step “${title}”; there is “${titleOf(person) ?? ''}”`,
  );
}

describe('the steps of a tour', () => {
  it('are what the supplier offers, after getting in and before whom to call', () => {
    const offered = { capabilities: ['tariffs', 'readings', 'accounts', 'something-new'] };
    expect(stepsOf(offered, { signsUp: true })).to.deep.equal(['signUp', 'link', 'readings', 'tariffs', 'help']);
    expect(stepsOf(offered, { signsUp: false })).to.deep.equal(['readings', 'tariffs', 'help']);
    expect(stepsOf({ capabilities: ['reminders'] }, { signsUp: false })).to.deep.equal(['plans', 'help']);
    expect(stepsOf({ capabilities: [] }, { signsUp: true })).to.deep.equal(['signUp', 'help']);
  });
});

describe(`<${tag}>`, () => {
  beforeEach(() => void stopTheClock());

  it('begins only when somebody wants it, and with a step’s title', async () => {
    const { person } = await stage({ tag, service: Service.sample() });
    expect(dialogOf(person).open).to.equal(false);
    expect(focusIsOn()).to.equal('body');
    await begins(person);
    expect(titleOf(person)).to.equal('Дізнайтеся, скільки до сплати');
    expect(focusIsOn()).to.equal('h3#step “Дізнайтеся, скільки до сплати”');
    await person.sees('Крок 1 з 11');
    await until(
      () => dialogOf(person).querySelector('svg.drawing'),
      () => 'a drawing',
    );
  });

  it('begins with signing up where that is done here, and names what to have at hand', async () => {
    const { person } = await stage({ tag, service: Service.sample(), session: 'cookie' });
    await begins(person);
    expect(titleOf(person)).to.equal('Зареєструйтеся');
    await person.presses('Далі');
    await isAt(person, 'Додайте особовий рахунок');
    const proofs = sampleData({ now: new Date() }).supplier.linkProofs;
    expect(proofs.length, 'the sample has some').to.be.greaterThan(0);
    await person.sees('номер рахунку зі щомісячної квитанції і');
  });

  it('goes on and back by press and by key, keeps the focus, and ends where it began', async () => {
    const { person } = await stage({ tag, service: Service.sample() });
    person.control(START).focus();
    await begins(person);
    expect(person.has('Назад')).to.equal(false);
    await sendKeys({ press: 'Tab' });
    expect(focusIsOn()).to.equal('button “Далі”');
    await sendKeys({ press: 'Enter' });
    await isAt(person, 'Передайте показання');
    expect(focusIsOn(), 'the same button again').to.equal('button “Далі”');
    await sendKeys({ press: 'Tab' });
    expect(focusIsOn()).to.equal('button “Назад”');
    await sendKeys({ press: 'Enter' });
    await isAt(person, 'Дізнайтеся, скільки до сплати');
    expect(focusIsOn(), 'what had the focus is gone').to.equal('button “Далі”');
    for (let step = 0; step < 10; step += 1) await sendKeys({ press: 'ArrowRight' });
    await isAt(person, 'Якщо щось не виходить');
    await person.sees('0 800 500 104');
    await sendKeys({ press: 'ArrowRight' });
    expect(dialogOf(person).open, 'a key does not end it').to.equal(true);
    await person.presses('Зрозуміло');
    expect(dialogOf(person).open).to.equal(false);
    expect(focusIsOn()).to.equal(`button “${START}”`);
  });

  it('keeps the button that leads on in its place, whatever a step says and before its drawing comes', async () => {
    const { person } = await stage({ tag, service: Service.sample() });
    await begins(person);
    const place = () => dialogOf(person).querySelector('.primary')?.getBoundingClientRect().top;
    const first = place();
    for (let step = 0; step < 10; step += 1) {
      await person.presses('Далі');
      expect(place(), titleOf(person) ?? '').to.equal(first);
    }
  });

  it('is closed by Escape and begins anew', async () => {
    const { person, widget } = await stage({ tag, service: Service.sample() });
    await begins(person);
    await person.presses('Далі');
    await sendKeys({ press: 'Escape' });
    await until(
      () => !dialogOf(person).open,
      () => 'the end',
    );
    (widget as KabinetTour).open();
    await until(
      () => dialogOf(person).open,
      () => 'the tour again',
    );
    await person.sees('Крок 1 з 11');
  });

  it('keeps nothing on the device', async () => {
    const { person } = await stage({ tag, service: Service.sample() });
    const stored = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);
    const before = stored();
    await begins(person);
    await person.presses('Далі');
    await person.presses('Закрити');
    expect(stored()).to.equal(before);
  });

  it('needs nobody signed in', async () => {
    const service = Service.sample();
    service.fault = failing('unauthorized');
    const { person } = await stage({ tag, service });
    await begins(person);
    expect(service.count('listAccounts')).to.equal(0);
  });

  it('says so when the service cannot be reached', async () => {
    const service = Service.sample();
    service.fault = noNetwork;
    const { person } = enter({ tag, service });
    await person.sees('Немає зв’язку з інтернетом');
  });

  for (const lang of LANGUAGES) {
    it(`passes axe at every step in ${lang}`, async () => {
      const { person, widget } = await stage({ tag, service: Service.sample(), session: 'cookie', lang });
      (widget as KabinetTour).open();
      await until(
        () => dialogOf(person).open && dialogOf(person).querySelector('svg.drawing'),
        () => 'the tour',
      );
      await passesAxe([widget]);
      const next = () => dialogOf(person).querySelector<HTMLElement>('.primary') as HTMLElement;
      for (let step = 0; step < 12; step += 1) {
        const before = titleOf(person);
        next().click();
        await until(
          () => titleOf(person) !== before,
          () => 'the next step',
        );
      }
      await passesAxe([widget]);
      next().click();
    });
  }

  it('looks right', async () => {
    await looksRightEverywhere({
      tag,
      service: Service.sample,
      play: (person) => person.seesItLoaded(),
    });
  });
});
