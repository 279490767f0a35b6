import type { ContractsMessages } from '../messages.js';

export const contracts: ContractsMessages = {
  files: {
    save: (name) => `Завантажити: ${name}`,
    asking: 'Готуємо файл…',
    gone: { title: 'Цього файлу вже немає', text: 'Оновіть сторінку або зателефонуйте нам.' },
  },
  heading: 'Договори',
  empty: {
    title: 'Договорів за цим рахунком тут немає',
    text: 'Зателефонуйте нам: підкажемо, який договір діє і як отримати копію.',
  },
  ended: (count) => `Договори, що закінчилися: ${count}`,
  kind: {
    supply: 'Договір постачання',
    distribution: 'Договір розподілу',
    connection: 'Договір приєднання до мережі',
    maintenance: 'Договір обслуговування',
  },
  contract: 'Договір',
  number: 'Номер',
  state: 'Стан',
  active: (from, to) => `Діє${from ? ` з ${from}` : ''}${to ? ` до ${to}` : from ? ', без кінцевої дати' : ''}`,
  over: (from, to) => (from && to ? `Діяв з ${from} до ${to}` : to ? `Діяв до ${to}` : 'Закінчився'),
  draft: 'Проєкт, ще не діє',
  from: 'Почне діяти',
  services: 'Послуги',
  role: { supplier: 'Постачальник', network: 'Оператор мережі', customer: 'Споживач' },
  party: 'Сторона',
  signed: 'Підписано',
  documents: 'Документи',
  document: { contract: 'договір', amendment: 'додаткова угода', act: 'акт', notice: 'повідомлення' },
  issued: (date) => `від ${date}`,
};
