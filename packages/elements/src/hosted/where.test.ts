import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { KabinetWhere } from './where.js';

if (!customElements.get('kabinet-where')) customElements.define('kabinet-where', KabinetWhere);

describe('where to find it', () => {
  let stage: HTMLElement;

  beforeEach(() => {
    stage = document.createElement('div');
    stage.innerHTML = `
      <input id="field">
      <kabinet-where data-close="Close"><details><summary>Where is it?</summary><div id="content">At the top</div></details></kabinet-where>
      <input id="after">`;
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  const details = () => stage.querySelector('details')!;
  const summary = () => stage.querySelector('summary')!;
  const close = () => stage.querySelector<HTMLButtonElement>('#content button')!;
  const box = (selector: string) => stage.querySelector(selector)!.getBoundingClientRect();
  const open = async () => {
    summary().focus();
    await sendKeys({ press: 'Enter' });
    expect(details().open).to.equal(true);
  };

  it('opens by the keyboard and covers neither the field nor what comes after', async () => {
    await open();
    expect(box('#content').top).to.be.at.least(box('#field').bottom);
    expect(box('#content').bottom).to.be.at.most(box('#after').top);
  });

  it('stays open while the field is filled in', async () => {
    await open();
    stage.querySelector<HTMLElement>('#field')!.focus();
    stage.querySelector('#field')!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    expect(details().open).to.equal(true);
  });

  for (const [how, shut] of [
    ['by Esc', () => sendKeys({ press: 'Escape' })],
    ['by its button', async () => close().click()],
  ] as const) {
    it(`closes ${how}, and the keyboard goes on from where it was opened`, async () => {
      await open();
      await shut();
      expect(details().open).to.equal(false);
      expect(document.activeElement).to.equal(summary());
    });
  }

  it('has one button, named in the language of the page, however often it is put in', () => {
    const where = stage.querySelector('kabinet-where')!;
    stage.append(where);
    expect([...where.querySelectorAll('button')].map((each) => each.textContent)).to.deep.equal(['Close']);
  });
});
