import { html, nothing, svg, type TemplateResult } from 'lit';
import type { CabinetMessages } from '../../locales/messages.js';
import { icon, icons } from '../../parts/icons.js';
import type { SectionName } from './cabinet.model.js';

const list = () => icon(svg`<path d="M4 7h16M4 12h16M4 17h16"/>`);

export interface SectionsView {
  readonly texts: CabinetMessages;
  readonly sections: readonly SectionName[];
  readonly shown: SectionName;
  /** Where there is no room for it, the list is behind a button. */
  readonly isOpen: boolean;
  readonly addressOf: (section: SectionName) => string;
  readonly go: (section: SectionName) => void;
  readonly toggle: () => void;
  /** Left by the Escape key. */
  readonly leave: () => void;
}

/** The list of sections; nothing where there is but one. */
export function renderSections(view: SectionsView): TemplateResult | typeof nothing {
  const { texts, sections, shown, isOpen, addressOf, go, toggle, leave } = view;
  if (sections.length < 2) return nothing;
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    leave();
  };
  const handleLink = (event: MouseEvent, section: SectionName) => {
    // Into another tab or window, as the person wants it.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(section);
  };
  return html`
    <nav aria-label=${texts.sections} @keydown=${handleKey}>
      <button
        type="button"
        class="toggle"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls="sections"
        @click=${toggle}
      >
        <span>${texts.sections}</span>${isOpen ? icons.close() : list()}
      </button>
      <ul class="sections ${isOpen ? 'open' : ''}" id="sections" part="sections">
        ${sections.map(
          (name) => html`
            <li part="section">
              <a
                href=${addressOf(name)}
                aria-current=${name === shown ? 'page' : nothing}
                @click=${(event: MouseEvent) => handleLink(event, name)}
                >${texts.section[name]}</a
              >
            </li>
          `,
        )}
      </ul>
    </nav>
  `;
}
