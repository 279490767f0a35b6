import type { AccountMenuMessages } from '../messages.js';

export const accountMenu: AccountMenuMessages = {
  heading: 'Мій кабінет',
  signUp: 'Зареєструватися',
};
