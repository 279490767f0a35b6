import type { ContractsMessages } from '../messages.js';

export const contracts: ContractsMessages = {
  files: {
    save: (name) => `Download: ${name}`,
    asking: 'Getting the file…',
    gone: { title: 'This file is no longer there', text: 'Reload the page or call us.' },
  },
  heading: 'Contracts',
  empty: {
    title: 'There are no contracts for this account here',
    text: 'Call us: we will tell you which contract is in force and how to get a copy.',
  },
  ended: (count) => `Contracts that have ended: ${count}`,
  kind: {
    supply: 'Supply contract',
    distribution: 'Distribution contract',
    connection: 'Network connection contract',
    maintenance: 'Maintenance contract',
  },
  contract: 'Contract',
  number: 'Number',
  state: 'State',
  active: (from, to) =>
    `In force${from ? ` from ${from}` : ''}${to ? ` until ${to}` : from ? ', without an end date' : ''}`,
  over: (from, to) =>
    from && to ? `Was in force from ${from} until ${to}` : to ? `Was in force until ${to}` : 'Ended',
  draft: 'A draft, not in force yet',
  from: 'Comes into force',
  services: 'Services',
  role: { supplier: 'Supplier', network: 'Network operator', customer: 'Customer' },
  party: 'Party',
  signed: 'Signed',
  documents: 'Documents',
  document: { contract: 'contract', amendment: 'amendment', act: 'certificate', notice: 'notice' },
  issued: (date) => `of ${date}`,
};
