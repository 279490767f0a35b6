import type { Account } from '@kabinet/api';

/** An account among others: all that tells it from them. */
export function accountLabel({ nickname, accountNumber, premise }: Account): string {
  return [nickname, accountNumber, premise.address].filter(Boolean).join(' · ');
}

/** What the customer calls an account: by their own name for it, else by its number. */
export function accountName({ nickname, accountNumber }: Pick<Account, 'nickname' | 'accountNumber'>): string {
  return nickname || accountNumber;
}
