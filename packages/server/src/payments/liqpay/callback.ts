import { isSameText } from '../common/compare.js';
import { isJsonObject, readJson } from '../common/provider-http.js';
import { CallbackRefused } from '../provider.js';
import { liqPaySignature, type LiqPaySignature } from './signature.js';
import { type LiqPayPayment, readPayment } from './payment.js';

/** A form in its one usual spelling. Others would decode to the same, and a changed byte that changes nothing is refused too. */
const FORM = /^(?:[A-Za-z0-9*_.=&-]|%[0-9A-F]{2})+$/;
const BASE64 =
  /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$/;

/** Reads `data` and `signature` as LiqPay posts them, and believes the first only if the second is right. Throws CallbackRefused. */
export function readCallbackForm(
  rawBody: Uint8Array,
  { algorithm, privateKey }: { algorithm: LiqPaySignature; privateKey: string },
): LiqPayPayment {
  const body = Buffer.from(rawBody).toString('latin1');
  if (!FORM.test(body)) throw new CallbackRefused();
  const fields = new URLSearchParams(body);
  const [data, signature] = [fields.get('data'), fields.get('signature')];
  if (fields.size !== 2 || data === null || signature === null || !BASE64.test(data)) throw new CallbackRefused();
  if (!isSameText(signature, liqPaySignature(algorithm, privateKey, data))) throw new CallbackRefused();
  const content = readJson(Buffer.from(data, 'base64').toString('utf8'));
  const payment = isJsonObject(content) ? readPayment(content) : null;
  if (!payment) throw new CallbackRefused();
  return payment;
}
