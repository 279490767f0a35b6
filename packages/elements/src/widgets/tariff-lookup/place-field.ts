import type { Locality } from '@kabinet/api';
import { html, type TemplateResult } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import { inLanguage } from '../../core/in-language.js';
import { addStyles } from '../../core/later-styles.js';
import { Combobox, type ComboboxItem } from '../../parts/combobox.js';
import { comboboxStyles } from '../../parts/combobox.styles.js';

/** What a place is called in the list and in the field. Its district tells apart places of one name. */
function describe(
  { id, name, district, formerNames }: Locality,
  language: string,
  formerly: (names: string) => string,
): ComboboxItem {
  const own = inLanguage(name, language);
  const where = district && inLanguage(district, language);
  const former = formerNames.map((each) => inLanguage(each, language)).filter((each) => each !== own);
  return {
    id,
    name: own,
    label: where ? `${own}, ${where}` : own,
    details: [where, former.length > 0 ? formerly(former.join(', ')) : null].filter(Boolean).join(' · '),
  };
}

/** The field for a place: loaded where the supplier's prices depend on places. */
export class PlaceField {
  readonly #combobox: Combobox<Locality>;
  readonly #host: KabinetElement;

  constructor(host: KabinetElement, onSelect: (place: Locality | null) => void) {
    this.#host = host;
    addStyles(host.renderRoot, comboboxStyles);
    const { localize } = host;
    this.#combobox = new Combobox<Locality>(host, {
      id: 'place',
      search: async (query, signal) =>
        (await host.connection?.api.searchLocalities({ query }, { signal }))?.items ?? [],
      describe: (place) => describe(place, localize.language, localize.texts('tariffLookup').formerly),
      onSelect,
      loadTexts: () => localize.add(['combobox']),
      texts: () => localize.texts('combobox'),
    });
  }

  /** For the live region. */
  get announcement(): string {
    return this.#combobox.announcement;
  }

  /** The field, with the place that is chosen. */
  render(place: Locality | null): TemplateResult {
    const combobox = this.#combobox;
    if (combobox.selected !== place) combobox.selected = place;
    const { place: label, placeHint: hint, placeClear: clearLabel } = this.#host.localize.texts('tariffLookup');
    return html`${combobox.render({ label, hint, clearLabel })}`;
  }
}
