import type { Account } from '@kabinet/api';

/** What the customer calls an account: by their own name for it, else by its number. */
export function accountName({ nickname, accountNumber }: Pick<Account, 'nickname' | 'accountNumber'>): string {
  return nickname || accountNumber;
}
