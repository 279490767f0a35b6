import type { ServiceKind } from '@kabinet/api';

/** A person has been shown what a service costs. */
export class TariffShownEvent extends Event {
  readonly serviceKind: ServiceKind;

  constructor({ serviceKind }: { serviceKind: ServiceKind }) {
    super('kabinet-tariff-shown', { bubbles: true, composed: true });
    this.serviceKind = serviceKind;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-tariff-shown': TariffShownEvent;
  }
}
