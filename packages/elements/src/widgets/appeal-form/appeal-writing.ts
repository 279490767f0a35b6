import type {
  Account,
  ApiError,
  AppealKind,
  AppealSubmission,
  GuestAppealReceipt,
  GuestAppealSubmission,
  Supplier,
} from '@kabinet/api';
import { type CalendarDate, dateInTimeZone } from '@kabinet/rules';
import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { SignInControlView } from '../../core/account-states.js';
import { Action } from '../../core/action.js';
import { BackOnline } from '../../core/back-online.js';
import type { KabinetElement } from '../../core/base-element.js';
import { DraftKeeper } from '../../core/draft-keeper.js';
import type { DraftOwner } from '../../core/drafts.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { addStyles } from '../../core/later-styles.js';
import { Query } from '../../core/query.js';
import { type KeptFile, type SentFile, Uploads } from '../../core/upload.js';
import type { StateText } from '../../locales/messages.js';
import { tellSettled } from '../../parts/file-list.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { type AppealFaults, faultsOfIssues, judgeAppeal } from './appeal-check.js';
import { AppealSentEvent } from './appeal-form.events.js';
import { accountOf, type AppealTyped, hasTyped, NOTHING_TYPED, together } from './appeal-form.model.js';
import { guestSubmissionOf, submissionOf } from './appeal-submission.js';
import { appealWritingStyles } from './appeal-writing.styles.js';
import { Counter } from './counter.js';
import { renderAboveTopics } from './render-notices.js';
import { renderCheck, renderConfirm, renderSent } from './render-steps.js';
import { renderWriting } from './render-writing.js';

export interface AppealWritingOptions {
  readonly supplier: () => Supplier | null;
  readonly kinds: () => readonly AppealKind[];
  /** They are not what the service has any more. */
  readonly reloadKinds: () => void;
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
  /** A guest's that waits for its code: the way to where it is typed is known to this page alone. */
  readonly receipt: GuestAppealReceipt | null;
}

/** So long after the code of a guest's appeal the service knows of it. */
const CONFIRMED_WITHIN_MS = 24 * 3_600_000;

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
  /** Of a guest's appeal, until its code is typed elsewhere. */
  receipt: GuestAppealReceipt | null = null;
  /** The press of "send" that waits for files; null once somebody changed their mind. */
  #press: object | null = null;
  /** Typed while an older one, of which nobody knows what became, was looked for. */
  #meanwhile: AppealTyped | null = null;
  #sentBefore: SentBefore | null = null;
  readonly #draft: DraftKeeper<AppealDraft>;
  readonly #backOnline: BackOnline;
  #fileCount = 0;
  #movesFocus = false;

  constructor(host: KabinetElement, options: AppealWritingOptions) {
    this.host = host;
    this.options = options;
    addStyles(host.renderRoot, appealWritingStyles);
    // Before what asks whose it is.
    this.#draft = new DraftKeeper(host, {
      what: options.draft,
      // Without the topics nothing can be made of a draft.
      supplierId: () => (options.kinds().length > 0 ? (options.supplier()?.id ?? null) : null),
      written: () => this.#written,
      onFound: (draft, owner) => this.#restore(draft, owner),
      onLeft: () => {
        this.#forget();
        this.#toBeginning();
      },
    });
    this.uploads = new Uploads(host, {
      atMost: () => this.kind?.files.atMost ?? 0,
      onChange: () => this.#handleFiles(),
      isOwnerKnown: () => !this.#draft.isHidden,
    });
    this.counter = new Counter(host);
    this.submitting = new Action(host, 'submitAppeal', (state) => this.#handleSettled(state));
    this.submittingAsGuest = new Action(host, 'submitGuestAppeal', (state) => this.#handleSettled(state));
    this.#backOnline = new BackOnline(host, {
      isDue: () => this.#isUnsure && !this.#draft.isHidden,
      work: () => this.#findOut(),
    });
    this.contacts = new Query(host, 'getReminders', () => (this.#asksForContacts ? {} : null));
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
    return this.isSignedOut && this.#draft.owner === null && this.kind?.takesGuests === true;
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

  get isAwaitingFiles(): boolean {
    return this.#press !== null;
  }

  /** Files go along: the topic takes them, and somebody is signed in. */
  get takesFiles(): boolean {
    return !this.isSignedOut && (this.kind?.files.atMost ?? 0) > 0;
  }

  /** It is not taken without files, and they cannot be added yet. */
  get needsFilesLater(): boolean {
    return this.isSignedOut && (this.kind?.files.atLeast ?? 0) > 0;
  }

  /** The sending that is under way or came to an end; else the one that would be next. */
  get action(): Action<'submitAppeal'> | Action<'submitGuestAppeal'> {
    const begun = [this.submitting, this.submittingAsGuest].find(({ state }) => state.status !== 'idle');
    return begun ?? (this.isGuest ? this.submittingAsGuest : this.submitting);
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
    if (this.#backOnline.isAside && this.step === 'sent') return texts.sent;
    return this.counter.announcement || tellSettled(this.uploads, this.host.localize.texts('files'));
  }

  choose(kindId: string, movesFocus: boolean): void {
    // What somebody restored goes before what the page presets.
    if (!movesFocus && this.isBegun) return;
    if (kindId !== this.typed.kindId) this.#isAnother();
    this.typed = { ...this.typed, kindId };
    this.step = 'writing';
    this.isKindGone = false;
    this.faults = {};
    this.#movesFocus = movesFocus;
    void this.#draft.keep();
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
    void this.#draft.keep();
    this.host.requestUpdate();
  }

  /** The person would rather begin anew. */
  discard(): void {
    const { kindId } = this.typed;
    for (const file of this.uploads.files) this.uploads.remove(file);
    this.#draft.forget();
    this.#forget();
    this.typed = { ...NOTHING_TYPED, kindId };
    this.#go('writing');
  }

  edit(): void {
    this.#isAnother();
    this.#go('writing');
    void this.#draft.keep();
  }

  beginAnew(): void {
    const meanwhile = this.#meanwhile;
    this.#draft.forget();
    this.#forget();
    this.#toBeginning();
    if (meanwhile) {
      this.typed = meanwhile;
      this.step = this.kind ? 'writing' : 'topics';
    }
    this.#go(this.step);
    void this.#draft.keep();
  }

  /** To the check, when nothing is wrong. */
  next(): void {
    if (this.#isRight()) this.#go('check');
  }

  async send(): Promise<void> {
    if (this.isBusy) return;
    this.#backOnline.isAside = false;
    if (this.takesFiles && this.uploads.isBusy) {
      const press = (this.#press = {});
      this.host.requestUpdate();
      await this.uploads.whenSettled();
      // Somebody changed their mind meanwhile.
      if (press !== this.#press) return;
      this.#press = null;
      this.host.requestUpdate();
    }
    const { kind } = this;
    if (this.step !== 'check' || !kind) return;
    // Signed in meanwhile, there may be more to say; and a file may not have come through.
    if (!this.#isRight()) return this.#go('writing');
    const who = { today: this.today, language: this.host.localize.language };
    (this.isGuest ? this.submitting : this.submittingAsGuest).reset();
    if (this.isGuest) {
      const body = guestSubmissionOf(kind, this.typed, who);
      await this.submittingAsGuest.run({ body }, undefined, (key) => this.#keepSent({ key, submission: body }));
    } else {
      const uploadIds = this.uploads.ids;
      const body = submissionOf(kind, this.typed, { ...who, accountId: this.account?.id ?? null, uploadIds });
      await this.submitting.run({ body }, undefined, (key) => this.#keepSent({ key, submission: body }));
    }
  }

  /** Finds out what became of it, under its key. */
  retry(): Promise<void> {
    this.#backOnline.isAside = false;
    return this.#findOut();
  }

  /** Nobody knows what became of it, and there is somebody to ask as. */
  get #isUnsure(): boolean {
    const { state } = this.action;
    return this.isInDoubt || (state.status === 'unsure' && state.error.kind !== 'unauthorized');
  }

  async #findOut(): Promise<void> {
    const before = this.#sentBefore;
    if (this.action.state.status !== 'idle' || !before) return this.action.retry();
    const { key, submission } = before;
    if ('contact' in submission) await this.submittingAsGuest.run({ body: submission }, key);
    else await this.submitting.run({ body: submission }, key);
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

  get #asksForContacts(): boolean {
    const isOffered = this.options.supplier()?.capabilities.includes('reminders') === true;
    return isOffered && this.step === 'check' && !this.isSignedOut && this.host.connection?.sessionMode !== 'token';
  }

  /** Looks for mistakes; where there are any, the focus goes there. */
  #isRight(): boolean {
    const { kind, isGuest, account, today, takesFiles } = this;
    if (!kind) return false;
    const { files } = this.uploads;
    const isOnItsWay = ({ status }: SentFile) => status === 'ready' || status === 'waiting' || status === 'sending';
    this.faults = {
      ...judgeAppeal(kind, this.typed, { isSignedIn: !this.isSignedOut, isGuest, account, files: files.length, today }),
      ...(takesFiles && !files.every(isOnItsWay) && { files: 'not_ready' }),
    };
    this.#movesFocus = true;
    this.host.requestUpdate();
    return Object.keys(this.faults).length === 0;
  }

  /** What is to be kept; null of nothing, and of what was sent. */
  get #written(): AppealDraft | null {
    const { typed, uploads, step } = this;
    if (step === 'sent' || (!hasTyped(typed) && uploads.kept.length === 0)) return null;
    return { typed, files: uploads.kept, sent: this.#sentBefore, receipt: this.receipt };
  }

  #restore({ typed, files, sent, receipt }: AppealDraft, owner: DraftOwner): void {
    // The service knows nothing of it any more, or it has gone out.
    if (receipt && Date.now() > Date.parse(receipt.expiresAt) + CONFIRMED_WITHIN_MS) return this.#draft.forget();
    const isSettled = sent === null && receipt === null;
    const written = this.typed;
    // Whoever has chosen a topic by now goes on with that.
    const kindId = isSettled ? (written.kindId ?? typed.kindId) : typed.kindId;
    // What nobody may change any more stands as it was; what was typed meanwhile comes after it.
    if (!isSettled && hasTyped(written)) this.#meanwhile = written;
    this.typed = { ...(isSettled ? together(typed, written) : typed), kindId };
    this.#sentBefore = sent;
    this.receipt = receipt;
    this.isRestored = true;
    if (owner !== null && this.uploads.files.length === 0) this.uploads.restore(files);
    this.isKindGone = this.kind === null;
    this.step = receipt ? 'confirm' : this.isKindGone ? 'topics' : sent ? 'check' : 'writing';
  }

  /** On the device too, before the first byte leaves; null once there is nothing to ask after. */
  #keepSent(sent: SentBefore | null): Promise<void> {
    this.#sentBefore = sent;
    return this.#draft.keep();
  }

  /** Nothing of it stays here. */
  #forget(): void {
    this.typed = NOTHING_TYPED;
    this.faults = {};
    this.isRestored = false;
    this.#meanwhile = null;
    this.#press = null;
    this.#isAnother();
    this.uploads.clear();
  }

  /** What is written is not what was sent: it goes out under another key. */
  #isAnother(): void {
    this.#sentBefore = null;
    this.receipt = null;
    for (const action of [this.submitting, this.submittingAsGuest]) if (action.state.status !== 'idle') action.reset();
  }

  /** Nothing written yet, on the topic that the page names. */
  #toBeginning(): void {
    // Where the topics are being read anew, it is one of them once they are here.
    const kindId = this.options.preset() || null;
    this.typed = { ...NOTHING_TYPED, kindId };
    this.step = kindId === null ? 'topics' : 'writing';
  }

  #go(step: Step): void {
    this.step = step;
    this.#press = null;
    this.counter.stop();
    this.#movesFocus = true;
    this.host.requestUpdate();
  }

  #handleFiles(): void {
    const { files: _told, ...others } = this.faults;
    const { length } = this.uploads.files;
    if (length !== this.#fileCount) this.faults = others;
    this.#fileCount = length;
    void this.#draft.keep();
  }

  #handleSettled(state: Action<'submitAppeal'>['state'] | Action<'submitGuestAppeal'>['state']): void {
    this.#movesFocus = !this.#backOnline.isAside;
    if (state.status === 'done') {
      const { value } = state;
      const kindId = this.typed.kindId ?? '';
      this.#sentBefore = null;
      this.isRestored = false;
      if ('appeal' in value) {
        this.step = 'sent';
        this.#draft.forget();
        this.uploads.clear();
      } else {
        this.step = 'confirm';
        this.receipt = value;
        void this.#draft.keep();
      }
      this.host.dispatchEvent(new AppealSentEvent('appeal' in value ? value.appeal.id : null, kindId));
    }
    if (!('error' in state)) return;
    const { error } = state;
    this.host.dispatchEvent(new KabinetErrorEvent(error));
    // It was not taken: there is nothing to ask after.
    if (state.status === 'failed') void this.#keepSent(null);
    const { kind } = this;
    const issues = error.problem?.issues ?? [];
    const faults = kind ? faultsOfIssues(kind, issues) : {};
    // It asks something else than this page knows.
    if (issues.length > 0 && (faults['kindId'] !== undefined || Object.keys(faults).length === 0))
      this.options.reloadKinds();
    if (Object.keys(faults).length === 0) return;
    if (faults['files'] !== undefined) this.uploads.checkAgain();
    this.faults = faults;
    this.isKindGone = faults['kindId'] !== undefined;
    this.step = this.isKindGone ? 'topics' : 'writing';
  }

  renderAboveTopics(): TemplateResult | typeof nothing {
    return this.#draft.isHidden ? nothing : renderAboveTopics(this);
  }

  render(): TemplateResult {
    const supplier = this.options.supplier();
    const { submitting, kind } = this;
    if (this.#draft.isHidden || !supplier) return this.#renderUnknown();
    if (this.step === 'sent' && submitting.state.status === 'done')
      return renderSent(this, submitting.state.value, supplier);
    if (this.step === 'confirm' && this.receipt) return renderConfirm(this, this.receipt, supplier);
    if (!kind) return renderSkeleton(this.host.localize.texts('common').loading);
    return this.step === 'check' ? renderCheck(this, kind) : renderWriting(this, kind, supplier);
  }

  /** Whose it is comes, or does not. */
  #renderUnknown(): TemplateResult {
    const failed = [this.options.own, this.#draft.customer].find(({ state }) => state.error);
    return failed?.state.error
      ? this.options.renderError(failed.state.error, () => failed.reload())
      : renderSkeleton(this.host.localize.texts('common').loading);
  }
}
