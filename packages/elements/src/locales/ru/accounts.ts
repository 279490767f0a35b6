import type { AccountsMessages } from '../messages.js';

export const accounts: AccountsMessages = {
  menu: 'Мой кабинет',
  signUp: 'Зарегистрироваться',
  role: { holder: '', owner: '', payer: 'близкого человека' },
  helper: (until) => (until === null ? 'вы помощник' : `вы помощник до ${until}`),
  isDefault: 'основной',
  closed: 'закрыт',
  add: 'Добавить счёт',
};
