import type { SectionName } from './cabinet.model.js';

/** Another section of the cabinet is on show. */
export class SectionShownEvent extends Event {
  readonly section: SectionName;

  constructor(section: SectionName) {
    super('kabinet-section-shown', { bubbles: true, composed: true });
    this.section = section;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-section-shown': SectionShownEvent;
  }
}
