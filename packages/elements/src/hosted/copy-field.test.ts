import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import sinon from 'sinon';
import { KabinetCopyField } from './copy-field.js';

if (!customElements.get('kabinet-copy-field')) customElements.define('kabinet-copy-field', KabinetCopyField);

const make = () =>
  fixture<KabinetCopyField>(
    html`<kabinet-copy-field data-copy="Скопіювати" data-copied="Скопійовано">
      <textarea aria-label="Текст">Відкрийте https://kabinet.test/x</textarea>
    </kabinet-copy-field>`,
  );

describe('kabinet-copy-field', () => {
  afterEach(() => sinon.restore());

  it('copies the text and says so', async () => {
    const write = sinon.stub(navigator.clipboard, 'writeText').resolves();
    const element = await make();
    element.querySelector('button')?.click();
    await waitUntil(() => element.querySelector('[role=status]')?.textContent === 'Скопійовано');
    expect(write.firstCall.args).to.deep.equal(['Відкрийте https://kabinet.test/x']);
  });

  it('chooses the text where copying is not allowed', async () => {
    sinon.stub(navigator.clipboard, 'writeText').rejects(new Error('no'));
    const element = await make();
    const text = element.querySelector('textarea')!;
    element.querySelector('button')?.click();
    await waitUntil(() => text.selectionEnd === text.value.length && document.activeElement === text);
    expect(text.selectionStart).to.equal(0);
    expect(element.querySelector('[role=status]')?.textContent).to.equal('');
  });

  it('has one button however often it is put into the page', async () => {
    const element = await make();
    element.parentElement?.append(element);
    expect(element.querySelectorAll('button')).to.have.length(1);
  });
});
