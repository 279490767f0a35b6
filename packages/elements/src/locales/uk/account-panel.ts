import type { AccountPanelMessages } from '../messages.js';

export const accountPanel: AccountPanelMessages = {
  kind: { household: '', entrepreneur: 'ФОП', legal_entity: 'Юридична особа' },
  accounts: 'Особові рахунки',
  noAccounts: 'Ще немає жодного рахунку.',
  chosen: (account) => `Показано рахунок: ${account}`,
  manage: 'Рахунки та помічники',
  profile: 'Профіль',
  devices: 'Пристрої, де виконано вхід',
  signOut: 'Вийти',
  signOutEverywhere: 'Вийти на всіх пристроях',
  signingOut: 'Виходимо…',
  signOutFailed: {
    title: 'Вийти не вдалося, вхід ще діє',
    text: 'Сервіс не відповів. Перевірте зв’язок і спробуйте ще раз.',
  },
  ending: (at) => ({
    title: `Вхід закінчиться ${at.startsWith('11') ? 'об' : 'о'} ${at}`,
    text: 'Натисніть «Залишитися», щоб продовжити. Те, що ви ввели, не втрачено.',
  }),
  endingFixed: (at) => ({
    title: `Вхід закінчиться ${at.startsWith('11') ? 'об' : 'о'} ${at}`,
    text: 'Для безпеки треба буде увійти ще раз. Надішліть те, що ввели, або увійдіть знову зараз.',
  }),
  stay: 'Залишитися',
  stayed: 'Ви залишаєтеся в кабінеті.',
  stayFailed: 'Не вдалося продовжити: сервіс не відповів. Спробуйте ще раз.',
  signInAgain: 'Увійти ще раз',
  close: 'Закрити',
};
