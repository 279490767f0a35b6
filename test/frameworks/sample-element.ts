import { html, type TemplateResult } from 'lit';
import { KabinetElement } from '@kabinet/elements/core/base-element.js';
import { define } from '@kabinet/elements/core/define.js';

/** As frameworks' tests name them: our own events are all written with hyphens. */
export const EVENT_NAMES = ['lowercaseevent', 'kebab-event', 'camelEvent', 'CAPSEVENT', 'PascalEvent'] as const;

/**
 * An element built as ours are, with what none of ours has: a number, a list, events of every spelling. What a framework does to it, it
 * does to whatever is made on the same base.
 */
export class SampleElement extends KabinetElement {
  static override properties = {
    count: { type: Number },
    items: { attribute: false },
    details: { attribute: false },
    camelDetails: { attribute: false },
  };

  declare count: number;
  declare items: readonly string[] | null;
  declare details: { readonly name: string } | null;
  declare camelDetails: { readonly name: string } | null;

  constructor() {
    super([]);
    this.count = 0;
    this.items = null;
    this.details = null;
    this.camelDetails = null;
  }

  /** Sends one of the events. */
  send(name: (typeof EVENT_NAMES)[number]): void {
    this.dispatchEvent(new Event(name));
  }

  override render(): TemplateResult {
    return html`<p>In the shadow</p>
      <slot></slot>`;
  }
}

define('kabinet-sample', SampleElement);
