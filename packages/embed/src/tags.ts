import type { Section } from '@kabinet/elements/locales/messages.js';

interface Tag {
  readonly load: () => Promise<unknown>;
  /** Texts it cannot be used without: fetched beside its code rather than after it. */
  readonly sections: readonly Section[];
}

/** Every tag a page may use. The build reads this too, for its manifest. */
export const TAGS: Readonly<Record<string, Tag>> = {
  'kabinet-provider': { load: () => import('@kabinet/elements/provider/provider.define.js'), sections: [] },
  'kabinet-reading-form': {
    load: () => import('@kabinet/elements/widgets/reading-form/reading-form.define.js'),
    sections: ['common', 'readingForm'],
  },
  'kabinet-balance-card': {
    load: () => import('@kabinet/elements/widgets/balance-card/balance-card.define.js'),
    sections: ['common', 'balanceCard'],
  },
  'kabinet-meter-card': {
    load: () => import('@kabinet/elements/widgets/meter-card/meter-card.define.js'),
    sections: ['common', 'meterCard'],
  },
  'kabinet-tariff-lookup': {
    load: () => import('@kabinet/elements/widgets/tariff-lookup/tariff-lookup.define.js'),
    sections: ['common', 'tariffLookup'],
  },
  'kabinet-cost-calculator': {
    load: () => import('@kabinet/elements/widgets/cost-calculator/cost-calculator.define.js'),
    sections: ['common', 'costCalculator'],
  },
};
