import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { KabinetWhere } from './where.js';

if (!customElements.get('kabinet-where')) customElements.define('kabinet-where', KabinetWhere);

describe('where to find it', () => {
  let stage: HTMLElement;

  beforeEach(() => {
    stage = document.createElement('div');
    stage.innerHTML = `
      <input id="before">
      <kabinet-where><details><summary>Where is it?</summary><div id="content">At the top</div></details></kabinet-where>
      <input id="after">`;
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  const details = () => stage.querySelector('details')!;
  const content = () => stage.querySelector<HTMLElement>('#content')!;
  const opened = async () => {
    const toggled = new Promise((done) => details().addEventListener('toggle', done, { once: true }));
    stage.querySelector('summary')!.focus();
    await sendKeys({ press: 'Enter' });
    await toggled;
  };

  it('opens beside what it explains, by the keyboard', async () => {
    await opened();
    expect(details().open).to.equal(true);
    expect(content().style.left).to.match(/px$/);
    expect(content().style.top).to.match(/px$/);
  });

  it('closes by Esc, and the keyboard goes on from where it was opened', async () => {
    await opened();
    await sendKeys({ press: 'Escape' });
    expect(details().open).to.equal(false);
    expect(document.activeElement).to.equal(stage.querySelector('summary'));
  });

  it('closes when the focus goes on and when something else is pressed', async () => {
    await opened();
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement).to.equal(stage.querySelector('#after'));
    expect(details().open).to.equal(false);
    await opened();
    content().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    expect(details().open).to.equal(true);
    stage.querySelector('#before')!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    expect(details().open).to.equal(false);
  });

  it('is a plain part of the page again when it is taken out', () => {
    const where = stage.querySelector('kabinet-where')!;
    const inPage = details();
    expect(inPage.classList.contains('placed')).to.equal(true);
    where.remove();
    expect(inPage.classList.contains('placed')).to.equal(false);
  });
});
