import { type Account, ApiError, type Payment } from '@kabinet/api';
import { type CalendarDate, dateInTimeZone } from '@kabinet/rules';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import type { Localize } from '../../core/localize.js';
import { saveFile } from '../../core/save-file.js';
import { icons } from '../../parts/icons.js';
import { renderNotice } from '../../parts/notice.js';
import { inSpan, paymentsCsv, type PaymentTotals, type Span, totalsOf } from './payment-csv.js';

type Choice = 'this-year' | 'last-year' | 'all' | 'days';

interface ExportView {
  readonly account: Account;
  readonly localize: Localize;
  readonly timeZone: string;
  readonly currency: string;
  readonly renderError: (error: ApiError, retry: () => void) => TemplateResult;
}

type State =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly count: number }
  | { readonly status: 'failed'; readonly error: ApiError }
  | { readonly status: 'done'; readonly totals: PaymentTotals };

/** All payments of an account as a file: read page by page, made in the page, and handed to the browser. */
export class PaymentExport implements ReactiveController {
  readonly #host: KabinetElement;
  #choice: Choice = 'this-year';
  #days: { from: string; to: string } = { from: '', to: '' };
  #isWrong = false;
  #state: State = { status: 'idle' };
  #running: AbortController | null = null;
  #accountId: string | null = null;

  constructor(host: KabinetElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#set({ status: 'idle' });
  }

  render(view: ExportView): TemplateResult {
    // What was told of another account is not said of this one.
    if (view.account.id !== this.#accountId) {
      this.#accountId = view.account.id;
      this.#running?.abort();
      this.#running = null;
      this.#state = { status: 'idle' };
    }
    const texts = view.localize.texts('paymentExport');
    const year = Number(this.#today(view).slice(0, 4));
    const options: readonly (readonly [Choice, string])[] = [
      ['this-year', texts.year(year)],
      ['last-year', texts.year(year - 1)],
      ['all', texts.all],
      ['days', texts.days],
    ];
    const handleChoice = (event: Event) => {
      this.#choice = (event.currentTarget as HTMLSelectElement).value as Choice;
      this.#isWrong = false;
      this.#set({ status: 'idle' });
    };
    return html`
      <form class="stack" novalidate @submit=${(event: Event) => this.#handleSubmit(event, view)}>
        <label for="span">${texts.span}</label>
        <select id="span" @change=${handleChoice}>
          ${options.map(([value, label]) => html`<option value=${value} .selected=${value === this.#choice}>${label}</option>`)}
        </select>
        ${this.#choice === 'days' ? this.#renderDays(view) : nothing}
        <div class="row">
          <button type="submit" aria-disabled=${this.#state.status === 'reading' ? 'true' : nothing}>
            ${texts.save}
          </button>
        </div>
        <p class="muted">${texts.note}</p>
        <div role="status">${this.#renderState(view)}</div>
      </form>
    `;
  }

  #renderDays({ localize }: ExportView): TemplateResult {
    const texts = localize.texts('paymentExport');
    const field = (name: 'from' | 'to', label: string) => html`
      <div class="stack">
        <label for="day-${name}">${label}</label>
        <input
          type="date"
          id="day-${name}"
          .value=${this.#days[name]}
          aria-describedby=${this.#isWrong ? 'days-error' : nothing}
          aria-invalid=${this.#isWrong ? 'true' : nothing}
          @input=${(event: Event) => {
            this.#days = { ...this.#days, [name]: (event.currentTarget as HTMLInputElement).value };
          }}
        />
      </div>
    `;
    return html`
      ${this.#isWrong ? html`<p class="error" id="days-error">${icons.error()}<span>${texts.daysWrong}</span></p>` : nothing}
      <div class="days">${field('from', texts.from)} ${field('to', texts.to)}</div>
    `;
  }

  #renderState(view: ExportView): TemplateResult | typeof nothing {
    const texts = view.localize.texts('paymentExport');
    const { format } = view.localize;
    const state = this.#state;
    switch (state.status) {
      case 'idle':
        return nothing;
      case 'reading':
        return html`<p>${texts.reading(state.count)}</p>`;
      case 'failed':
        return view.renderError(state.error, () => void this.#make(view));
      case 'done': {
        const money = (amount: number) => format.money({ amount, currency: view.currency });
        const { count, paid, refunded, net, onTheWay } = state.totals;
        const sums = refunded > 0 ? texts.sums(money(paid), money(refunded), money(net)) : texts.paidOnly(money(paid));
        return renderNotice({
          tone: count > 0 ? 'good' : 'info',
          text: count > 0 ? { title: texts.done(count), text: sums } : texts.nothing,
          more: onTheWay > 0 ? html`<p>${texts.besides(money(onTheWay))}</p>` : nothing,
        });
      }
    }
  }

  #today({ timeZone }: ExportView): CalendarDate {
    return dateInTimeZone(new Date(), timeZone);
  }

  /** Null where the days cannot be a span. */
  #span(view: ExportView): Span | null {
    const year = Number(this.#today(view).slice(0, 4));
    const { from, to } = this.#days;
    switch (this.#choice) {
      case 'this-year':
        return { from: `${year}-01-01`, to: `${year}-12-31` };
      case 'last-year':
        return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
      case 'all':
        return { from: null, to: null };
      case 'days':
        return from !== '' && to !== '' && from <= to ? { from, to } : null;
    }
  }

  #handleSubmit(event: Event, view: ExportView): void {
    event.preventDefault();
    if (this.#state.status === 'reading') return;
    void this.#make(view);
  }

  async #make(view: ExportView): Promise<void> {
    const span = this.#span(view);
    this.#isWrong = span === null;
    if (span === null) {
      this.#set({ status: 'idle' });
      await this.#host.updateComplete;
      this.#host.renderRoot.querySelector<HTMLElement>('#day-from')?.focus();
      return;
    }
    this.#set({ status: 'reading', count: 0 });
    const running = (this.#running = new AbortController());
    try {
      const all = await this.#readAll(view.account.id, span.from, running.signal);
      if (running !== this.#running) return;
      const payments = inSpan(all, span);
      if (payments.length > 0) this.#save(view, span, payments);
      this.#set({ status: 'done', totals: totalsOf(payments) });
    } catch (error) {
      if (running !== this.#running) return;
      this.#set({
        status: 'failed',
        error: error instanceof ApiError ? error : new ApiError('bad-response', { cause: error }),
      });
    }
  }

  /** Page by page, the newest first, until there are no more or they are older than asked for. */
  async #readAll(accountId: string, from: CalendarDate | null, signal: AbortSignal): Promise<readonly Payment[]> {
    const { connection } = this.#host;
    if (!connection) throw new ApiError('unavailable');
    // By id: a payment that arrives meanwhile moves the others on, and one of them would come twice.
    const found = new Map<string, Payment>();
    let cursor: string | null = null;
    do {
      const args: { accountId: string; limit: string; cursor?: string } = { accountId, limit: '100' };
      if (cursor !== null) args.cursor = cursor;
      const page = await connection.api.listPayments(args, { signal });
      for (const payment of page.items) found.set(payment.id, payment);
      const oldest = page.items.at(-1)?.paidOn;
      cursor = from !== null && oldest !== undefined && oldest < from ? null : page.nextCursor;
      if (cursor !== null) this.#set({ status: 'reading', count: found.size });
    } while (cursor !== null);
    return [...found.values()];
  }

  #save({ account, localize, currency }: ExportView, span: Span, payments: readonly Payment[]): void {
    const texts = localize.texts('paymentExport');
    const history = localize.texts('paymentHistory');
    const common = localize.texts('common');
    const { format } = localize;
    const first = span.from ?? payments.at(-1)?.paidOn ?? '';
    const last = span.to ?? payments[0]?.paidOn ?? '';
    const text = paymentsCsv({
      payments,
      currency,
      language: format.language,
      words: {
        columns: texts.columns,
        kind: ({ kind }) => texts.kind[kind],
        status: ({ status }) => texts.status[status],
        source: ({ source }) => history.source[source],
        share: ({ serviceKind, month }) => history.share(common.serviceKind[serviceKind], month && format.month(month)),
        account: `${common.account} ${account.accountNumber}`,
        span: texts.spanOf(format.dateWithYear(first), format.dateWithYear(last)),
        paid: texts.paid,
        refunded: texts.refunded,
        net: texts.net,
      },
    });
    saveFile(`${texts.fileName}-${first}-${last}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }));
  }

  #set(state: State): void {
    if (state.status !== 'reading') {
      this.#running?.abort();
      this.#running = null;
    }
    this.#state = state;
    this.#host.requestUpdate();
  }
}
