import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import * as z from 'zod/mini';
import { type Bank, Impossible } from '../bank.js';
import { CallbackMode, type Callbacks } from '../callbacks.js';
import { type Payment, refundedOf, viewOf } from '../payment.js';
import type { BankState } from '../state.js';
import { type ControlTexts, controlTexts } from './control-texts.js';
import { layout, type Markup, PAGE_HEADERS } from './layout.js';
import { type Language, languageOf, sumText } from './texts.js';

const PAYMENTS_SHOWN = 20;

const Mode = z.object({ mode: CallbackMode });
const Settlement = z.object({ outcome: z.enum(['succeeded', 'failed']) });
const BankRefund = z.object({ amount: z.optional(z.coerce.number().check(z.int(), z.minimum(1))) });

/** How people and tests make the bank misbehave: a page at `/`, and the same by JSON. Open to everybody who reaches it: on this machine only. */
export function control({
  bank,
  callbacks,
  state,
  now,
}: {
  bank: Bank;
  callbacks: Callbacks;
  state: BankState;
  now: () => Date;
}): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    // Another site's page must not steer the bank by a form of its own.
    if (c.req.method !== 'GET' && !['same-origin', undefined].includes(c.req.header('sec-fetch-site'))) {
      return c.json({ error: 'foreign_page' }, 403);
    }
    return next();
  });
  app.onError((error, c) => {
    if (error instanceof Impossible) return c.json({ error: 'impossible', why: error.message }, 409);
    throw error;
  });

  app.get('/', (c) => {
    const language = languageOf(c.req.query('lang'), c.req.header('accept-language'));
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value);
    const latest = bank.payments.slice(-PAYMENTS_SHOWN).reverse();
    return c.html(controlPage({ language, mode: callbacks.mode, payments: latest, now: now() }));
  });

  app.get('/control/callbacks', (c) => c.json({ mode: callbacks.mode, deliveries: callbacks.deliveries }));

  app.post('/control/callbacks', async (c) => {
    const asked = await inputOf(c, Mode);
    if (!asked) return c.json({ error: 'invalid' }, 400);
    callbacks.mode = asked.mode;
    return done(c, { mode: callbacks.mode });
  });

  app.get('/control/payments/:id', (c) => {
    const payment = paymentOf(c.req.param('id'));
    return payment ? c.json(viewOf(payment, now())) : c.json({ error: 'not_found' }, 404);
  });

  app.post('/control/payments/:id/:act{deliveries|forgeries|settlement|refund}', async (c) => {
    const payment = paymentOf(c.req.param('id'));
    if (!payment) return c.json({ error: 'not_found' }, 404);
    switch (c.req.param('act')) {
      case 'deliveries': {
        const events = state.events.filter(({ paymentId }) => paymentId === payment.id);
        return done(c, { deliveries: await Promise.all(events.map((event) => callbacks.deliver(event, payment))) });
      }
      case 'forgeries':
        return done(c, { deliveries: await callbacks.forge(payment) });
      case 'settlement': {
        const asked = await inputOf(c, Settlement);
        if (!asked) return c.json({ error: 'invalid' }, 400);
        bank.settle(payment, asked.outcome);
        return done(c, viewOf(payment, now()));
      }
      default: {
        const asked = await inputOf(c, BankRefund);
        if (!asked) return c.json({ error: 'invalid' }, 400);
        const amount = asked.amount ?? payment.amount - refundedOf(payment);
        bank.refund(payment, { id: `bank_${randomBytes(6).toString('hex')}`, amount });
        return done(c, viewOf(payment, now()));
      }
    }
  });

  /** By the bank's own name of it or by the merchant's. */
  function paymentOf(id: string): Payment | undefined {
    return bank.payments.find((payment) => payment.id === id || payment.orderNumber === id);
  }

  return app;
}

/** A person who pressed a button sees the page again; a program gets the answer. */
function done(c: Context, answer: object): Response {
  return isForm(c) ? c.redirect(`/?lang=${languageOf(c.req.query('lang'))}`, 303) : c.json(answer);
}

function isForm(c: Context): boolean {
  return !(c.req.header('content-type') ?? '').startsWith('application/json');
}

async function inputOf<Schema extends z.ZodMiniType>(c: Context, schema: Schema): Promise<z.infer<Schema> | null> {
  const input: unknown = isForm(c) ? await c.req.parseBody() : await c.req.json().catch(() => null);
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : null;
}

function controlPage({
  language,
  mode,
  payments,
  now,
}: {
  language: Language;
  mode: CallbackMode;
  payments: readonly Payment[];
  now: Date;
}): Markup {
  const words = controlTexts[language];
  return layout({
    language,
    path: '/',
    title: words.title,
    body: html`<p>${words.intro}</p>
      <form method="post" action="/control/callbacks?lang=${language}">
        <div class="field">
          <label for="mode">${words.callbacks}</label>
          <select id="mode" name="mode">
            ${CallbackMode.options.map(
              (each) => html`<option value="${each}" ${each === mode ? 'selected' : ''}>${words.modes[each]}</option>`,
            )}
          </select>
        </div>
        <button>${words.set}</button>
      </form>
      <h2>${words.payments}</h2>
      ${payments.length === 0 ? html`<p>${words.none}</p>` : ''}
      <ul class="cards">
        ${payments.map((payment) => paymentItem(payment, { words, language, now }))}
      </ul>`,
  });
}

function paymentItem(
  payment: Payment,
  { words, language, now }: { words: ControlTexts; language: Language; now: Date },
): Markup {
  const { status } = viewOf(payment, now);
  const button = (act: string, label: string, outcome?: string) =>
    html`<form class="inline" method="post" action="/control/payments/${payment.id}/${act}?lang=${language}">
      ${outcome === undefined ? '' : html`<input type="hidden" name="outcome" value="${outcome}" />`}
      <button class="quiet" aria-label="${label}: ${payment.orderNumber}">${label}</button>
    </form>`;
  return html`<li>
    <span
      ><b class="number">${payment.orderNumber}, ${sumText(payment, language)}</b> ${payment.merchant}:
      ${words.statuses[status]}</span
    >
    ${
      status === 'processing'
        ? [button('settlement', words.succeed, 'succeeded'), button('settlement', words.fail, 'failed')]
        : ''
    }
    ${['succeeded', 'failed', 'processing'].includes(status) ? button('deliveries', words.tellAgain) : ''}
    ${status === 'succeeded' && refundedOf(payment) < payment.amount ? button('refund', words.giveBack) : ''}
    ${button('forgeries', words.forge)}
  </li>`;
}
