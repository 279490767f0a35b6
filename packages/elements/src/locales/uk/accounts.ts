import type { AccountsMessages } from '../messages.js';

export const accounts: AccountsMessages = {
  menu: 'Мій кабінет',
  signUp: 'Зареєструватися',
  role: { holder: '', owner: '', payer: 'близької людини' },
  helper: (until) => (until === null ? 'ви помічник' : `ви помічник до ${until}`),
  isDefault: 'основний',
  closed: 'закритий',
  add: 'Додати рахунок',
};
