import type { FirstRead } from '@kabinet/elements/core/connection.js';
import type { Section } from '@kabinet/elements/locales/messages.js';

export interface Tag {
  readonly load: () => Promise<unknown>;
  /** Texts it cannot be used without: fetched beside its code rather than after it. */
  readonly sections: readonly Section[];
  /**
   * What it shows: of an account; of the supplier's tariffs, unless it is given the attribute `account`; of the supplier's profile; of what
   * can be written to the supplier; or nothing by itself.
   */
  readonly about: 'account' | 'supplier' | 'profile' | 'appeals' | 'nothing';
  /** Of which answers it asks at once, when the client has their shapes in a file of their own. */
  readonly shapes?: 'tariff' | 'payment' | 'appointment' | 'appeal' | 'contract';
}

/** Every tag a page may use. The build reads this too, for its manifest. */
export const TAGS: Readonly<Record<string, Tag>> = {
  'kabinet-provider': {
    load: () => import('@kabinet/elements/provider/provider.define.js'),
    sections: [],
    about: 'nothing',
  },
  'kabinet-reading-form': {
    load: () => import('@kabinet/elements/widgets/reading-form/reading-form.define.js'),
    sections: ['common', 'readingForm'],
    about: 'account',
  },
  'kabinet-balance-card': {
    load: () => import('@kabinet/elements/widgets/balance-card/balance-card.define.js'),
    sections: ['common', 'balanceCard'],
    about: 'account',
  },
  'kabinet-payment-button': {
    load: () => import('@kabinet/elements/widgets/payment-button/payment-button.define.js'),
    sections: ['common', 'paymentButton'],
    about: 'account',
  },
  'kabinet-payment-history': {
    load: () => import('@kabinet/elements/widgets/payment-history/payment-history.define.js'),
    sections: ['common', 'paymentHistory'],
    about: 'account',
    shapes: 'payment',
  },
  'kabinet-payment-plan': {
    load: () => import('@kabinet/elements/widgets/payment-plan/payment-plan.define.js'),
    sections: ['common', 'paymentPlan'],
    about: 'account',
    shapes: 'payment',
  },
  'kabinet-receipt': {
    load: () => import('@kabinet/elements/widgets/receipt/receipt.define.js'),
    sections: ['common', 'receipt'],
    // With a receipt to show it is about an account too; to check a file, nobody need be signed in.
    about: 'profile',
    // The supplier's keys: a file is checked the moment it is chosen.
    shapes: 'payment',
  },
  'kabinet-meter-card': {
    load: () => import('@kabinet/elements/widgets/meter-card/meter-card.define.js'),
    sections: ['common', 'meterCard'],
    about: 'account',
  },
  'kabinet-tariff-lookup': {
    load: () => import('@kabinet/elements/widgets/tariff-lookup/tariff-lookup.define.js'),
    sections: ['common', 'tariffLookup'],
    about: 'supplier',
    shapes: 'tariff',
  },
  'kabinet-cost-calculator': {
    load: () => import('@kabinet/elements/widgets/cost-calculator/cost-calculator.define.js'),
    sections: ['common', 'costCalculator'],
    about: 'supplier',
    shapes: 'tariff',
  },
  'kabinet-account-menu': {
    load: () => import('@kabinet/elements/widgets/account-menu/account-menu.define.js'),
    sections: ['common', 'accounts'],
    about: 'account',
  },
  'kabinet-link-account': {
    load: () => import('@kabinet/elements/widgets/link-account/link-account.define.js'),
    sections: ['common', 'accounts', 'linkAccount'],
    about: 'account',
  },
  'kabinet-appointment-form': {
    load: () => import('@kabinet/elements/widgets/appointment-form/appointment-form.define.js'),
    sections: ['common', 'appointmentForm'],
    // Who receives people is told to everybody; what is the customer's own comes beside it.
    about: 'profile',
    shapes: 'appointment',
  },
  'kabinet-appeal-form': {
    load: () => import('@kabinet/elements/widgets/appeal-form/appeal-form.define.js'),
    sections: ['common', 'appealForm'],
    about: 'appeals',
    shapes: 'appeal',
  },
  'kabinet-appeal-list': {
    load: () => import('@kabinet/elements/widgets/appeal-list/appeal-list.define.js'),
    sections: ['common', 'appealList'],
    about: 'account',
    shapes: 'appeal',
  },
  'kabinet-contracts': {
    load: () => import('@kabinet/elements/widgets/contracts/contracts.define.js'),
    sections: ['common', 'contracts'],
    about: 'account',
    shapes: 'contract',
  },
  'kabinet-cabinet': {
    load: () => import('@kabinet/elements/widgets/cabinet/cabinet.define.js'),
    sections: ['common', 'cabinet'],
    // Its sections are tags of their own, which are seen here when they come.
    about: 'account',
  },
  'kabinet-tour': {
    load: () => import('@kabinet/elements/widgets/tour/tour.define.js'),
    sections: ['common', 'tour'],
    about: 'profile',
  },
  'kabinet-guest-reading-form': {
    load: () => import('@kabinet/elements/widgets/guest-reading-form/guest-reading-form.define.js'),
    sections: ['common', 'guestReading'],
    about: 'profile',
  },
};

/** What an element of the tag reads first. Who only shows what everybody may know asks for nobody's session. */
export function firstReads(element: Element, { about }: Tag): readonly FirstRead[] {
  if (about === 'nothing') return [];
  if (about === 'profile') return ['getSupplier'];
  // Whose accounts they are tells who writes; nobody need be signed in.
  if (about === 'appeals') return ['getSupplier', 'listAppealKinds', 'listAccounts'];
  return ['getSupplier', about === 'supplier' && !element.hasAttribute('account') ? 'listTariffs' : 'listAccounts'];
}
