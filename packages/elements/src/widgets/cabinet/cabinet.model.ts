import type { Capability } from '@kabinet/api';

/** What a section is called in the address: `#kabinet/payments`. */
export const SECTION_NAMES = [
  'overview',
  'readings',
  'payments',
  'receipts',
  'tariffs',
  'appeals',
  'appointments',
  'contracts',
  'accounts',
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

/** For whom a widget is there: who is signed in, everybody, or only who is not. */
type Audience = 'customer' | 'anybody' | 'stranger';

/** One widget of a section. */
export interface Part {
  readonly tag: string;
  readonly section: SectionName;
  /** Any one of these must be offered by the supplier; without any it is always there. */
  readonly needs: readonly Capability[];
  readonly audience: Audience;
  /** Attributes that it has whatever the page says. */
  readonly attributes?: readonly string[];
  /** Which sections it leads to, by the attribute that holds the address. */
  readonly leadsTo?: Readonly<Record<string, SectionName>>;
  /** What it tells everybody, it tells a customer of their own account, by the attribute `account` alone. */
  readonly isOwn?: true;
  /** It speaks of the one account that is chosen. */
  readonly isAboutOne?: true;
  /** It is much longer than the others: where there is room it stands beside all of them. */
  readonly isLong?: true;
}

/** All that a cabinet is made of, in the order of the page. Each widget stands in one section: a page has it once. */
export const PARTS: readonly Part[] = [
  {
    tag: 'kabinet-balance-card',
    section: 'overview',
    needs: ['balance'],
    audience: 'customer',
    leadsTo: { 'payment-url': 'payments', 'reading-url': 'readings' },
    isAboutOne: true,
  },
  { tag: 'kabinet-tour', section: 'overview', needs: [], audience: 'anybody' },
  {
    tag: 'kabinet-reading-form',
    section: 'readings',
    needs: ['readings'],
    audience: 'customer',
    leadsTo: { 'receipt-url': 'receipts' },
    isAboutOne: true,
  },
  { tag: 'kabinet-guest-reading-form', section: 'readings', needs: ['guest-readings'], audience: 'stranger' },
  {
    tag: 'kabinet-meter-card',
    section: 'readings',
    needs: ['meters'],
    audience: 'customer',
    attributes: ['with-history'],
    isAboutOne: true,
    isLong: true,
  },
  {
    tag: 'kabinet-payment-button',
    section: 'payments',
    needs: ['payments'],
    audience: 'customer',
    leadsTo: { 'receipt-url': 'receipts' },
    isAboutOne: true,
  },
  {
    tag: 'kabinet-payment-plan',
    section: 'payments',
    needs: ['payment-plans', 'reminders'],
    audience: 'customer',
    leadsTo: { 'payment-url': 'payments' },
    isAboutOne: true,
  },
  {
    tag: 'kabinet-payment-history',
    section: 'payments',
    needs: ['payment-history'],
    audience: 'customer',
    leadsTo: { 'receipt-url': 'receipts' },
    isAboutOne: true,
    isLong: true,
  },
  { tag: 'kabinet-receipt', section: 'receipts', needs: ['receipts'], audience: 'anybody' },
  {
    tag: 'kabinet-tariff-lookup',
    section: 'tariffs',
    needs: ['tariffs'],
    audience: 'anybody',
    isOwn: true,
    isAboutOne: true,
  },
  { tag: 'kabinet-cost-calculator', section: 'tariffs', needs: ['tariffs'], audience: 'anybody' },
  { tag: 'kabinet-appeal-list', section: 'appeals', needs: ['appeals'], audience: 'customer' },
  { tag: 'kabinet-appeal-form', section: 'appeals', needs: ['appeals'], audience: 'anybody' },
  { tag: 'kabinet-appointment-form', section: 'appointments', needs: ['appointments'], audience: 'anybody' },
  { tag: 'kabinet-contracts', section: 'contracts', needs: ['contracts'], audience: 'customer', isAboutOne: true },
  { tag: 'kabinet-link-account', section: 'accounts', needs: ['accounts'], audience: 'customer' },
];

const isSectionName = (text: string): text is SectionName => (SECTION_NAMES as readonly string[]).includes(text);

/** The parts of a section that the supplier offers. */
export function partsOf(section: SectionName, capabilities: readonly string[]): readonly Part[] {
  return PARTS.filter(
    (part) =>
      part.section === section &&
      (part.needs.length === 0 || part.needs.some((capability) => capabilities.includes(capability))),
  );
}

/** Those of the parts that somebody sees who is signed in, or nobody that the service knows. */
export function partsFor(parts: readonly Part[], isStranger: boolean): readonly Part[] {
  const hidden: Audience = isStranger ? 'customer' : 'stranger';
  return parts.filter(({ audience }) => audience !== hidden);
}

/**
 * The sections there are: what the supplier offers, of these those that the page names and in its order. `unknown` are words of the page
 * that name none.
 */
export function sectionsOf(
  capabilities: readonly string[],
  named: string,
): { readonly sections: readonly SectionName[]; readonly unknown: readonly string[] } {
  const words = named.split(/\s+/).filter(Boolean);
  const wanted = words.length > 0 ? words.filter(isSectionName) : SECTION_NAMES;
  return {
    sections: [...new Set(wanted)].filter((section) => partsOf(section, capabilities).length > 0),
    unknown: words.filter((word) => !isSectionName(word)),
  };
}

/** What follows the page's own address. */
export function hashOf(section: SectionName): string {
  return `#kabinet/${section}`;
}

/** The word of an address that is ours; null for one that is the page's own business. */
export function wordOfHash(hash: string): string | null {
  return /^#kabinet\/([\w-]*)$/.exec(hash)?.[1] ?? null;
}

/**
 * Which section a page load is for. Who comes back from the bank came for that; then what the address says; then what it asks to be
 * shown, and what the page says. A section that is not there is the first one.
 */
export function firstSection({
  sections,
  address,
  named,
}: {
  readonly sections: readonly SectionName[];
  readonly address: Pick<Location, 'hash' | 'search'>;
  readonly named: string;
}): SectionName | null {
  const query = new URLSearchParams(address.search);
  const candidates = [
    query.has('kabinet-order') && 'payments',
    wordOfHash(address.hash),
    (query.has('kabinet-receipt') || query.has('kabinet-reading')) && 'receipts',
    named,
  ];
  const wanted = candidates.find((candidate) => sections.some((name) => name === candidate));
  return sections.find((name) => name === wanted) ?? sections[0] ?? null;
}
