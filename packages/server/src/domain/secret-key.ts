import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is sealed or signed for one use is worth nothing in another. */
export type SecretUse =
  | 'payment-link'
  | 'payment-card'
  | 'receipt-key'
  | 'kept-answer'
  | 'appeal-page'
  | 'appeal-mail'
  | 'file-link'
  | 'customer-key';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The server's own key (KABINET_SECRET_KEY): seals what must be kept but not read from a copy of the database, and signs what is given
 * out and must come back unchanged.
 */
export class SecretKey {
  readonly #master: Uint8Array;

  /** @param master 32 random bytes */
  constructor(master: Uint8Array) {
    if (master.length !== 32) throw new Error('a secret key has 32 bytes');
    this.#master = master;
  }

  #keyFor(use: SecretUse): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#master, '', `kabinet ${use}`, 32));
  }

  /** AES-256-GCM. `context` is what it belongs to, such as a row's id: opened with another one it is refused. */
  seal(use: SecretUse, text: string, context: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#keyFor(use), nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Throws where it was sealed by another key, for another context, or changed since. */
  open(use: SecretUse, sealed: string, context: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#keyFor(use), bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** HMAC-SHA256, base64url. */
  sign(use: SecretUse, text: string): string {
    return createHmac('sha256', this.#keyFor(use)).update(text).digest('base64url');
  }

  /** In constant time. */
  isSigned(use: SecretUse, text: string, signature: string): boolean {
    const [given, right] = [Buffer.from(signature), Buffer.from(this.sign(use, text))];
    return given.length === right.length && timingSafeEqual(given, right);
  }
}
