import type { Context } from '../context.js';
import { isId } from '../db/ids.js';
import { pageUrl } from './page-addresses.js';
import type { SecretKey } from './secret-key.js';
import type { KnownSupplier } from './supplier-directory.js';

/*
 * Addresses at which an appeal is found by who has no cabinet: a page, and a mailbox. Both carry the appeal's id and a signature by the
 * server's own key, and nothing of what is in it; whoever was written to has them, and nobody can make one up.
 */

/** Where a guest sees what became of their appeal; null where the server has no key of its own. */
export function guestAppealUrl(
  context: Pick<Context, 'secretKey' | 'publicUrl'>,
  supplierId: string,
  appealId: string,
): string | null {
  const { secretKey } = context;
  if (!secretKey) return null;
  const url = new URL(pageUrl(context, supplierId, `appeal/${appealId}`));
  url.searchParams.set('k', secretKey.sign('appeal-page', pageContext(supplierId, appealId)));
  return url.href;
}

/** Whether the key in the address of a guest's page is the one that we gave out. */
export function isGuestAppealKey(
  secretKey: SecretKey,
  { supplierId, appealId, key }: { supplierId: string; appealId: string; key: string },
): boolean {
  return secretKey.isSigned('appeal-page', pageContext(supplierId, appealId), key);
}

function pageContext(supplierId: string, appealId: string): string {
  return `${supplierId}/${appealId}`;
}

/** Letters and digits alone: mail programs change the case of anything before the @, and some break other signs. */
const RADIX = 36;
const ID_LENGTH = 25;
const CHECK_BYTES = 10;
const CHECK_LENGTH = 16;

/** Where a mail about an appeal is answered to, such as `support+1a2b…@gas.example`; null where the supplier takes none. */
export function replyAddress(
  { secretKey }: Pick<Context, 'secretKey'>,
  { id: supplierId, profile }: Pick<KnownSupplier, 'id' | 'profile'>,
  appealId: string,
): string | null {
  const address = profile.appeals?.support?.address;
  if (!secretKey || address === undefined) return null;
  const id = BigInt(`0x${appealId.replaceAll('-', '')}`)
    .toString(RADIX)
    .padStart(ID_LENGTH, '0');
  return address.replace('@', `+${id}${checkOf(secretKey, supplierId, appealId)}@`);
}

/** The appeal that a mail to this address of the supplier's answers; null of any other address. Whether there is such an appeal is not looked at. */
export function appealOfReplyAddress(
  { secretKey }: Pick<Context, 'secretKey'>,
  { id: supplierId, profile }: Pick<KnownSupplier, 'id' | 'profile'>,
  typed: string,
): string | null {
  const [mailbox = '', host = ''] = (profile.appeals?.support?.address ?? '').split('@');
  const [local = '', at = ''] = typed.trim().toLowerCase().split('@');
  if (!secretKey || host === '' || at !== host || !local.startsWith(`${mailbox}+`)) return null;
  const token = local.slice(mailbox.length + 1);
  if (!/^[0-9a-z]+$/.test(token) || token.length !== ID_LENGTH + CHECK_LENGTH) return null;
  const appealId = idOf(token.slice(0, ID_LENGTH));
  return isId(appealId) && checkOf(secretKey, supplierId, appealId) === token.slice(ID_LENGTH) ? appealId : null;
}

function idOf(text: string): string {
  const number = [...text].reduce((sum, digit) => sum * BigInt(RADIX) + BigInt(Number.parseInt(digit, RADIX)), 0n);
  const hex = number.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** 80 bits of a signature: it is tried by mail, and each mail that is wrong is a new appeal of a stranger. */
function checkOf(secretKey: SecretKey, supplierId: string, appealId: string): string {
  const signature = Buffer.from(secretKey.sign('appeal-mail', pageContext(supplierId, appealId)), 'base64url');
  return BigInt(`0x${signature.subarray(0, CHECK_BYTES).toString('hex')}`)
    .toString(RADIX)
    .padStart(CHECK_LENGTH, '0');
}
