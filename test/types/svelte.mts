// What a Svelte page may give our tags. Its compiler checks a template by these props.
import type {} from '@kabinet/elements/svelte';
import type { ReadingAcceptedEvent } from '@kabinet/elements';
import type { SvelteHTMLElements } from 'svelte/elements';

export const form: SvelteHTMLElements['kabinet-reading-form'] = {
  account: '0400123456',
  'with-outbox': true,
  class: 'wide',
  'onkabinet-reading-accepted': (event: ReadingAcceptedEvent) => event.status,
};

export const provider: SvelteHTMLElements['kabinet-provider'] = {
  api: 'https://api.example/supplier/v1',
  session: 'token',
  tokenUrl: '/token',
};

// @ts-expect-error there is no such way to keep a session
export const badSession: SvelteHTMLElements['kabinet-provider'] = { session: 'jwt' };
// @ts-expect-error it is a boolean
export const badBoolean: SvelteHTMLElements['kabinet-reading-form'] = { withOutbox: 'sometimes' };
const hearKey = (event: KeyboardEvent) => event.key;
// @ts-expect-error an event has its own class
export const badEvent: SvelteHTMLElements['kabinet-reading-form'] = { 'onkabinet-reading-accepted': hearKey };
