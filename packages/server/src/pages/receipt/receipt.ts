import { type ReceiptCheck, verifyReceipt } from '@kabinet/api';
import { html } from 'hono/html';
import { publicReceiptKeys } from '../../domain/receipt-keys.js';
import { CHECK_PAGE } from '../../domain/receipts.js';
import { receiptTexts } from '../../receipts/texts.js';
import { receiptView, summaryView } from '../../receipts/view.js';
import { pagePath } from '../../domain/page-addresses.js';
import {
  actions,
  buttonLink,
  errorSummary,
  form,
  type FormError,
  notice,
  submit,
  summaryList,
  textArea,
  together,
} from '../form.js';
import { icons } from '../icons.js';
import { textIn } from '../../words/languages.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { checkTexts } from './texts.js';

/** More than a document of ours has. */
const MAX_DOCUMENT_BYTES = 256 * 1024;

/** Anyone checks a receipt: by its file, its text, or the address off its QR code. Nobody need be signed in. */
export const receiptPages: readonly HostedPage[] = [
  {
    path: CHECK_PAGE,
    needs: 'anyone',
    isEverywhere: true,
    takesUpload: { from: () => true, maxFileBytes: MAX_DOCUMENT_BYTES },
    get: async (call) => formPage(call, []),
    post: check,
  },
];

async function check(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, language, form: sent, file } = call;
  const texts = checkTexts[language];
  if (file?.isTooLarge) return formPage(call, [{ id: 'file', text: texts.errors.notReceipt }]);
  const document = file?.bytes.toString('utf8') ?? '';
  const text = sent.get('text') ?? '';
  const given = document.trim() === '' ? { id: 'text', text } : { id: 'file', text: document };
  if (given.text.trim() === '') return formPage(call, [{ id: 'file', text: texts.errors.nothing }]);
  const keys = await context.database.transaction(supplier.id, (tx) => publicReceiptKeys(tx, supplier.id));
  const result = await verifyReceipt(given.text, keys);
  if (result.state === 'not_a_receipt') return formPage(call, [{ id: given.id, text: texts.errors.notReceipt }]);
  const { title, body } = resultOf(call, result);
  return {
    kind: 'document',
    title,
    body: html`${body} ${actions(buttonLink(pagePath(supplier.id, CHECK_PAGE), texts.another))}`,
  };
}

/** The outcome in words. Of what nobody signed nothing is shown: it would look as if it were true. */
function resultOf(call: PageCall, result: ReceiptCheck): { title: string; body: Markup } {
  const { supplier, language } = call;
  const texts = checkTexts[language];
  switch (result.state) {
    case 'valid':
      return genuine(call, result);
    case 'unknown_key': {
      // What an unchecked receipt says of itself decides no more than in which words it is refused.
      const isOurs = result.issuer === null || result.issuer === supplier.id;
      return refused(texts.title, isOurs ? texts.unknownKey : texts.otherSupplier);
    }
    case 'newer':
      return refused(texts.title, texts.newer, 'warn');
    default:
      return refused(texts.title, texts.changed);
  }
}

function genuine(call: PageCall, result: ReceiptCheck & { state: 'valid' }): { title: string; body: Markup } {
  const { supplier, language } = call;
  const texts = checkTexts[language];
  const view = result.content ? receiptView(result.content, language) : summaryView(result.summary, language);
  const isPayment = result.content ? result.content.kind === 'payment' : result.summary.s !== undefined;
  const name = textIn(supplier.profile.name, language, supplier.profile);
  return {
    title: view.title,
    body: html`${notice({
        tone: 'good',
        title: texts.valid(name),
        text: result.content ? texts.compare : texts.compareShort,
        takesFocus: true,
      })}
      <p class="figure"><strong>${view.figure}</strong><br />${view.moment}</p>
      ${summaryList([
        { name: receiptTexts[language].number, value: html`<strong>${together(view.number)}</strong>` },
        ...view.rows.map(({ name: row, value, isTotal }) => ({
          name: row,
          value: isTotal ? html`<strong>${value}</strong>` : value,
        })),
      ])}
      ${isPayment ? html`<p class="hint">${texts.notLater}</p>` : ''}`,
  };
}

function refused(
  title: string,
  said: { title: string; text: string },
  tone: 'bad' | 'warn' = 'bad',
): { title: string; body: Markup } {
  return { title, body: notice({ tone, title: said.title, text: said.text, takesFocus: true }) };
}

function formPage({ language, form: sent }: PageCall, errors: readonly FormError[]): PageAnswer {
  const texts = checkTexts[language];
  const error = (id: string) => errors.find((each) => each.id === id)?.text;
  const fileError = error('file');
  // What a scanner leads here with stands behind the `#`, which browsers send to nobody: the script moves it into the field and sends it.
  const fields = html`<kabinet-receipt-address>
    <noscript><p>${texts.withoutScript}</p></noscript>
    <div class="${fileError === undefined ? 'field' : 'field wrong'}">
      <label for="file">${texts.file}</label>
      <p class="hint" id="file-hint">${texts.fileHint}</p>
      ${fileError === undefined ? '' : html`<p class="error" id="file-error">${icons.error()}<span>${fileError}</span></p>`}
      <input
        type="file"
        id="file"
        name="file"
        accept=".jws,.pdf,.txt,application/pdf,application/jose,text/plain"
        aria-describedby="file-hint${fileError === undefined ? '' : ' file-error'}"
      />
    </div>
    ${textArea({
      id: 'text',
      label: texts.text,
      hint: texts.textHint,
      error: error('text'),
      value: sent.get('text') ?? undefined,
      rows: 4,
    })}
    ${actions(submit(texts.check))}</kabinet-receipt-address
  >`;
  return {
    kind: 'document',
    status: errors.length > 0 ? 422 : 200,
    title: texts.title,
    body: html`${errorSummary(language, errors)}
      <p>${texts.lead}</p>
      ${form({ language, body: fields, attributes: { enctype: 'multipart/form-data' } })}`,
  };
}
