/**
 * What stands first in each section of the cabinet, without `kabinet-`. The cabinet's own list (`PARTS`) would come with its code, which is
 * what is not to be waited for; a test holds the two together.
 */
export const FIRST_PARTS: Readonly<Record<string, string>> = {
  overview: 'balance-card',
  readings: 'reading-form',
  payments: 'payment-button',
  receipts: 'receipt',
  tariffs: 'tariff-lookup',
  appeals: 'appeal-list',
  appointments: 'appointment-form',
  contracts: 'contracts',
  accounts: 'link-account',
};

/**
 * Tags whose code a cabinet is going to ask for: the menu, and what stands first in the section that the page is opened with. The rest of
 * the section waits until it is known what the supplier offers and who is here: their code may be for nobody. It is guessed as the cabinet
 * decides (`firstSection`), with what every page can afford to load for it; a wrong guess is a file too many.
 */
export function tagsAhead(cabinet: Element, { hash, search }: Pick<Location, 'hash' | 'search'> = location): string[] {
  const section = /[?&]kabinet-order=/.test(search)
    ? 'payments'
    : (!cabinet.hasAttribute('without-address') && hash.split('#kabinet/')[1]) ||
      cabinet.getAttribute('section') ||
      (cabinet.getAttribute('sections') || 'overview').split(' ', 1)[0];
  // No tag has the name that a word without a section makes.
  return ['kabinet-account-menu', `kabinet-${FIRST_PARTS[section ?? '']}`];
}
