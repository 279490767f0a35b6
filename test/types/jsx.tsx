// What a React page may write, and what the types refuse. Compiled by test/packages against the packages as they are published.
import type {} from '@kabinet/elements/jsx';
import type { KabinetReadingForm, ReadingAcceptedEvent } from '@kabinet/elements';
import { createRef } from 'react';

const form = createRef<KabinetReadingForm>();
const said: string[] = [];

export const page = (
  <kabinet-provider api="https://api.example/v1" session="pkce" lang="uk" texts={{}} getToken={async () => null}>
    <kabinet-reading-form
      ref={form}
      className="wide"
      style={{ maxWidth: '30em' }}
      account="0400123456"
      withOutbox
      onkabinet-reading-accepted={(event: ReadingAcceptedEvent) => void said.push(event.status)}
    >
      104
    </kabinet-reading-form>
    <kabinet-cost-calculator mode="heating" key="calculator" />
    <kabinet-payment-button amount="120.50" return-url="https://page.example/" />
  </kabinet-provider>
);

// What happens inside reaches whoever listens around it.
export const around = (
  <kabinet-provider onkabinet-error={(event) => void said.push(event.error.kind)}>
    <kabinet-cabinet onkabinet-reading-accepted={(event) => void said.push(event.status)} />
  </kabinet-provider>
);

// @ts-expect-error there is no such way to keep a session
export const badSession = <kabinet-provider session="jwt" />;
// @ts-expect-error it is said by a boolean
export const badBoolean = <kabinet-reading-form withOutbox="sometimes" />;
const hearKey = (event: KeyboardEvent) => event.key;
// @ts-expect-error an event has its own class
export const badEvent = <kabinet-reading-form onkabinet-reading-accepted={hearKey} />;
// @ts-expect-error there is no such tag
export const badTag = <kabinet-reading-from />;
