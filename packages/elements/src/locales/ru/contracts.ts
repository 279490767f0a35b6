import type { ContractsMessages } from '../messages.js';

export const contracts: ContractsMessages = {
  files: {
    save: (name) => `Скачать: ${name}`,
    asking: 'Готовим файл…',
    gone: { title: 'Этого файла уже нет', text: 'Обновите страницу или позвоните нам.' },
  },
  heading: 'Договоры',
  empty: {
    title: 'Договоров по этому счёту здесь нет',
    text: 'Позвоните нам: подскажем, какой договор действует и как получить копию.',
  },
  ended: (count) => `Закончившиеся договоры: ${count}`,
  kind: {
    supply: 'Договор поставки',
    distribution: 'Договор распределения',
    connection: 'Договор присоединения к сети',
    maintenance: 'Договор обслуживания',
  },
  contract: 'Договор',
  number: 'Номер',
  state: 'Состояние',
  active: (from, to) => `Действует${from ? ` с ${from}` : ''}${to ? ` до ${to}` : from ? ', без конечной даты' : ''}`,
  over: (from, to) => (from && to ? `Действовал с ${from} до ${to}` : to ? `Действовал до ${to}` : 'Закончился'),
  draft: 'Проект, ещё не действует',
  from: 'Начнёт действовать',
  services: 'Услуги',
  role: { supplier: 'Поставщик', network: 'Оператор сети', customer: 'Потребитель' },
  party: 'Сторона',
  signed: 'Подписан',
  documents: 'Документы',
  document: { contract: 'договор', amendment: 'дополнительное соглашение', act: 'акт', notice: 'уведомление' },
  issued: (date) => `от ${date}`,
};
