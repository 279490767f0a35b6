import type { Account, ApiError, Appointment, Reception } from '@kabinet/api';
import { accountNumberKey, type CalendarDate } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import { DraftKeeper } from '../../core/draft-keeper.js';
import { inLanguage } from '../../core/in-language.js';
import { Query } from '../../core/query.js';
import { renderNotice } from '../../parts/notice.js';
import { renderRestored } from '../../parts/restored.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { AppointmentChanges } from './appointment-changes.js';
import { type VisitFault, visitFaults } from './appointment-form.model.js';
import { renderSlots } from './render-slots.js';
import { renderTrouble, type TroubleView } from './render-trouble.js';
import { renderVisitForm } from './render-visit-form.js';
import { type VisitDraft, VisitWords } from './visit-words.js';

export { bookingStyles } from './booking.styles.js';

/** A time, or a place in the queue. */
type Goal = { readonly startsAt: string } | 'waiting';

/** What the person begins with: whom they want to see, which appointment they move, what they have said before. */
export interface Wish {
  readonly reception: Reception;
  readonly moving: Appointment | null;
  readonly topic?: string;
}

export interface BookingView extends Pick<TroubleView, 'when' | 'phoneExample' | 'renderSignIn' | 'errorText'> {
  readonly moving: Appointment | null;
  readonly timeZone: string;
  /** The same moment by the clock of this device; null where it shows the same. */
  readonly here: (instant: string) => string | null;
  /** Account number that the page names. */
  readonly account: string;
  /** That they are to sign in, where they are not. */
  readonly renderSignInNotice: (text: string) => TemplateResult | typeof nothing;
  readonly onBack: () => void;
  readonly onFocus: (selector: string) => void;
  readonly renderError: (error: ApiError, retry: () => void) => TemplateResult;
}

export interface BookingOptions {
  readonly onSettled: (isDone: boolean) => void;
  /** Somebody else is there now, or nobody any more. */
  readonly onLeft: () => void;
  readonly supplierId: () => string | null;
  /** What the draft is kept as; null where none is. */
  readonly draft: () => string | null;
}

/** Choosing a time, and saying what for. */
export class Booking {
  readonly changes: AppointmentChanges;
  readonly #host: KabinetElement;
  readonly #slots: Query<'listAppointmentSlots'>;
  readonly #accounts: Query<'listAccounts'>;
  readonly #draft: DraftKeeper<VisitDraft>;
  readonly #words = new VisitWords();
  #reception: Reception | null = null;
  /** The first days of the pages that were turned to, one after another. */
  #turned: readonly CalendarDate[] = [];
  /** What the person goes for; null while they choose. */
  #goal: Goal | null = null;
  #accountId: string | null | undefined = undefined;
  #faults: readonly VisitFault[] = [];

  constructor(host: KabinetElement, { onSettled, onLeft, supplierId, draft }: BookingOptions) {
    this.#host = host;
    this.changes = new AppointmentChanges(host, (done) => {
      if (done !== null) this.#finish(done === 'booked' || done === 'waiting');
      onSettled(done !== null);
    });
    this.#slots = new Query(host, 'listAppointmentSlots', () => {
      const from = this.#turned.at(-1);
      return this.#reception && { receptionId: this.#reception.id, ...(from !== undefined && { from }) };
    });
    // Asked for once there is a form to put them into; who has none, or is not signed in, books without.
    this.#accounts = new Query(host, 'listAccounts', () => (this.#goal !== null ? {} : null));
    this.#draft = new DraftKeeper<VisitDraft>(host, {
      what: draft,
      supplierId,
      written: () => this.#words.draft,
      onFound: (found) => {
        this.#words.find(found);
        host.requestUpdate();
      },
      onLeft: () => {
        // What is on its way was theirs: what becomes of it is told to nobody else.
        this.changes.last = null;
        this.changes.forget();
        this.#words.leave();
        this.#accountId = undefined;
        onLeft();
      },
    });
  }

  begin({ reception, topic }: Wish): void {
    this.changes.last = null;
    this.changes.forget();
    this.#words.turnTo(reception.id, topic);
    this.#reception = reception;
    this.#turned = [];
    this.#goal = null;
    this.#faults = [];
    this.#host.requestUpdate();
  }

  end(): void {
    this.changes.forget();
    this.#goal = null;
    this.#reception = null;
  }

  /** It is done; `isSaid`: what was written is with the service now. */
  #finish(isSaid: boolean): void {
    if (isSaid) {
      this.#words.clear();
      void this.#draft.keep();
    }
    this.end();
  }

  /** The person would rather begin anew. */
  #discard(): void {
    this.#words.clear();
    this.#draft.forget();
    this.#edit();
  }

  #edit(): void {
    this.changes.forget();
    this.#faults = [];
    this.#host.requestUpdate();
  }

  #handleSubmit(event: Event, view: BookingView): void {
    event.preventDefault();
    const reception = this.#reception;
    const goal = this.#goal;
    if (this.changes.isSending || !reception || goal === null) return;
    const { moving } = view;
    this.#faults = moving ? [] : visitFaults(this.#words);
    if (this.#faults.length > 0) return view.onFocus('[data-focus]');
    const said = {
      topic: this.#words.topic.trim(),
      accountId: this.#chosenAccount(view)?.id ?? null,
      phone: this.#words.phone.trim(),
    };
    if (goal === 'waiting') this.changes.join(reception.id, said);
    else if (moving) this.changes.move(moving, goal.startsAt);
    else this.changes.book({ receptionId: reception.id, startsAt: goal.startsAt, ...said });
  }

  #chosenAccount({ account }: BookingView): Account | null {
    const items = this.#accounts.value?.items ?? [];
    // Chosen, named by the page, or the only one there is.
    if (this.#accountId !== undefined) return items.find(({ id }) => id === this.#accountId) ?? null;
    const named = items.find(({ accountNumber }) => accountNumberKey(accountNumber) === accountNumberKey(account));
    return named ?? (items.length === 1 ? (items[0] ?? null) : null);
  }

  #choose(goal: Goal, view: BookingView): void {
    this.#edit();
    this.#goal = goal;
    view.onFocus('[data-goal]');
  }

  render(view: BookingView): TemplateResult {
    const texts = this.#host.localize.texts('booking');
    const { language } = this.#host.localize;
    const reception = this.#reception;
    if (!reception) return renderSkeleton(this.#host.localize.texts('common').loading);
    // What is on its way is not thrown away: it may be booked by then.
    const isBusy = this.changes.isSending;
    return html`
      <button type="button" class="plain" aria-disabled=${isBusy ? 'true' : nothing} @click=${view.onBack}>
        ${texts.back}
      </button>
      <div class="stack">
        <h3>${inLanguage(reception.name, language)}</h3>
        <p class="muted">${inLanguage(reception.address, language)}</p>
        ${view.moving ? html`<p>${texts.moving(view.when(view.moving.startsAt))}</p>` : nothing}
      </div>
      ${this.#goal === null ? this.#renderChoice(view) : this.#renderForm(this.#goal, view)}
    `;
  }

  #renderChoice(view: BookingView): TemplateResult {
    const { value, error } = this.#slots.state;
    if (!value) {
      if (error?.kind === 'not-found')
        return renderNotice({ tone: 'warn', text: this.#host.localize.texts('booking').gone });
      return error
        ? view.renderError(error, () => this.#slots.reload())
        : renderSkeleton(this.#host.localize.texts('common').loading);
    }
    return renderSlots(value, {
      localize: this.#host.localize,
      timeZone: view.timeZone,
      when: view.when,
      // Another time of the same appointment; the one it has is none to choose.
      taken: view.moving?.startsAt ?? null,
      canWait: view.moving === null,
      isFirst: this.#turned.length === 0,
      onChoose: ({ startsAt }) => this.#choose({ startsAt }, view),
      onWait: () => this.#choose('waiting', view),
      onTurn: (from) => {
        this.#turned = from === null ? this.#turned.slice(0, -1) : [...this.#turned, from];
        view.onFocus('[data-slots]');
      },
    });
  }

  #renderForm(goal: Goal, view: BookingView): TemplateResult {
    if (this.#draft.isHidden) {
      const { customer } = this.#draft;
      const { error } = customer.state;
      return error
        ? view.renderError(error, () => customer.reload())
        : renderSkeleton(this.#host.localize.texts('common').loading);
    }
    const texts = this.#host.localize.texts('booking');
    return renderVisitForm({
      phoneExample: view.phoneExample,
      localize: this.#host.localize,
      title: goal === 'waiting' ? texts.waitFor : texts.chosen(view.when(goal.startsAt)),
      here: goal === 'waiting' ? null : view.here(goal.startsAt),
      submit: this.#submitText(goal, view),
      isBusy: this.changes.isSending,
      isMove: view.moving !== null,
      topic: this.#words.topic,
      phone: this.#words.phone,
      accounts: this.#accounts.value?.items ?? [],
      chosen: this.#chosenAccount(view)?.id ?? '',
      faults: this.#faults,
      signIn: view.renderSignInNotice(texts.signIn),
      restored: this.#words.isRestored
        ? renderRestored(texts, () => {
            this.#discard();
            view.onFocus('#topic');
          })
        : nothing,
      trouble: this.renderTrouble(view, {
        onChoose: ({ startsAt }) => this.#choose({ startsAt }, view),
        onWait: view.moving ? null : () => this.#choose('waiting', view),
      }),
      onTopic: (topic) => {
        this.#words.topic = topic;
        this.#edit();
        void this.#draft.keep();
      },
      onPhone: (phone) => {
        this.#words.phone = phone;
        this.#edit();
        void this.#draft.keep();
      },
      onAccount: (id) => {
        this.#accountId = id === '' ? null : id;
        this.#edit();
      },
      onSubmit: (event) => this.#handleSubmit(event, view),
      onOther: () => {
        if (this.changes.isSending) return;
        this.#edit();
        this.#goal = null;
        view.onFocus('[data-slots]');
      },
    });
  }

  /** What is going on while something is sent. */
  get sendingText(): string {
    const { sending, sendingChange } = this.#host.localize.texts('booking');
    return this.changes.tried === 'booked' ? sending : sendingChange;
  }

  #submitText(goal: Goal, { moving, when }: BookingView): string {
    const texts = this.#host.localize.texts('booking');
    if (this.changes.isSending) return this.sendingText;
    if (goal === 'waiting') return texts.wait;
    return (moving ? texts.submitMove : texts.submit)(when(goal.startsAt));
  }

  /** Why the last change was not made. */
  renderTrouble(
    view: Pick<BookingView, 'when' | 'phoneExample' | 'renderSignIn' | 'errorText'>,
    choice?: TroubleView['choice'],
  ): TemplateResult | typeof nothing {
    const { localize } = this.#host;
    return renderTrouble(this.changes, { ...view, localize, ...(choice && { choice }) });
  }
}
