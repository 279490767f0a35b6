import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { sampleData } from '@kabinet/api/mock';
import '../provider/provider.define.js';
import '../widgets/account-menu/account-menu.define.js';
import '../widgets/appeal-list/appeal-list.define.js';
import '../widgets/balance-card/balance-card.define.js';
import '../widgets/payment-history/payment-history.define.js';
import { receipt as texts } from '../locales/en/receipt.js';
import { lull, until } from '../testing/person.js';
import { failing, Service } from '../testing/service.js';
import { enter, place, stage } from '../testing/stage.js';
import { renderHowToCheck } from '../widgets/receipt/render-receipt.js';
import { renderReceiptLink } from '../widgets/reading-form/render-receipt-link.js';
import { namedPage } from './web-address.js';

const SCRIPT = 'javascript:alert(1)';

/** Where the links of an element lead that would run a script. */
const scriptsIn = (root: ParentNode | null) =>
  [...(root?.querySelectorAll('a') ?? [])].map(({ href }) => href).filter((href) => /^javascript/i.test(href));

describe('an address that a site or a service names', () => {
  it('is one of a page, or none', () => {
    for (const named of ['/pay', 'pay.html', '#pay', '?a=1', '//other.example/', 'https://other.example/'])
      expect(namedPage(named)).to.equal(named);
    for (const named of ['', SCRIPT, ' JavaScript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'https://'])
      expect(namedPage(named)).to.equal('');
  });

  it('runs nothing as an attribute of a widget', async () => {
    const anything = () => Service.sample({ accounts: ['gas', 'rolled-over'] });
    const named = ['payment-url', 'reading-url', 'form-url', 'receipt-url', 'sign-out-url'];
    const attributes = Object.fromEntries(named.map((name) => [name, SCRIPT]));
    const staged = [
      await stage({ tag: 'kabinet-balance-card', service: anything(), attributes }),
      await stage({
        tag: 'kabinet-balance-card',
        service: anything(),
        attributes: { ...attributes, account: '0400123459' },
      }),
      await stage({ tag: 'kabinet-appeal-list', service: anything(), attributes }),
      await stage({ tag: 'kabinet-payment-history', service: anything(), attributes }),
    ];
    for (const { widget } of staged) expect(scriptsIn(widget.shadowRoot), widget.localName).to.deep.equal([]);
  });

  it('runs nothing as the way to sign in, or out', async () => {
    const away = Service.sample();
    away.fault = failing('unauthorized');
    const { person, provider } = enter({ tag: 'kabinet-balance-card', service: away });
    provider.signInUrl = SCRIPT;
    await person.sees('Увійти');
    await lull();
    expect(person.control('Увійти').localName).to.equal('button');

    const menu = enter({
      tag: 'kabinet-account-menu',
      service: Service.sample(),
      attributes: { 'sign-out-url': SCRIPT },
    });
    await menu.person.sees('Оксана Коваль');
    menu.widget.shadowRoot?.querySelector<HTMLElement>('[aria-expanded]')?.click();
    await until(
      () => menu.widget.shadowRoot?.querySelector('#panel h3, #panel ul') != null,
      () => 'the menu',
    );
    expect(menu.person.has('Вийти')).to.equal(false);
  });

  it('runs nothing as the page of a receipt', () => {
    const { supplier } = sampleData({ now: new Date() });
    const to = place();
    const receiptLink = (receiptUrl: string) =>
      renderReceiptLink({
        form: to,
        receiptUrl,
        supplier: { ...supplier, capabilities: ['receipts'] },
        account: { id: 'gas', accountNumber: '0400123456' },
        reading: { id: 'r', number: '17' } as Parameters<typeof renderReceiptLink>[0]['reading'],
        label: 'Receipt',
      });
    render(receiptLink('/receipt'), to);
    expect(to.querySelectorAll('a')).to.have.length(1);
    render(receiptLink(SCRIPT), to);
    expect(to.querySelectorAll('a')).to.have.length(0);

    const receipt = {
      id: 'r',
      number: '17',
      signed: '',
      verifyUrl: 'https://kabinet.example/r',
      qr: { text: 'A', size: 1, modules: '1' },
      premises: [],
    };
    render(renderHowToCheck(receipt, texts), to);
    expect(to.querySelectorAll('a')).to.have.length(1);
    render(renderHowToCheck({ ...receipt, verifyUrl: SCRIPT }, texts), to);
    expect(to.querySelectorAll('a')).to.have.length(0);
  });
});
