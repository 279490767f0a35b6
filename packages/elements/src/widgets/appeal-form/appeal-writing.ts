import type { Account, ApiError, AppealKind, AppealSubmission, GuestAppealSubmission, Supplier } from '@kabinet/api';
import { type CalendarDate, cleanField, cleanFields, cleanLine, cleanLines, dateInTimeZone } from '@kabinet/rules';
import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { SignInControlView } from '../../core/account-states.js';
import { Action } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { type DraftOwner, Drafts, isSameOwner } from '../../core/drafts.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { addStyles } from '../../core/later-styles.js';
import { Query } from '../../core/query.js';
import { type KeptFile, type SentFile, Uploads } from '../../core/upload.js';
import type { StateText } from '../../locales/messages.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { type AppealFaults, contactField, faultsOfIssues, judgeAppeal } from './appeal-check.js';
import { AppealSentEvent } from './appeal-form.events.js';
import { accountOf, type AppealTyped, hasTyped, NOTHING_TYPED } from './appeal-form.model.js';
import { appealWritingStyles } from './appeal-writing.styles.js';
import { Counter } from './counter.js';
import { renderAboveTopics } from './render-notices.js';
import { renderCheck, renderConfirm, renderSent } from './render-steps.js';
import { renderWriting } from './render-writing.js';

export interface AppealWritingOptions {
  readonly supplier: () => Supplier | null;
  readonly kinds: () => readonly AppealKind[];
  /** The accounts of whoever is signed in. */
  readonly own: Query<'listAccounts'>;
  /** What the draft is kept as; null where none is. */
  readonly draft: () => string | null;
  /** The topic that the page has chosen; empty where people choose. */
  readonly preset: () => string;
  readonly preferredAccountId: () => string | null;
  readonly listUrl: () => string;
  readonly signInView: () => SignInControlView;
  /** A failure in words. */
  readonly errorText: (error: ApiError) => StateText;
  readonly renderError: (error: ApiError, retry: () => void) => TemplateResult;
}

/** What was sent and has no answer yet: asked for again under its key, it does not come twice. */
interface SentBefore {
  readonly key: string;
  readonly submission: AppealSubmission | GuestAppealSubmission;
}

/** What is kept of an appeal on the device. */
interface AppealDraft {
  readonly typed: AppealTyped;
  readonly files: readonly KeptFile[];
  readonly sent: SentBefore | null;
}

type Step = 'topics' | 'writing' | 'check' | 'sent' | 'confirm';

/** An appeal from its topic to its number. */
export class AppealWriting implements ReactiveController {
  readonly host: KabinetElement;
  readonly options: AppealWritingOptions;
  readonly uploads: Uploads;
  readonly counter: Counter;
  readonly submitting: Action<'submitAppeal'>;
  readonly submittingAsGuest: Action<'submitGuestAppeal'>;
  /** Whom the service writes to: asked for when it is about to be told. */
  readonly contacts: Query<'getReminders'>;
  step: Step = 'topics';
  typed: AppealTyped = NOTHING_TYPED;
  faults: AppealFaults = {};
  isRestored = false;
  /** The topic of what was restored is not taken any more. */
  isKindGone = false;
  isAwaitingFiles = false;
  #sentBefore: SentBefore | null = null;
  #drafts: Drafts<AppealDraft> | null = null;
  /** Whose the form is: null for nobody's who is signed in; undefined while that is not known. */
  #owner: DraftOwner | undefined = undefined;
  /** The session in which that was known. */
  #session: number | null = null;
  readonly #customer: Query<'getSession'>;
  #fileCount = 0;
  /** Something of it lies on the device. */
  #isKept = false;
  #movesFocus = false;

  constructor(host: KabinetElement, options: AppealWritingOptions) {
    this.host = host;
    this.options = options;
    addStyles(host.renderRoot, appealWritingStyles);
    this.uploads = new Uploads(host, {
      atMost: () => this.kind?.files.atMost ?? 0,
      onChange: () => this.#handleFiles(),
    });
    this.counter = new Counter(host);
    this.submitting = new Action(host, 'submitAppeal', (state) => this.#handleSettled(state));
    this.submittingAsGuest = new Action(host, 'submitGuestAppeal', (state) => this.#handleSettled(state));
    this.contacts = new Query(host, 'getReminders', () => (this.#asksForContacts ? {} : null));
    // Who has no account yet is known by how they are called.
    this.#customer = new Query(host, 'getSession', () => (options.own.value?.items.length === 0 ? {} : null));
    host.addController(this);
  }

  /** Whether there is more to show than the topics. */
  get isBegun(): boolean {
    return this.step === 'sent' || this.step === 'confirm' || (this.step !== 'topics' && this.kind !== null);
  }

  get kind(): AppealKind | null {
    return this.options.kinds().find(({ id }) => id === this.typed.kindId) ?? null;
  }

  /** Nobody is signed in, or not any more. */
  get isSignedOut(): boolean {
    return this.options.own.state.error?.kind === 'unauthorized';
  }

  /** It goes out as somebody's who is not signed in. */
  get isGuest(): boolean {
    return this.isSignedOut && this.#owner === null && this.kind?.takesGuests === true;
  }

  get accounts(): readonly Account[] {
    return this.isSignedOut ? [] : (this.options.own.value?.items ?? []);
  }

  get account(): Account | null {
    const { kind, accounts } = this;
    return kind && accountOf(kind, this.typed, { accounts, preferred: this.options.preferredAccountId() });
  }

  get today(): CalendarDate {
    return dateInTimeZone(new Date(), this.options.supplier()?.timeZone ?? 'UTC');
  }

  get action(): Action<'submitAppeal'> | Action<'submitGuestAppeal'> {
    return this.isGuest ? this.submittingAsGuest : this.submitting;
  }

  get isBusy(): boolean {
    return this.isAwaitingFiles || this.submitting.isSending || this.submittingAsGuest.isSending;
  }

  /** It was sent before the page was loaded, and nobody knows what became of it. */
  get isInDoubt(): boolean {
    return this.#sentBefore !== null && this.action.state.status === 'idle';
  }

  /** For the live region: results are told by the notice that takes the focus. */
  get announcement(): string {
    const texts = this.host.localize.texts('appealWriting');
    if (this.isAwaitingFiles) return texts.awaitingFiles;
    const { state } = this.action;
    if (state.status === 'sending') return state.checking ? texts.checking : texts.sending;
    return this.counter.announcement;
  }

  choose(kindId: string, movesFocus: boolean): void {
    // What somebody restored goes before what the page presets.
    if (!movesFocus && this.isBegun) return;
    this.typed = { ...this.typed, kindId };
    this.step = 'writing';
    this.isKindGone = false;
    this.faults = {};
    this.#movesFocus = movesFocus;
    void this.#keep();
    this.host.requestUpdate();
  }

  changeTopic(): void {
    this.#go('topics');
  }

  type(change: Partial<AppealTyped>, place: string): void {
    this.typed = { ...this.typed, ...change };
    const { [place]: _told, ...others } = this.faults;
    this.faults = others;
    this.#isAnother();
    void this.#keep();
    this.host.requestUpdate();
  }

  /** The person would rather begin anew. */
  discard(): void {
    const { kindId } = this.typed;
    this.#forget();
    this.typed = { ...NOTHING_TYPED, kindId };
    this.#go('writing');
  }

  edit(): void {
    this.#isAnother();
    this.#go('writing');
  }

  beginAnew(): void {
    this.submitting.reset();
    this.submittingAsGuest.reset();
    const preset = this.options.kinds().find(({ id }) => id === this.options.preset());
    this.typed = { ...NOTHING_TYPED, kindId: preset?.id ?? null };
    this.#go(preset ? 'writing' : 'topics');
  }

  /** To the check, when nothing is wrong. */
  next(): void {
    if (this.#isRight()) this.#go('check');
  }

  async send(): Promise<void> {
    if (this.isBusy) return;
    this.isAwaitingFiles = this.uploads.isBusy;
    this.host.requestUpdate();
    await this.uploads.whenSettled();
    this.isAwaitingFiles = false;
    this.host.requestUpdate();
    const { kind } = this;
    // Somebody changed their mind meanwhile.
    if (this.step !== 'check' || !kind) return;
    // Signed in meanwhile, there may be more to say; and a file may not have come through.
    if (!this.#isRight()) return this.#go('writing');
    if (this.isGuest) {
      const body = this.#guestSubmission(kind);
      await this.submittingAsGuest.run({ body }, undefined, (key) => this.#keep({ key, submission: body }));
    } else {
      const body = this.#submission(kind);
      await this.submitting.run({ body }, undefined, (key) => this.#keep({ key, submission: body }));
    }
  }

  /** Finds out what became of it, under its key. */
  async retry(): Promise<void> {
    const before = this.#sentBefore;
    if (this.action.state.status !== 'idle' || !before) return this.action.retry();
    const { key, submission } = before;
    if ('contact' in submission) await this.submittingAsGuest.run({ body: submission }, key);
    else await this.submitting.run({ body: submission }, key);
  }

  hostUpdate(): void {
    const { connection } = this.host;
    const supplier = this.options.supplier();
    if (!connection || !supplier || this.options.kinds().length === 0) return;
    const owner = this.#ownerNow();
    if (owner === undefined) return;
    const draft = this.options.draft();
    if (draft !== null) this.#drafts ??= new Drafts(draft, supplier.id);
    const { session } = connection;
    const before = this.#owner;
    const isSameSession = session === this.#session;
    if (isSameSession && JSON.stringify(before) === JSON.stringify(owner)) return;
    // The session ran out: they sign in again, and go on.
    if (isSameSession && before && owner === null) return;
    const isOther = before && !isSameSession && !isSameOwner(before, owner);
    if (isOther) this.#forget();
    this.#owner = owner;
    this.#session = session;
    if (isOther) this.step = 'topics';
    if (!hasTyped(this.typed) && this.uploads.files.length === 0) void this.#restore(owner);
    else {
      void this.#keep();
      if (before === null && owner !== null) void this.#drafts?.remove(null);
    }
  }

  hostUpdated(): void {
    if (!this.#movesFocus) return;
    const find = (selector: string) => this.host.renderRoot.querySelector<HTMLElement>(selector);
    const target =
      find('.appeal [data-focus]') ??
      find('.appeal [aria-invalid]') ??
      find('.appeal .wrong :is(input, a)') ??
      find('.appeal .wrong[tabindex]') ??
      find('#topics');
    if (!target) return;
    this.#movesFocus = false;
    target.focus();
  }

  /** Whoever it is shows it: nothing of somebody who signed out is on show until that is known. */
  get #isHidden(): boolean {
    return Boolean(this.#owner) && this.host.connection?.session !== this.#session;
  }

  get #asksForContacts(): boolean {
    const isOffered = this.options.supplier()?.capabilities.includes('reminders') === true;
    return isOffered && this.step === 'check' && !this.isSignedOut && this.host.connection?.sessionMode !== 'token';
  }

  /** Looks for mistakes; where there are any, the focus goes there. */
  #isRight(): boolean {
    const { kind, isGuest, account, today } = this;
    if (!kind) return false;
    const { files } = this.uploads;
    const takesFiles = !isGuest && kind.files.atMost > 0;
    const isOnItsWay = ({ status }: SentFile) => status === 'ready' || status === 'waiting' || status === 'sending';
    this.faults = {
      ...judgeAppeal(kind, this.typed, { isSignedIn: !this.isSignedOut, isGuest, account, files: files.length, today }),
      ...(takesFiles && !files.every(isOnItsWay) && { files: 'not_ready' }),
    };
    this.#movesFocus = true;
    this.host.requestUpdate();
    return Object.keys(this.faults).length === 0;
  }

  #ownerNow(): DraftOwner | undefined {
    if (this.isSignedOut) return null;
    const accounts = this.options.own.value?.items;
    if (!accounts) return undefined;
    const name = this.#customer.value?.customer.displayName;
    if (accounts.length === 0 && name === undefined) return undefined;
    return { accountIds: accounts.map(({ id }) => id), name: name ?? '' };
  }

  async #restore(owner: DraftOwner): Promise<void> {
    const draft = (await this.#drafts?.find(owner)) ?? null;
    const isLate = owner !== this.#owner || hasTyped(this.typed) || this.uploads.files.length > 0;
    if (!draft || isLate) return;
    // Whoever has chosen a topic by now goes on with that.
    const kindId = draft.sent ? draft.typed.kindId : (this.typed.kindId ?? draft.typed.kindId);
    this.typed = { ...draft.typed, kindId };
    this.#sentBefore = draft.sent;
    this.isRestored = true;
    this.#isKept = true;
    if (owner !== null) this.uploads.restore(draft.files);
    this.isKindGone = this.kind === null;
    this.step = this.isKindGone ? 'topics' : draft.sent ? 'check' : 'writing';
    this.host.requestUpdate();
  }

  /** Keeps it on the device, or what was kept no longer. */
  async #keep(sent: SentBefore | null = this.#sentBefore): Promise<void> {
    const owner = this.#owner;
    this.#sentBefore = sent;
    if (owner === undefined || !this.#drafts) return;
    const { typed, uploads } = this;
    if (this.step === 'sent' || this.step === 'confirm') return;
    const isWorthIt = hasTyped(typed) || uploads.kept.length > 0;
    // What was not kept here may be what is being looked for.
    if (!isWorthIt && !this.#isKept) return;
    this.#isKept = isWorthIt;
    if (isWorthIt) await this.#drafts.keep(owner, { typed, files: uploads.kept, sent });
    else await this.#drafts.remove(owner);
  }

  /** Nothing of it stays, here or on the device. */
  #forget(): void {
    if (this.#owner !== undefined) void this.#drafts?.remove(this.#owner);
    this.typed = NOTHING_TYPED;
    this.faults = {};
    this.isRestored = false;
    this.#isAnother();
    this.uploads.clear();
  }

  /** What is written is not what was sent: it goes out under another key. */
  #isAnother(): void {
    this.#sentBefore = null;
    for (const action of [this.submitting, this.submittingAsGuest]) if (action.state.status !== 'idle') action.reset();
  }

  #go(step: Step): void {
    this.step = step;
    this.counter.stop();
    this.#movesFocus = true;
    this.host.requestUpdate();
  }

  #handleFiles(): void {
    const { files: _told, ...others } = this.faults;
    const { length } = this.uploads.files;
    if (length !== this.#fileCount) this.faults = others;
    this.#fileCount = length;
    void this.#keep();
  }

  #submission(kind: AppealKind): AppealSubmission {
    return {
      ...this.#said(kind),
      accountId: this.account?.id ?? null,
      uploadIds: kind.files.atMost > 0 ? [...this.uploads.ids] : [],
    };
  }

  #guestSubmission(kind: AppealKind): GuestAppealSubmission {
    const { name, contact, accountNumber } = this.typed;
    return {
      ...this.#said(kind),
      name: cleanLine(name),
      contact: cleanField(contactField(contact), contact, this.today),
      accountNumber: kind.account === 'none' ? '' : cleanLine(accountNumber),
    };
  }

  #said(kind: AppealKind) {
    const fields = cleanFields({ fields: kind.fields, values: this.typed.fields, today: this.today });
    return { kindId: kind.id, text: cleanLines(this.typed.text), fields, language: this.host.localize.language };
  }

  #handleSettled(state: Action<'submitAppeal'>['state'] | Action<'submitGuestAppeal'>['state']): void {
    this.#movesFocus = true;
    if (state.status === 'done') {
      const isAppeal = 'appeal' in state.value;
      const kindId = this.typed.kindId ?? '';
      this.step = isAppeal ? 'sent' : 'confirm';
      this.#sentBefore = null;
      this.isRestored = false;
      if (this.#owner !== undefined) void this.#drafts?.remove(this.#owner);
      if (isAppeal) this.uploads.clear();
      this.host.dispatchEvent(new AppealSentEvent('appeal' in state.value ? state.value.appeal.id : null, kindId));
    }
    if (!('error' in state)) return;
    const { error } = state;
    this.host.dispatchEvent(new KabinetErrorEvent(error));
    // It was not taken: there is nothing to ask after.
    if (state.status === 'failed') void this.#keep(null);
    const { kind } = this;
    const faults = kind ? faultsOfIssues(kind, error.problem?.issues) : {};
    if (Object.keys(faults).length === 0) return;
    if (faults['files'] !== undefined) this.uploads.checkAgain();
    this.faults = faults;
    this.isKindGone = faults['kindId'] !== undefined;
    this.step = this.isKindGone ? 'topics' : 'writing';
  }

  renderAboveTopics(): TemplateResult | typeof nothing {
    return this.#isHidden ? nothing : renderAboveTopics(this);
  }

  render(): TemplateResult {
    const supplier = this.options.supplier();
    const { submitting, submittingAsGuest, kind } = this;
    if (this.#isHidden || !supplier) return this.#renderUnknown();
    if (this.step === 'sent' && submitting.state.status === 'done')
      return renderSent(this, submitting.state.value, supplier);
    if (this.step === 'confirm' && submittingAsGuest.state.status === 'done') {
      return renderConfirm(this, submittingAsGuest.state.value, supplier);
    }
    if (!kind) return renderSkeleton(this.host.localize.texts('common').loading);
    return this.step === 'check' ? renderCheck(this, kind) : renderWriting(this, kind, supplier);
  }

  /** Whose it is comes, or does not. */
  #renderUnknown(): TemplateResult {
    const { own, renderError } = this.options;
    const { error } = own.state;
    return error ? renderError(error, () => own.reload()) : renderSkeleton(this.host.localize.texts('common').loading);
  }
}
