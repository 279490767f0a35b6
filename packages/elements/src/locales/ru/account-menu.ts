import type { AccountMenuMessages } from '../messages.js';

export const accountMenu: AccountMenuMessages = {
  heading: 'Мой кабинет',
  signUp: 'Зарегистрироваться',
};
