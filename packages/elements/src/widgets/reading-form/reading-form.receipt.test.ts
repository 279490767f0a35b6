import { expect } from '@open-wc/testing';
import { stopTheClock } from '../../testing/clock.js';
import { Person, until } from '../../testing/person.js';
import { openForm, SEND } from '../../testing/reading-form.js';
import { makeWidget } from '../../testing/stage.js';
import type { ReceiptRequestEvent } from '../../core/receipt-request.events.js';
import '../receipt/receipt.define.js';

const LINK = 'Підтвердження з підписом';

describe('<kabinet-reading-form>, the signed confirmation of a reading', () => {
  beforeEach(() => stopTheClock());

  async function handedIn(attributes: Readonly<Record<string, string>> = {}) {
    const form = await openForm();
    for (const [name, value] of Object.entries(attributes)) form.widget.setAttribute(name, value);
    await form.person.types('1279');
    await form.person.presses(SEND);
    await form.person.sees('Показання прийнято');
    return form;
  }

  it('opens in the widget for it on the same page', async () => {
    const { provider, person } = await handedIn();
    expect(person.has(LINK)).to.equal(false);
    const receipt = makeWidget({ tag: 'kabinet-receipt' });
    provider.append(receipt);
    (person.widget as typeof receipt).requestUpdate();
    await person.presses(LINK);
    await new Person(receipt).sees('Підтвердження показання', '1279 м³', 'Підпис постачальника перевірено');
  });

  it('opens on the page that was named, by ids and without the account’s number', async () => {
    const { person, service } = await handedIn({ 'receipt-url': 'receipt.html' });
    const [reading] = await service.handedIn();
    const link = person.control(LINK) as HTMLAnchorElement;
    const { pathname, searchParams } = new URL(link.href);
    expect(pathname).to.match(/\/receipt\.html$/);
    expect(Object.fromEntries(searchParams)).to.deep.equal({
      'kabinet-account': 'gas',
      'kabinet-reading': reading?.id,
    });
  });

  it('is left to the page where that wants to show it itself', async () => {
    const { person } = await handedIn({ 'receipt-url': 'receipt.html' });
    const asked: (string | null)[] = [];
    person.widget.addEventListener('kabinet-receipt-request', (event: ReceiptRequestEvent) => {
      asked.push(event.readingId);
      event.preventDefault();
    });
    await person.presses(LINK);
    await until(
      () => asked.length === 1,
      () => 'the question',
    );
    expect(asked[0]).to.be.a('string');
  });
});
