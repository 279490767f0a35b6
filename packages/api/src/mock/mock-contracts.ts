import { addDays, type CalendarDate } from '@kabinet/rules';
import type { Account, Contract, ContractDocument, Grant } from '../schemas/index.js';
import { type Handlers, refusal } from './handlers.js';
import { sampleFileLink } from './mock-uploads.js';
import type { MockAccount } from './sample-base.js';

type ContractOperation = 'listContracts' | 'getContractDocument';

/** The contracts of the mock: an account's own, or those that every account of its services has. */
export function mockContracts({
  now,
  today,
  accountOf,
}: {
  now: () => Date;
  today: () => CalendarDate;
  accountOf: (accountId: string, grant: Grant) => MockAccount;
}): Pick<Handlers, ContractOperation> {
  const contractsOf = ({ account, contracts }: MockAccount): readonly Contract[] =>
    contracts ?? sampleContracts(account, today());
  return {
    listContracts: ({ accountId }) => {
      const found = accountOf(accountId, 'view');
      const items = contractsOf(found);
      return { items: found.account.grants.includes('manage') ? [...items] : items.map(withoutPerson) };
    },
    getContractDocument: ({ accountId, contractId, documentId }) => {
      const document = contractsOf(accountOf(accountId, 'manage'))
        .find(({ id }) => id === contractId)
        ?.documents.find(({ id }) => id === documentId);
      if (!document) throw refusal('not_found');
      return sampleFileLink(document, now());
    },
  };
}

/** What somebody is shown who may see the account and not manage it. */
function withoutPerson(contract: Contract): Contract {
  return { ...contract, parties: contract.parties.filter(({ role }) => role !== 'customer'), documents: [] };
}

const SUPPLY = { role: 'supplier', name: 'ТОВ «Сіверськгаз Збут»' };
const NETWORK = { role: 'network', name: 'АТ «Сіверськгаз»' };

/** What a customer of the account's services has agreed on: supply, the network, and a contract from before; none for an account without meters. */
export function sampleContracts(
  account: Pick<Account, 'id' | 'accountNumber' | 'serviceKinds'>,
  today: CalendarDate,
): Contract[] {
  const { id, accountNumber, serviceKinds } = account;
  if (serviceKinds.length === 0 || id === 'no-meters') return [];
  const customer = {
    role: 'customer',
    name: id === 'long-names' ? 'Концевич-Перебийніс Іраїда Всеволодівна' : 'Коваленко Олена Петрівна',
  };
  const began = addDays(today, -700);
  const document = (
    name: string,
    kind: string,
    issuedOn: CalendarDate,
    more: Partial<ContractDocument> = {},
  ): ContractDocument => ({
    id: `${id}-${kind}-${issuedOn}`,
    kind,
    name,
    issuedOn,
    mediaType: 'application/pdf',
    sizeBytes: 184_320,
    ...more,
  });
  const contract = (more: Partial<Contract> & Pick<Contract, 'id' | 'number' | 'kind'>): Contract => ({
    serviceKinds: [...serviceKinds],
    status: 'active',
    parties: [SUPPLY, customer],
    signedOn: began,
    validFrom: began,
    validTo: null,
    note: null,
    documents: [],
    ...more,
  });
  return [
    contract({
      id: `${id}-supply`,
      number: `${accountNumber}-П`,
      kind: 'supply',
      note: {
        uk: 'Приєднання до публічного договору: підпис не потрібен.',
        ru: 'Присоединение к публичному договору: подпись не нужна.',
        en: 'By joining the public offer: no signature is needed.',
      },
      documents: [
        document('Договір постачання.pdf', 'contract', began),
        document('Додаткова угода № 1.pdf', 'amendment', addDays(began, 200), { sizeBytes: 61_440 }),
      ],
    }),
    contract({
      id: `${id}-distribution`,
      number: `${accountNumber}-Р`,
      kind: 'distribution',
      parties: [NETWORK, customer],
      documents: [document('Акт розмежування.jpg', 'act', began, { mediaType: 'image/jpeg', sizeBytes: 2_411_724 })],
    }),
    contract({
      id: `${id}-before`,
      number: '17/204',
      kind: 'supply',
      status: 'ended',
      signedOn: null,
      validFrom: addDays(began, -2500),
      validTo: addDays(began, -1),
    }),
  ];
}
