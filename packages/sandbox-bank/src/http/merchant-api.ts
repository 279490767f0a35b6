import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { type Bank, Impossible } from '../bank.js';
import { type Merchant, merchantWithKey } from '../merchants.js';
import { ChargeRequest, PaymentRequest, RefundRequest, viewOf } from '../payment.js';

type Env = { Variables: { merchant: Merchant } };

const REGISTER_PAGE = 200;

const RegisterQuery = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  after: z.prefault(z.coerce.number().check(z.minimum(0)), 0),
});

/** What merchants' servers call (docs/en/sandbox-bank.md). */
export function merchantApi({
  bank,
  merchants,
  publicUrl,
  now,
}: {
  bank: Bank;
  merchants: readonly Merchant[];
  publicUrl: () => string;
  now: () => Date;
}): Hono<Env> {
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const [, apiKey = ''] = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '') ?? [];
    const merchant = merchantWithKey(merchants, apiKey);
    if (!merchant) return c.json({ error: 'unknown_key' }, 401);
    c.set('merchant', merchant);
    return next();
  });
  app.onError((error, c) => {
    if (error instanceof Impossible) return c.json({ error: 'impossible', why: error.message }, 409);
    throw error;
  });

  app.post('/payments', async (c) => {
    const request = await bodyOf(c, PaymentRequest);
    if (!request) return c.json({ error: 'invalid' }, 400);
    const payment = bank.open(c.var.merchant.id, request);
    return c.json({ ...viewOf(payment, now()), payUrl: `${publicUrl()}/pay/${payment.pageKey}` }, 201);
  });

  app.post('/charges', async (c) => {
    const request = await bodyOf(c, ChargeRequest);
    if (!request) return c.json({ error: 'invalid' }, 400);
    return c.json(viewOf(bank.charge(c.var.merchant.id, request), now()), 201);
  });

  app.get('/payments/:orderNumber', (c) => {
    const payment = bank.find(c.var.merchant.id, c.req.param('orderNumber'));
    return payment ? c.json(viewOf(payment, now())) : c.json({ error: 'not_found' }, 404);
  });

  app.post('/payments/:orderNumber/refunds', async (c) => {
    const payment = bank.find(c.var.merchant.id, c.req.param('orderNumber'));
    if (!payment) return c.json({ error: 'not_found' }, 404);
    const request = await bodyOf(c, RefundRequest);
    if (!request) return c.json({ error: 'invalid' }, 400);
    const refund = bank.refund(payment, request);
    return c.json({ payment: viewOf(payment, now()), refund }, 201);
  });

  app.get('/register', (c) => {
    const query = RegisterQuery.safeParse(c.req.query());
    if (!query.success) return c.json({ error: 'invalid' }, 400);
    const { from, to, after } = query.data;
    const rows = registerOf(bank, c.var.merchant.id).filter(
      ({ happenedAt }) => Date.parse(happenedAt) >= Date.parse(from) && Date.parse(happenedAt) < Date.parse(to),
    );
    const next = after + REGISTER_PAGE;
    return c.json({ rows: rows.slice(after, next), next: rows.length > next ? next : null });
  });

  return app;
}

/** Money that moved, in the order in which it did. */
function registerOf(bank: Bank, merchant: string) {
  return bank.payments
    .filter((payment) => payment.merchant === merchant && payment.status === 'succeeded')
    .flatMap(({ id, orderNumber, amount, currency, settledAt, createdAt, refunds }) => [
      { id, orderNumber, type: 'payment', amount, currency, happenedAt: settledAt ?? createdAt },
      ...refunds.map((refund) => ({
        ...{ id, orderNumber, type: 'refund', currency },
        amount: refund.amount,
        happenedAt: refund.createdAt,
      })),
    ])
    .sort((one, other) => Date.parse(one.happenedAt) - Date.parse(other.happenedAt));
}

async function bodyOf<Schema extends z.ZodMiniType>(c: Context, schema: Schema): Promise<z.infer<Schema> | null> {
  const parsed = schema.safeParse(await c.req.json().catch(() => null));
  return parsed.success ? parsed.data : null;
}
