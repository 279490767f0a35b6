import { expect } from '@open-wc/testing';
import { ApiError, type Contract, type FileLink } from '@kabinet/api';
import { stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { lull, type Person, until } from '../../testing/person.js';
import { failing, Service } from '../../testing/service.js';
import { stage } from '../../testing/stage.js';
import './contracts.define.js';

const tag = 'kabinet-contracts';

everyWidget({
  tag,
  heading: { uk: 'Договори', ru: 'Договоры', en: 'Contracts' },
  reads: ['listContracts'],
  content: '0400123456-П',
});

const contract = (more: Partial<Contract>): Contract => ({
  id: 'one',
  number: '1',
  kind: 'supply',
  serviceKinds: ['gas'],
  status: 'active',
  parties: [],
  signedOn: null,
  validFrom: null,
  validTo: null,
  note: null,
  documents: [],
  ...more,
});

function having(...items: Contract[]): Service {
  const service = Service.sample();
  service.fault = (operation, _args, _options, next) =>
    operation === 'listContracts' ? Promise.resolve({ items }) : next();
  return service;
}

/** What the page hands to the browser to be saved, instead of saving it. */
function catchLinks(): { readonly links: { name: string; url: string }[]; stop: () => void } {
  const links: { name: string; url: string }[] = [];
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    links.push({ name: this.download, url: this.href });
  };
  return { links, stop: () => void (HTMLAnchorElement.prototype.click = click) };
}

const fileButton = ({ root }: Person, name: string) =>
  [...root.querySelectorAll<HTMLElement>('[part=file] button')].find(({ innerText }) => innerText.includes(name));

async function fetches(person: Person, name: string): Promise<void> {
  await until(
    () => fileButton(person, name),
    () => `a document “${name}”; there is “${person.reads}”`,
  );
  fileButton(person, name)?.click();
  await lull();
}

describe(`<${tag}>`, () => {
  let caught: ReturnType<typeof catchLinks>;

  beforeEach(() => {
    stopTheClock();
    caught = catchLinks();
  });
  afterEach(() => caught.stop());

  it('shows number, state, services, who is bound, and the documents with what they are', async () => {
    const { person } = await stage({ tag, service: Service.sample() });
    await person.sees(
      'Договір постачання Номер 0400123456-П Стан Діє з 3 грудня 2024, без кінцевої дати Послуги Газ',
      'Постачальник ТОВ «Сіверськгаз Збут»',
      'Споживач Коваленко Олена Петрівна',
      'Підписано 3 грудня 2024',
      'Приєднання до публічного договору: підпис не потрібен.',
      'Договір постачання.pdf договір від 3 грудня 2024, 180 КБ',
      'Договір розподілу',
      'Оператор мережі АТ «Сіверськгаз»',
      'Акт розмежування.jpg акт від 3 грудня 2024, 2,3 МБ',
    );
  });

  it('keeps those that have ended closed, and opens them at once where there are no others', async () => {
    const { person } = await stage({ tag, service: Service.sample() });
    await person.sees('Договори, що закінчилися: 1');
    expect(person.reads).not.to.include('17/204');
    await person.presses('Договори, що закінчилися: 1');
    await person.sees('17/204', 'Діяв з');

    const old = await stage({
      tag,
      service: having(contract({ status: 'ended', number: '9/8', validTo: '2020-01-31' })),
    });
    await old.person.sees('9/8', 'Діяв до 31 січня 2020');
  });

  it('says no more than is known, also of kinds that came later', async () => {
    const strange = contract({
      kind: 'barter',
      status: 'draft',
      parties: [{ role: 'guarantor', name: 'ТОВ «Порука»' }],
      documents: [
        { id: 'd', kind: 'poem', name: 'Вірш.pdf', issuedOn: null, mediaType: 'application/pdf', sizeBytes: 12 },
      ],
    });
    const { person } = await stage({ tag, service: having(strange) });
    await person.sees('Договір Номер 1 Стан Проєкт, ще не діє Послуги Газ Сторона ТОВ «Порука» Вірш.pdf 1 КБ');
  });

  it('says so where there is none', async () => {
    const { person } = await stage({ tag, service: having() });
    await person.sees('Договорів за цим рахунком тут немає', '0 800 500 104');
  });

  describe('a document', () => {
    it('is fetched by an address that is asked for when it is wanted', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      await person.sees('Договір постачання.pdf');
      expect(service.count('getContractDocument')).to.equal(0);
      expect(fileButton(person, 'Договір постачання.pdf')?.getAttribute('aria-label')).to.equal(
        'Завантажити: Договір постачання.pdf',
      );
      await fetches(person, 'Договір постачання.pdf');
      expect(caught.links.map(({ name }) => name)).to.deep.equal(['Договір постачання.pdf']);
      expect(service.callsOf('getContractDocument').map(({ args }) => args)).to.deep.equal([
        { accountId: 'gas', contractId: 'gas-supply', documentId: 'gas-contract-2024-12-03' },
      ]);
      expect(document.querySelectorAll('a[download]')).to.have.length(0);
    });

    it('that does not come is said so beside it, and comes with the next try', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      service.fault = failing('unavailable', 'getContractDocument');
      await fetches(person, 'Договір постачання.pdf');
      await person.sees('Сервіс зараз не працює');
      expect(caught.links).to.deep.equal([]);
      service.fault = null;
      await person.presses('Спробувати ще раз');
      await person.noLongerSees('Сервіс зараз не працює');
      expect(caught.links).to.have.length(1);
    });

    it('that is gone is not called an account that is not found', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      service.fault = failing(new ApiError('not-found'), 'getContractDocument');
      await fetches(person, 'Акт розмежування.jpg');
      await person.sees('Цього файлу вже немає');
    });

    for (const url of ['javascript:globalThis.attacked=1', 'blob:https://evil.example/1', 'not an address']) {
      it(`is not fetched from ${url.slice(0, 11)}`, async () => {
        const service = Service.sample();
        const { person } = await stage({ tag, service });
        const link: FileLink = {
          name: 'a.pdf',
          mediaType: 'application/pdf',
          sizeBytes: 1,
          url,
          expiresAt: '2026-11-03T09:00:00Z',
        };
        service.fault = (operation, _args, _options, next) =>
          operation === 'getContractDocument' ? Promise.resolve(link) : next();
        await fetches(person, 'Договір постачання.pdf');
        await person.sees('Сервіс дав незрозумілу відповідь');
        expect(caught.links).to.deep.equal([]);
      });
    }
  });
});
