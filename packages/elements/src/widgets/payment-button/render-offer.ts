import type { Account, Balance, Money, PaymentOrderLine } from '@kabinet/api';
import { dateInTimeZone } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { renderChoice } from '../../parts/choice.js';
import type { KabinetPaymentButton } from './payment-button.js';
import { dueOf, totalOf } from './payment-button.model.js';

/** One button with the sum on it, what it leads to, and the ways around it. */
export function renderOffer(
  host: KabinetPaymentButton,
  balance: Balance | null,
  trouble: TemplateResult | typeof nothing,
): TemplateResult {
  const { offered, method, payable, localize, profile } = host;
  const texts = localize.texts('paymentButton');
  const [account] = payable;
  const lines = offered && account ? [lineOf(account, offered)] : [];
  return html`
    ${balance ? html`<p>${standing(host, balance)}</p>` : nothing}
    ${offered?.limit ? html`<p class="muted">${texts.limit[offered.limit](localize.format.money(offered))}</p>` : nothing}
    ${trouble}
    ${offered && method ? html`${renderMethods(host)} ${renderSubmit(host, lines, () => void host.pay(lines))}` : nothing}
    <div class="row actions">
      ${
        method
          ? html`<button type="button" class=${offered ? 'plain' : ''} @click=${() => host.show('form')}>
              ${offered ? (payable.length > 1 ? texts.changeMany : texts.change) : texts.payAhead}
            </button>`
          : nothing
      }
      ${
        profile?.payments?.bankTransfer
          ? html`<button type="button" class=${method ? 'plain' : 'primary'} @click=${() => host.show('slip')}>
              ${texts.slip}
            </button>`
          : nothing
      }
    </div>
  `;
}

/** How the account stands, in one sentence. */
function standing({ localize, profile }: KabinetPaymentButton, balance: Balance): string {
  const texts = localize.texts('paymentButton');
  const { format } = localize;
  const { amountOwed, paymentsOnTheWay, dueOn } = balance;
  const onTheWay = paymentsOnTheWay.amount > 0 ? `${texts.onTheWay(format.money(paymentsOnTheWay))} ` : '';
  if (amountOwed.amount < 0) return onTheWay + texts.credit(format.money(amountOwed));
  const due = dueOf(balance);
  if (due.amount <= 0) return onTheWay || texts.nothingDue;
  const sum = format.money(due);
  const today = dateInTimeZone(new Date(), profile?.timeZone ?? 'UTC');
  const isLate = dueOn !== null && dueOn < today;
  return onTheWay + (isLate ? texts.overdue(sum, format.date(dueOn)) : texts.due(sum, dueOn && format.date(dueOn)));
}

/** The choice between ways to pay, where there are several. */
export function renderMethods(host: KabinetPaymentButton): TemplateResult | typeof nothing {
  const { localize, profile, method, paysAt } = host;
  const methods = profile?.payments?.methods ?? [];
  const { language, format } = localize;
  const texts = localize.texts('paymentButton');
  if (methods.length < 2 || paysAt) return nothing;
  return renderChoice({
    id: 'method',
    legend: texts.method,
    options: methods.map(({ id, name, fee }) => ({
      value: id,
      label:
        (name[language] ?? Object.values(name)[0] ?? id) +
        (fee ? `, ${texts.percent(format.number(fee.percent))}` : ''),
    })),
    chosen: method?.id ?? null,
    onChoose: (id) => host.chooseMethod(id),
  });
}

/** The main button with what is charged on it; before it is pressed, what it costs and where it leads. In a form it sends the form. */
export function renderSubmit(
  host: KabinetPaymentButton,
  lines: readonly PaymentOrderLine[],
  onPress: (() => void) | null,
): TemplateResult {
  const { localize, method, profile, paysAt } = host;
  const texts = localize.texts('paymentButton');
  const { format } = localize;
  const { fee, total } = totalOf(lines, method, profile?.currency ?? '');
  const isBusy = host.action.isSending;
  const label = total.amount > 0 ? texts.pay(format.money(total)) : texts.payAny;
  const cost = fee.amount > 0 ? texts.fee(format.money(fee)) : method?.fee ? texts.feeLater : texts.noFee;
  return html`
    <div class="stack">
      <button
        class="primary wide"
        part="submit"
        type=${onPress ? 'button' : 'submit'}
        aria-disabled=${isBusy ? 'true' : nothing}
        aria-describedby="before"
        @click=${onPress ?? nothing}
      >
        ${isBusy ? texts.preparing : label}
      </button>
      <div class="muted before" id="before">
        ${paysAt ? nothing : html`<p>${cost}</p>`}
        ${
          method
            ? html`<p>${texts.goesTo.before} <strong>${method.site}</strong>${texts.goesTo.after}</p>
                ${method.isTest ? html`<p class="test">${texts.test}</p>` : nothing}`
            : nothing
        }
      </div>
      ${host.renderAllocation(lines)}
    </div>
  `;
}

const lineOf = ({ id: accountId }: Account, { amount, currency }: Money) => ({
  accountId,
  amount: { amount, currency },
});
