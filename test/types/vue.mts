// What a Vue template may give our tags. Its compiler checks a template by these props.
import type {} from '@kabinet/elements/vue';
import type { ReadingAcceptedEvent } from '@kabinet/elements';
import type { GlobalComponents } from 'vue';

type Component = new () => { $props: object };
type PropsOf<Tag extends keyof GlobalComponents> = GlobalComponents[Tag] extends Component
  ? InstanceType<GlobalComponents[Tag]>['$props']
  : never;

export const form: PropsOf<'kabinet-reading-form'> = {
  account: '0400123456',
  withOutbox: true,
  class: 'wide',
  key: 'form',
  onKabinetReadingAccepted: (event: ReadingAcceptedEvent) => event.status,
};

export const provider: PropsOf<'kabinet-provider'> = {
  api: 'https://api.example/supplier/v1',
  session: 'cookie',
  'token-url': '/token',
  getToken: async () => null,
};

// @ts-expect-error there is no such way to keep a session
export const badSession: PropsOf<'kabinet-provider'> = { session: 'jwt' };
// @ts-expect-error it is a boolean
export const badBoolean: PropsOf<'kabinet-reading-form'> = { withOutbox: 'sometimes' };
// @ts-expect-error there is no such attribute
export const badAttribute: PropsOf<'kabinet-balance-card'> = { withOutbox: true };
