/** What we use of the library `smpp`, which brings no types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer } from 'node:net';

  export interface Pdu {
    readonly command: string;
    readonly command_status: number;
    readonly sequence_number: number;
    readonly system_id?: string;
    readonly password?: string;
    readonly source_addr?: string;
    readonly source_addr_ton?: number;
    readonly destination_addr?: string;
    readonly data_coding?: number;
    readonly esm_class?: number;
    readonly short_message?: { readonly udh?: readonly Uint8Array[]; readonly message: string };
    isResponse(): boolean;
    response(fields?: Readonly<Record<string, unknown>>): Pdu;
  }

  type Answered = (pdu: Pdu) => void;

  export interface Session extends EventEmitter {
    /** False when the connection cannot be written to any more. */
    send(pdu: Pdu): boolean;
    bind_transmitter(fields: Readonly<Record<string, unknown>>, answered: Answered): boolean;
    submit_sm(fields: Readonly<Record<string, unknown>>, answered: Answered): boolean;
    enquire_link(answered?: Answered): boolean;
    unbind(answered?: Answered): boolean;
    close(closed?: () => void): void;
    destroy(closed?: () => void): void;
  }

  export interface Server extends NetServer {
    readonly sessions: readonly Session[];
  }

  const smpp: {
    connect(options: { host: string; port: number; tls?: boolean; servername?: string }): Session;
    createServer(listener: (session: Session) => void): Server;
    readonly errors: Readonly<Record<string, number>>;
  };
  // CommonJS has nothing else to import by.
  // eslint-disable-next-line no-restricted-syntax
  export default smpp;
}
