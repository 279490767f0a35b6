import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Bank } from '../bank.js';
import type { Merchant } from '../merchants.js';
import { isExpired, type Payment } from '../payment.js';
import { CONFIRMATION_CODE, digitsOf, grouped, isValidThrough, TEST_CARDS, testCard } from '../test-cards.js';
import { layout, type Markup, PAGE_HEADERS } from './layout.js';
import { type Language, languageOf, sumText, type Texts, texts } from './texts.js';

type Field = 'card' | 'validThrough' | 'securityCode' | 'code';
interface Typed {
  readonly values: Partial<Record<Field, string>>;
  readonly errors: Partial<Record<Field, string>>;
}
interface View {
  readonly payment: Payment;
  readonly merchant: string;
  readonly language: Language;
  readonly words: Texts;
  readonly sum: string;
  /** The page's own address. */
  readonly path: string;
}

/** Where payers pay: plain forms, without any script. */
export function payPage(bank: Bank, merchants: readonly Merchant[], now: () => Date): Hono {
  const app = new Hono();

  const viewOf = (pageKey: string, wanted: readonly (string | undefined)[]): View | null => {
    const payment = bank.findByPage(pageKey);
    if (!payment) return null;
    const language = languageOf(wanted[0], payment.language, wanted[1]);
    const merchant = merchants.find(({ id }) => id === payment.merchant)?.name ?? payment.merchant;
    const sum = sumText(payment, language);
    return { payment, merchant, language, words: texts[language], sum, path: `/pay/${pageKey}` };
  };

  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.res.headers.set(name, value);
  });

  app.get('/:pageKey', (c) => {
    const wanted = [c.req.query('lang'), c.req.header('accept-language')];
    const view = viewOf(c.req.param('pageKey'), wanted);
    if (!view) return c.html(notFound(languageOf(...wanted), c.req.path), 404);
    const card = testCard(digitsOf(c.req.query('card') ?? ''));
    const values = card ? { card: grouped(card.number), validThrough: '12/30', securityCode: '123' } : {};
    return c.html(page(view, { values, errors: {} }, now()));
  });

  app.post('/:pageKey/:step{card|code|cancellation}', async (c) => {
    const wanted = [c.req.query('lang'), c.req.header('accept-language')];
    const view = viewOf(c.req.param('pageKey'), wanted);
    if (!view) return c.html(notFound(languageOf(...wanted), c.req.path), 404);
    const form = await c.req.parseBody();
    const text = (name: Field) => (typeof form[name] === 'string' ? form[name] : '');
    const typed = act(c.req.param('step'), view, text);
    if (typed) return c.html(page(view, typed, now()), 422);
    return c.redirect(`${view.path}?lang=${view.language}`, 303);
  });

  /** Does what the form says; what is wrong with it where it cannot. */
  function act(step: string, { payment, words }: View, text: (name: Field) => string): Typed | null {
    if (step === 'cancellation') {
      bank.cancel(payment);
      return null;
    }
    if (step === 'code') {
      const code = digitsOf(text('code'));
      if (!/^\d{4}$/.test(code)) return { values: { code: text('code') }, errors: { code: words.wrongCode } };
      bank.confirm(payment, code);
      return null;
    }
    const card = testCard(digitsOf(text('card')));
    const isValid = isValidThrough(text('validThrough'), now());
    const errors: Typed['errors'] = {
      ...(!card && { card: words.wrongCard }),
      ...(isValid !== true && { validThrough: isValid === null ? words.wrongValidThrough : words.isOver }),
      ...(!/^\d{3}$/.test(digitsOf(text('securityCode'))) && { securityCode: words.wrongSecurityCode }),
    };
    if (card && Object.keys(errors).length === 0) {
      bank.pay(payment, card);
      return null;
    }
    // The code is not shown again, as banks do it.
    return { values: { card: text('card'), validThrough: text('validThrough') }, errors };
  }

  return app;
}

function page(view: View, typed: Typed, now: Date): Markup {
  const { payment, words, language, path } = view;
  const isWrong = Object.keys(typed.errors).length > 0;
  const show = (title: string, body: Markup) => layout({ language, path, title, body, isWrong });
  if (isExpired(payment, now)) return show(words.expiredTitle, outcome(view, html`<p>${words.expiredText}</p>`));
  switch (payment.status) {
    case 'open':
      return show(words.payTitle, cardForm(view, typed));
    case 'confirming':
      return show(words.confirmTitle, codeForm(view, typed));
    case 'processing':
      return show(
        words.processingTitle,
        outcome(
          view,
          html`<p>${words.processingText(view.sum)}</p>
            <p><a href="${path}?lang=${language}">${words.lookAgain}</a></p>`,
        ),
      );
    case 'succeeded':
      return show(
        words.paidTitle,
        outcome(view, html`<p>${words.paidText(view.sum, payment.paidWith?.label ?? '')}</p>`),
      );
    case 'failed':
      return show(
        words.failedTitle,
        outcome(view, html`<p>${payment.failure && words.refused[payment.failure]} ${words.notCharged}</p>`),
      );
  }
}

/** What the payment is, as on every page of it. */
function facts({ payment, merchant, words, sum }: View): Markup {
  return html`<dl>
    <dt>${words.payTo}</dt>
    <dd>${merchant}</dd>
    <dt>${words.whatFor}</dt>
    <dd lang="${payment.language}">${unbroken(payment.description, payment.orderNumber)}</dd>
    <dt>${words.order}</dt>
    <dd class="whole">${payment.orderNumber}</dd>
    <dt>${words.sum}</dt>
    <dd class="sum">${sum}</dd>
  </dl>`;
}

/** The merchant's text, in the merchant's language; the number in it stays on one line. */
function unbroken(text: string, number: string): Markup {
  const [before = '', ...after] = text.split(number);
  return html`${before}${after.map((each) => html`<span class="whole">${number}</span>${each}`)}`;
}

function outcome(view: View, text: Markup): Markup {
  const { payment, words, merchant } = view;
  return html`${text} ${facts(view)}
  ${payment.returnUrl && html`<p><a class="button" href="${payment.returnUrl}">${words.back(merchant)}</a></p>`}`;
}

function cardForm(view: View, typed: Typed): Markup {
  const { payment, words, sum, path, language } = view;
  const attributes = { autocomplete: 'off', inputmode: 'numeric' };
  return html`
    ${
      payment.failure === null || Object.keys(typed.errors).length > 0
        ? ''
        : html`<div class="summary" role="alert">
            <h2>${words.refusedTitle}</h2>
            <p>${words.refused[payment.failure]} ${words.notCharged} ${words.tryAnother}</p>
          </div>`
    }
    ${summary(words, typed)} ${facts(view)}
    <form method="post" action="${path}/card?lang=${language}" novalidate>
      ${field({ ...attributes, name: 'card', label: words.card, hint: words.cardHint, typed })}
      ${field({ ...attributes, name: 'validThrough', label: words.validThrough, hint: words.validThroughHint, typed, isShort: true, inputmode: 'text' })}
      ${field({ ...attributes, name: 'securityCode', label: words.securityCode, hint: words.securityCodeHint, typed, isShort: true })}
      <button>${words.pay(sum)}</button>
    </form>
    ${wayBack(view)}
    <h2>${words.testCards}</h2>
    <p class="hint">${words.testCardsHint}</p>
    <ul class="cards">
      ${TEST_CARDS.map(
        ({ number, behaviour }) =>
          html`<li>
            <span><b class="number">${grouped(number)}</b> ${words.behaviours[behaviour]}</span>
            <a href="${path}?lang=${language}&amp;card=${number}" aria-label="${words.use}: ${grouped(number)}"
              >${words.use}</a
            >
          </li>`,
      )}
    </ul>
  `;
}

function codeForm(view: View, typed: Typed): Markup {
  const { payment, words, path, language } = view;
  return html`
    ${summary(words, typed)}
    <p>${words.confirmText(payment.paidWith?.label ?? '')}</p>
    ${facts(view)}
    <form method="post" action="${path}/code?lang=${language}" novalidate>
      ${field({
        name: 'code',
        label: words.code,
        hint: words.codeHint(CONFIRMATION_CODE),
        typed,
        isShort: true,
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
      })}
      <button>${words.confirm}</button>
    </form>
    ${wayBack(view)}
  `;
}

function wayBack({ words, path, language }: View): Markup {
  return html`<form method="post" action="${path}/cancellation?lang=${language}">
    <p class="hint">${words.backWithoutPaying}</p>
    <button class="quiet">${words.cancel}</button>
  </form>`;
}

function summary(words: Texts, { errors }: Typed): Markup | '' {
  const wrong = Object.entries(errors);
  if (wrong.length === 0) return '';
  return html`<div class="summary" role="alert">
    <h2>${words.wrong}</h2>
    <ul>
      ${wrong.map(([name, text]) => html`<li><a href="#${name}">${text}</a></li>`)}
    </ul>
  </div>`;
}

function field({
  name,
  label,
  hint,
  typed,
  inputmode,
  autocomplete,
  isShort = false,
}: {
  name: Field;
  label: string;
  hint: string;
  typed: Typed;
  inputmode: string;
  autocomplete: string;
  isShort?: boolean;
}): Markup {
  const error = typed.errors[name];
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <span class="hint" id="${name}-hint">${hint}</span>
    ${error === undefined ? '' : html`<span class="error" id="${name}-error">${error}</span>`}
    <input
      class="${isShort ? 'short' : ''}"
      id="${name}"
      name="${name}"
      value="${typed.values[name] ?? ''}"
      inputmode="${inputmode}"
      autocomplete="${autocomplete}"
      aria-invalid="${error === undefined ? 'false' : 'true'}"
      aria-describedby="${name}-hint${error === undefined ? '' : ` ${name}-error`}"
    />
  </div>`;
}

function notFound(language: Language, path: string): Markup {
  const words = texts[language];
  return layout({ language, path, title: words.notFoundTitle, body: html`<p>${words.notFoundText}</p>` });
}
