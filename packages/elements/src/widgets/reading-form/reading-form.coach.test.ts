import { expect } from '@open-wc/testing';
import { type MockData, sampleData } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere, type Shown } from '../../testing/looks.js';
import { focusIsOn, lull, type Person, until } from '../../testing/person.js';
import { CONFIRM, EDIT, hasAll, openForm, SEND } from '../../testing/reading-form.js';
import { losingAnswers, Service } from '../../testing/service.js';

const figures = (body: unknown) => (body as { values: { value: string }[] }).values.map(({ value }) => value);

const choose = async (person: Person, place: number) => {
  person.root.querySelectorAll<HTMLInputElement>('input[type="radio"]')[place]?.click();
  await lull();
};

describe('<kabinet-reading-form>, the digit coach', () => {
  beforeEach(() => {
    stopTheClock();
  });

  describe('names the slip and puts it right in one tap', () => {
    for (const [name, typed, says, fixed] of [
      ['red digits', '1279456', 'Схоже, набрано й червоні цифри. Показання 01279?', '01279'],
      ['red digits, zeros in front', '01279456', 'Схоже, набрано й червоні цифри. Показання 01279?', '01279'],
      ['a digit missing', '129', 'Схоже, пропущено цифру. Показання 01279?', '01279'],
      ['a digit twice', '12779', 'Схоже, одна цифра набралася двічі. Показання 01279?', '01279'],
      ['digits swapped', '2179', 'Схоже, дві сусідні цифри помінялися місцями. Показання 01279?', '01279'],
    ] as const) {
      it(name, async () => {
        const { person, service } = await openForm();
        await person.types(typed);
        await person.presses(SEND);
        await person.sees(says);
        await person.presses(`Виправити на ${fixed}`);
        await person.sees(`Виправлено: ${fixed}. Перевірте й передайте.`);
        expect(person.field().value).to.equal(fixed);
        expect(focusIsOn()).to.equal(focusIsOn(person.field()));
        expect(person.root.querySelector('[role="status"]')?.textContent, 'said aloud').to.include('Виправлено');
        expect(service.count('submitReading')).to.equal(0);
        await person.presses(SEND);
        await person.sees('Показання прийнято');
        expect(service.bodiesOf('submitReading').flatMap(figures)).to.deep.equal([String(Number(fixed))]);
      });
    }

    it('but sends to the dial first where only the dial says which digit is missing', async () => {
      const { person } = await openForm();
      await person.types('129');
      await person.presses(SEND);
      await person.sees('Схоже, пропущено цифру.');
      const main = person.root.querySelectorAll('.notice button.primary');
      expect([...main].map((button) => button.textContent?.trim())).to.deep.equal(['Виправити']);
    });

    it('day and night exchanged', async () => {
      const { person, service } = await openForm({ accounts: ['two-zones'] });
      await person.types('7110', 'День');
      await person.types('18560', 'Ніч');
      await person.presses(SEND);
      await person.sees('Схоже, показання «День» і «Ніч» помінялися місцями.');
      await person.presses('Поміняти місцями');
      await person.sees('Виправлено: 018560, 007110.');
      expect([person.field('День').value, person.field('Ніч').value]).to.deep.equal(['018560', '007110']);
      expect(focusIsOn()).to.equal(focusIsOn(person.field('День')));
      await person.presses(SEND);
      await person.sees('Показання прийнято');
      expect(service.bodiesOf('submitReading').flatMap(figures)).to.deep.equal(['18560', '7110']);
    });

    it('one of two fields, leaving the other as it was typed', async () => {
      const { person } = await openForm({ accounts: ['two-zones'] });
      await person.types('018560', 'День');
      await person.types('71110', 'Ніч');
      await person.presses(SEND);
      await person.presses('Виправити на Ніч 007110');
      expect([person.field('День').value, person.field('Ніч').value]).to.deep.equal(['018560', '007110']);
    });
  });

  describe('sees another meter’s reading', () => {
    it('and moves it there, with the person', async () => {
      const { person, service } = await openForm({ accounts: ['huge-debt'] });
      await person.types('411');
      await person.presses(SEND);
      await person.sees('Схоже, це показання іншого лічильника: Гаряча вода, № ГВ-55121.');
      await person.presses('Перенести на лічильник № ГВ-55121');
      await person.sees('Показання перенесено сюди з іншого лічильника: Холодна вода, № ХВ-55120.');
      await person.sees('Попереднє показання: 407 м³');
      expect(person.field().value).to.equal('00411');
      expect(focusIsOn()).to.equal('input#register-huge-debt-hot-total');
      await person.presses(SEND);
      await person.sees('Показання прийнято');
      expect(service.bodiesOf('submitReading')).to.deep.include.members([
        { meterId: 'huge-debt-hot', values: [{ registerId: 'huge-debt-hot-total', value: '411' }] },
      ]);
      await choose(person, 0);
      expect(person.field().value, 'nothing is left behind').to.equal('');
      expect(person.reads).not.to.include('перенесено');
    });

    it('and puts both right when cold and hot water were exchanged', async () => {
      const { person, service } = await openForm({ accounts: ['huge-debt'] });
      await choose(person, 1);
      await person.types('817');
      await choose(person, 0);
      await person.types('411');
      await person.presses(SEND);
      await person.sees('Схоже, показання помінялося місцями з іншим лічильником: Гаряча вода, № ГВ-55121.');
      await person.presses('Поміняти місцями');
      await person.sees('Показання поміняно місцями з іншим лічильником: Гаряча вода, № ГВ-55121.');
      expect(person.field().value).to.equal('00817');
      expect(focusIsOn()).to.equal('input#register-huge-debt-cold-total');
      await person.presses(SEND);
      await person.sees('Показання прийнято');
      await choose(person, 1);
      await person.sees('Показання поміняно місцями з іншим лічильником: Холодна вода, № ХВ-55120.');
      expect(person.field().value).to.equal('00411');
      await person.presses(SEND);
      await person.sees('Показання прийнято');
      expect(service.bodiesOf('submitReading').flatMap(figures)).to.deep.equal(['817', '411']);
    });

    it('but touches none whose reading is handed in, or may be', async () => {
      for (const fault of [null, losingAnswers('offline', 'submitReading')]) {
        const { person, service } = await openForm({ accounts: ['huge-debt'] });
        service.fault = fault;
        await choose(person, 1);
        await person.types('410');
        await person.presses(SEND);
        await person.sees(fault ? 'Немає зв’язку з інтернетом' : 'Показання прийнято');
        await choose(person, 0);
        await person.types('411');
        await person.presses(SEND);
        await person.sees(CONFIRM);
        expect(person.reads).not.to.include('ГВ-55121. Перенести');
        expect(person.has('Перенести на лічильник № ГВ-55121')).to.equal(false);
      }
    });
  });

  it('says what to do when the meter was replaced', async () => {
    const { person } = await openForm();
    await person.types('12');
    await person.presses(SEND);
    await person.sees('Можливо, лічильник замінили. Тоді зателефонуйте нам', '0 800 500 104');
    expect(person.has(CONFIRM)).to.equal(true);
  });

  it('never insists: what is right is sent as it is', async () => {
    const { person, service, told } = await openForm();
    await person.types('12779');
    await person.presses(SEND);
    await person.sees('Схоже, одна цифра набралася двічі.');
    await person.presses(CONFIRM);
    await person.sees('Показання отримано, його перевірить фахівець');
    expect(service.bodiesOf('submitReading').flatMap(figures)).to.deep.equal(['12779']);
    expect(told).to.deep.equal(['questioned']);
  });

  it('helps first where there are more digits than the dial has, and takes them where the record of it is wrong', async () => {
    const { person, service, told } = await openForm();
    await person.types('01279456');
    await person.presses(SEND);
    await person.sees('а введено більше.', 'Схоже, набрано й червоні цифри.');
    const main = person.root.querySelectorAll('.notice button.primary');
    expect([...main].map((button) => button.textContent?.trim())).to.deep.equal(['Виправити на 01279']);
    await person.presses(CONFIRM);
    await person.sees('Показання отримано, його перевірить фахівець');
    expect(service.bodiesOf('submitReading').flatMap(figures)).to.deep.equal(['1279456']);
    expect(service.bodiesOf('submitReading')[0]).to.include({ confirmed: true });
    const [row] = await service.handedIn();
    expect(row?.questionedFor).to.deep.equal(['too_many_digits']);
    expect(told).to.deep.equal(['questioned']);
  });

  it('is silent about what checks out, and forgets its advice once something else is typed', async () => {
    const { person } = await openForm();
    await person.types('01279456');
    await person.presses(SEND);
    await person.sees('Виправити на 01279');
    await person.presses(EDIT);
    expect(person.has('Виправити на 01279')).to.equal(false);
    await person.types('1279');
    await person.presses(SEND);
    await person.sees('Показання прийнято');
    expect(person.reads).not.to.include('Схоже');
  });

  it('takes back nothing that may have been sent: then there is nothing to put right', async () => {
    const { person, service } = await openForm();
    await person.types('12779');
    await person.presses(SEND);
    service.fault = losingAnswers('offline', 'submitReading');
    await person.presses(CONFIRM);
    await person.sees('Немає зв’язку з інтернетом');
    await until(
      () => !person.has('Виправити на 01279'),
      () => 'the end of the offer',
    );
  });

  describe('looks right in every language, width and colour scheme', () => {
    const typeAndSend =
      (accounts: NonNullable<Parameters<typeof sampleData>[0]['accounts']>, ...texts: string[]): Shown['play'] =>
      async (person) => {
        await person.seesItLoaded();
        await hasAll(person.widget);
        for (const [index, input] of [...person.root.querySelectorAll<HTMLInputElement>('form input')].entries()) {
          await person.types(texts[index] ?? '', input.labels?.[0]?.innerText);
        }
        person.root.querySelector<HTMLElement>('button.primary')?.click();
        await lull();
        expect(person.root.querySelector('.coach'), `${accounts[0]}: ${person.reads}`).not.to.equal(null);
        person.focused?.dispatchEvent(new Event('blur'));
      };
    const service =
      (...accounts: NonNullable<Parameters<typeof sampleData>[0]['accounts']>[number][]) =>
      () =>
        new Service(sampleData({ now: new Date(), window: 'open', accounts }) satisfies MockData);
    for (const [name, accounts, texts] of [
      ['about red digits', ['gas'], ['01279456']],
      ['about another meter', ['huge-debt'], ['411']],
    ] as const) {
      it(name, () =>
        looksRightEverywhere({
          tag: 'kabinet-reading-form',
          service: service(...accounts),
          play: typeAndSend(accounts, ...texts),
        }),
      );
    }
  });
});
