import { sendKeys } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';
import { stopTheClock } from '../../testing/clock.js';
import { breath, focusIsOn, until } from '../../testing/person.js';
import { openForm } from '../../testing/reading-form.js';

/** Presses Tab until the focus is on something that reads so. */
async function tabTo(text: string): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < 20; i += 1) {
    await sendKeys({ press: 'Tab' });
    if (focusIsOn().includes(text)) return;
    passed.push(focusIsOn());
  }
  throw new Error(`Tab never came to “${text}”, only to ${passed.join(', ')}`);
}

async function focusComesTo(text: string): Promise<void> {
  await until(
    () => focusIsOn().includes(text),
    () => `the focus on “${text}”; it is on ${focusIsOn()}`,
  );
}

async function retype(text: string): Promise<void> {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: 'a' });
  await sendKeys({ up: 'Control' });
  await sendKeys({ type: text });
}

describe('<kabinet-reading-form>, by keyboard alone', () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('types, sends by Enter, confirms, corrects and withdraws', async () => {
    const { person, service, told } = await openForm();
    await tabTo('input#register-gas-total');
    await sendKeys({ type: 'багато' });
    await sendKeys({ press: 'Enter' });
    await person.sees('Введіть показання цифрами');
    await focusComesTo('input#register-gas-total');

    await retype('1200');
    await sendKeys({ press: 'Enter' });
    await focusComesTo('Перевірте показання');
    await tabTo('Виправити');
    await sendKeys({ press: 'Enter' });
    await focusComesTo('input#register-gas-total');
    await sendKeys({ press: 'Enter' });
    await focusComesTo('Перевірте показання');
    await tabTo('Так, усе правильно');
    await sendKeys({ press: 'Enter' });
    await focusComesTo('Показання отримано');

    await tabTo('Виправити');
    await sendKeys({ press: 'Space' });
    await focusComesTo('input#register-gas-total');
    await retype('1279');
    await sendKeys({ press: 'Enter' });
    await focusComesTo('Показання прийнято');

    await tabTo('Скасувати показання');
    await sendKeys({ press: 'Enter' });
    await focusComesTo('Скасувати передане показання?');
    await tabTo('Так, скасувати');
    await sendKeys({ press: 'Enter' });
    await focusComesTo('Показання скасовано');
    expect(told).to.deep.equal(['questioned', 'accepted, corrected', 'withdrawn']);
    expect((await service.handedIn()).map(({ status }) => status)).to.deep.equal(['withdrawn', 'superseded']);
  });

  it('goes from the summary of errors to the field', async () => {
    const { person } = await openForm({ accounts: ['two-zones'] });
    await tabTo('input#register-two-zones-day');
    await sendKeys({ press: 'Enter' });
    await focusComesTo('Перевірте введене');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await focusComesTo('input#register-two-zones-night');
    await breath();
    expect(person.reads).to.include('Перевірте введене');
  });

  it('chooses the meter and the account', async () => {
    const { person } = await openForm({ accounts: ['huge-debt', 'gas'] });
    await tabTo('select#account');
    await tabTo('input');
    await sendKeys({ press: 'ArrowDown' });
    await person.sees('Попереднє показання: 407 м³');
    person.root.querySelector('select')?.focus();
    await sendKeys({ press: 'ArrowDown' });
    await person.sees('Лічильник № 04512877');
  });

  it('chooses a photo', async () => {
    const { person } = await openForm({ handedIn: 'accepted' });
    await tabTo('Скасувати показання');
    await sendKeys({ press: 'Tab' });
    expect((person.focused as HTMLInputElement).type).to.equal('file');
    const [label] = (person.focused as HTMLInputElement).labels ?? [];
    expect(getComputedStyle(label as Element).outlineStyle, 'one sees where the focus is').to.equal('solid');
  });

  it('puts a slip right', async () => {
    const { person } = await openForm();
    await tabTo('input#register-gas-total');
    await sendKeys({ type: '01279456' });
    await sendKeys({ press: 'Enter' });
    await focusComesTo('Перевірте показання');
    await tabTo('Виправити на 01279');
    await sendKeys({ press: 'Enter' });
    await focusComesTo('input#register-gas-total');
    expect(person.field().value).to.equal('01279');
  });

  it('shows where the focus is', async () => {
    const { person } = await openForm();
    for (const text of ['input#register-gas-total', 'Передати показання', 'Інші способи', '0 800 500 104', '104']) {
      await tabTo(text);
      const { outlineStyle, outlineWidth } = getComputedStyle(person.focused as Element);
      expect(`${outlineStyle} ${outlineWidth}`, text).to.equal('solid 3px');
    }
  });
});
