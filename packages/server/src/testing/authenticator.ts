import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';

/** What a browser and an authenticator say; a test makes them lie. */
export interface Ceremony {
  /** Of the page that asks. */
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly isUserVerified?: boolean;
  /** How often the passkey has signed; one more than before without it. */
  readonly count?: number;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const base64url = (data: Uint8Array) => Buffer.from(data).toString('base64url');

/** CBOR (RFC 8949) of what passkeys are made of: text, bytes, whole numbers, maps. */
function cbor(value: string | Uint8Array | number | ReadonlyMap<unknown, unknown>): Buffer {
  const head = (major: number, length: number) => {
    if (length < 24) return Buffer.from([(major << 5) | length]);
    if (length < 256) return Buffer.from([(major << 5) | 24, length]);
    return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  };
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap((pair) => (pair as Parameters<typeof cbor>[0][]).map(cbor));
  return Buffer.concat([head(5, value.size), ...entries]);
}

/** One passkey on a device made of software: ES256, without attestation. */
export class SoftPasskey {
  readonly id = base64url(randomBytes(32));
  readonly #privateKey: KeyObject;
  readonly #cosePublicKey: Buffer;
  #userHandle = '';
  #count = 0;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#cosePublicKey = cbor(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
  }

  /** What the browser's script sends when the passkey was made. */
  made(options: PublicKeyCredentialCreationOptionsJSON, ceremony: Ceremony = {}): string {
    this.#userHandle = options.user.id;
    const id = Buffer.from(this.id, 'base64url');
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, this.#cosePublicKey]);
    const data = this.#data({ rpId: options.rp.id ?? '', ...ceremony }, HAS_CREDENTIAL);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', Buffer.concat([data, credential])],
    ]);
    const answer: RegistrationResponseJSON = {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(clientData('webauthn.create', { challenge: options.challenge, ...ceremony })),
        attestationObject: base64url(cbor(attestation)),
        transports: ['internal'],
      },
    };
    return JSON.stringify(answer);
  }

  /** What the browser's script sends when the passkey has signed. */
  signed(options: PublicKeyCredentialRequestOptionsJSON, ceremony: Ceremony & { userHandle?: string } = {}): string {
    this.#count = ceremony.count ?? this.#count + 1;
    const data = this.#data({ rpId: options.rpId ?? '', ...ceremony }, 0);
    const client = clientData('webauthn.get', { challenge: options.challenge, ...ceremony });
    const signature = createSign('sha256')
      .update(Buffer.concat([data, sha256(client)]))
      .sign(this.#privateKey);
    const answer: AuthenticationResponseJSON = {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
        userHandle: ceremony.userHandle ?? this.#userHandle,
      },
    };
    return JSON.stringify(answer);
  }

  #data({ rpId = '', isUserVerified = true }: Ceremony, more: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.#count);
    const flags = USER_PRESENT | (isUserVerified ? USER_VERIFIED : 0) | more;
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  }
}

function clientData(type: string, { challenge, origin = 'https://api.kabinet.test' }: Ceremony): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}
