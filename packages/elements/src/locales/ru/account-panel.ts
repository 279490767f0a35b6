import type { AccountPanelMessages } from '../messages.js';

export const accountPanel: AccountPanelMessages = {
  kind: { household: '', entrepreneur: 'ИП', legal_entity: 'Юридическое лицо' },
  accounts: 'Лицевые счета',
  noAccounts: 'Пока нет ни одного счёта.',
  chosen: (account) => `Показан счёт: ${account}`,
  manage: 'Счета и помощники',
  profile: 'Профиль',
  devices: 'Устройства, где выполнен вход',
  signOut: 'Выйти',
  signOutEverywhere: 'Выйти на всех устройствах',
  signingOut: 'Выходим…',
  signOutFailed: {
    title: 'Выйти не удалось, вход ещё действует',
    text: 'Сервис не ответил. Проверьте связь и попробуйте ещё раз.',
  },
  ending: (at) => ({
    title: `Вход закончится в ${at}`,
    text: 'Нажмите «Остаться», чтобы продолжить. То, что вы ввели, не потеряно.',
  }),
  endingFixed: (at) => ({
    title: `Вход закончится в ${at}`,
    text: 'Для безопасности нужно будет войти ещё раз. Отправьте то, что ввели, или войдите снова сейчас.',
  }),
  stay: 'Остаться',
  stayed: 'Вы остаётесь в кабинете.',
  stayFailed: 'Не удалось продолжить: сервис не ответил. Попробуйте ещё раз.',
  signInAgain: 'Войти ещё раз',
  close: 'Закрыть',
};
