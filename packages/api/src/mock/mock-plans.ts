import { type CalendarDate, isPlanTiming, nextPlannedOn } from '@kabinet/rules';
import type {
  CalendarFeed,
  Grant,
  Money,
  PaymentPlan,
  PaymentPlanRequest,
  ReminderSettings,
  Supplier,
} from '../schemas/index.js';
import { type Handlers, invalid, refusal } from './handlers.js';
import type { MockAccount } from './sample-base.js';

type PlanHandlers = Pick<
  Handlers,
  | 'listPaymentPlans'
  | 'createPaymentPlan'
  | 'changePaymentPlan'
  | 'getReminders'
  | 'setReminders'
  | 'getCalendarFeed'
  | 'createCalendarFeed'
  | 'revokeCalendarFeed'
>;

/** What planned payments, reminders and the calendar need of the rest of the mock. */
export interface MockPlansOptions {
  readonly supplier: Supplier;
  readonly reminders: ReminderSettings;
  readonly accounts: readonly MockAccount[];
  readonly now: () => Date;
  readonly today: () => CalendarDate;
  /** The account, if the customer has it and may do that with it; throws what the service would. */
  readonly accountOf: (accountId: string, grant: Grant) => MockAccount;
  /** Whether the order is paid by now. */
  readonly isPaid: (orderId: string) => boolean;
}

/** More plans for one account than anybody means to have. */
const MOST_PLANS = 5;

/** What the sample provider shows of a card it keeps. */
const KEPT_CARD = '•••• 4242';

/** Planned payments, reminders and the calendar address of the mock's customer. */
export interface MockPlans {
  readonly handlers: PlanHandlers;
  /** The order is the first payment of the plan: once it is paid, its card is kept. */
  readonly expectCard: (planId: string, orderId: string) => void;
}

export function mockPlans({
  supplier,
  accounts,
  accountOf,
  isPaid,
  now,
  today,
  ...options
}: MockPlansOptions): MockPlans {
  const plans = new Map<string, PaymentPlan>(
    accounts.flatMap(({ plans = [] }) => plans.map((plan) => [plan.id, plan] as const)),
  );
  /** First payments, by the plan. */
  const firstOrders = new Map<string, string>();
  let { reminders } = options;
  let feed: CalendarFeed = { createdAt: null, url: null };
  let made = 0;
  let calendars = 0;

  /** The day of the next one follows from the plan and from what is due, whenever it is looked at. */
  const asSeenNow = (plan: PaymentPlan): PaymentPlan => ({
    ...plan,
    ...(isPaid(firstOrders.get(plan.id) ?? '') && { mode: 'charge', card: KEPT_CARD }),
    nextOn:
      plan.status === 'active'
        ? nextPlannedOn({
            timing: plan.timing,
            today: today(),
            dueOn: accountOf(plan.accountId, 'payments').balance.dueOn,
            lastOn: plan.last?.on ?? null,
          })
        : null,
  });

  function checkSum(sum: Money | null): void {
    const { payments, currency } = supplier;
    if (sum === null || !payments) return;
    const fits = sum.currency === currency && sum.amount >= payments.atLeast && sum.amount <= payments.atMost;
    if (!fits) throw refusal('payment_sum_out_of_range');
  }

  function check(accountId: string, terms: PaymentPlanRequest, pointer: string): void {
    const { methodId, amount, atMost, timing } = terms;
    if (!isPlanTiming(timing)) throw invalid(`${pointer}/timing/days`, 'out_of_range');
    if (!supplier.payments?.methods.some(({ id }) => id === methodId)) throw refusal('payment_method_unavailable');
    checkSum(amount);
    checkSum(atMost);
    // Such a plan tells what is owed, or when: for that it takes the right to see it.
    if (amount === null || timing.kind === 'days_before_due') accountOf(accountId, 'view');
  }

  function planOf(accountId: string, planId: string): PaymentPlan {
    accountOf(accountId, 'payments');
    const plan = plans.get(planId);
    if (plan?.accountId !== accountId) throw refusal('not_found');
    return plan;
  }

  function keep(plan: PaymentPlan): PaymentPlan {
    plans.set(plan.id, plan);
    return asSeenNow(plan);
  }

  const handlers: PlanHandlers = {
    listPaymentPlans: ({ accountId }) => {
      accountOf(accountId, 'payments');
      return { items: [...plans.values()].filter((each) => each.accountId === accountId).map(asSeenNow) };
    },
    createPaymentPlan: ({ accountId, body }) => {
      accountOf(accountId, 'payments');
      check(accountId, body, '');
      const others = [...plans.values()].filter((each) => each.accountId === accountId);
      if (others.length >= MOST_PLANS) throw invalid('', 'too_many_plans');
      made += 1;
      return keep({
        id: `plan-${made}`,
        accountId,
        ...body,
        status: 'active',
        // Until a card is kept, which the first payment does, there is nothing to charge.
        mode: 'remind',
        card: null,
        nextOn: null,
        last: null,
      });
    },
    changePaymentPlan: ({ accountId, planId, body: { status, terms } }) => {
      const plan = planOf(accountId, planId);
      if (terms) check(accountId, terms, '/terms');
      // A card is kept by one provider: another one knows nothing of it.
      const forgetsCard = status === 'ended' || (terms !== undefined && terms.methodId !== plan.methodId);
      const seen = asSeenNow(plan);
      if (forgetsCard) firstOrders.delete(planId);
      const changed: PaymentPlan = {
        ...seen,
        ...terms,
        ...(forgetsCard && { mode: 'remind', card: null }),
      };
      if (status === 'ended') {
        plans.delete(planId);
        return { ...changed, status: 'paused', nextOn: null };
      }
      return keep({ ...changed, status: status ?? plan.status });
    },
    getReminders: () => reminders,
    setReminders: ({ body: { daysBefore, channelIds } }) => {
      const unknown = channelIds.findIndex((id) => !reminders.channels.some((each) => each.id === id));
      if (unknown >= 0) throw invalid(`/channelIds/${unknown}`, 'unknown_channel');
      reminders = {
        daysBefore,
        channels: reminders.channels.map((each) => ({ ...each, isOn: channelIds.includes(each.id) })),
      };
      return reminders;
    },
    getCalendarFeed: () => ({ ...feed, url: null }),
    createCalendarFeed: () => {
      calendars += 1;
      feed = {
        createdAt: now().toISOString(),
        url: `https://cabinet.energy.example/sample/calendar/sample${String(calendars).padStart(26, '0')}.ics`,
      };
      return feed;
    },
    revokeCalendarFeed: () => (feed = { createdAt: null, url: null }),
  };

  return {
    handlers,
    expectCard: (planId, orderId) => {
      if (plans.has(planId)) firstOrders.set(planId, orderId);
    },
  };
}
