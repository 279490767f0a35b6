import { warnOnce } from '../../core/warn-once.js';
import { isDay } from './tariff-lookup.model.js';

/** What the supplier says about what the page has written. */
export interface Known {
  /** Every word there is for a service. */
  readonly services: readonly string[];
  readonly offered: readonly string[];
  /** How many places the page's name may mean; null while that is not known. */
  readonly places: number | null;
}

/** Tells whoever makes the page which of its attributes say what cannot be; customers are told nothing of it. */
export function tellMistakes(
  element: Element & { readonly service: string; readonly day: string; readonly locality: string },
  { services, offered, places }: Known,
): void {
  const { service, day, locality } = element;
  if (service && !services.includes(service)) {
    warnOnce(element, 'service', `is no service; the supplier has ${offered.join(', ')}. The customer chooses.`);
  } else if (service && !offered.includes(service)) {
    warnOnce(element, 'service', `is none of this supplier’s services: ${offered.join(', ')}. The customer chooses.`);
  }
  if (day && !isDay(day))
    warnOnce(element, 'day', 'is no day; write one such as 2027-01-01. Today’s tariffs are shown.');
  if (locality && places === 0) {
    warnOnce(element, 'locality', 'is no place this supplier knows. The customer chooses.');
  } else if (locality && places !== null && places > 1) {
    warnOnce(element, 'locality', `may be ${places} places; name one by its id. The customer chooses.`);
  }
}
