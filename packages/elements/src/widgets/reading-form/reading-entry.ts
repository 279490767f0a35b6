import type { ApiError, Meter, Reading, ReadingSubmission } from '@kabinet/api';
import type { SlipAdvice } from '@kabinet/rules';
import { Action, type ActionState } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import type { Doubt, EntrySituation, Fixed, KeptReading } from './entry-situation.js';
import { ReadingAcceptedEvent, ReadingWithdrawnEvent } from './reading-form.events.js';
import { type FieldFault, isStanding, type StandingStatus, type Typed } from './reading-form.model.js';

/**
 * One meter's reading on its way from the person's fingers to the supplier's receipt. Typed text survives everything but success:
 * errors, switching to another meter, a lost session.
 */
export class ReadingEntry {
  typed: Typed = {};
  faults: Readonly<Record<string, FieldFault>> = {};
  doubt: Doubt | null = null;
  /** What may explain the doubt, with what to put in instead. */
  advice: SlipAdvice | null = null;
  /** What was put in instead, until it is edited again. */
  fixed: Fixed | null = null;
  /** The reading that is being replaced; null when handing in a new one. */
  correcting: Reading | null = null;
  isAskingToWithdraw = false;
  hasWithdrawn = false;
  /** Whether the typed text was kept on the device only, until the period opens; null while nobody asked for it. */
  isKept: boolean | null = null;
  /** Whether the typed text comes from an earlier visit. */
  isRestored = false;
  /** Whether the receipt that was shown no longer stands. */
  isReceiptGone = false;
  /** Whether what was being corrected was taken back or replaced elsewhere. */
  isCorrectionGone = false;
  /** Whether the receipt in hand replaces an earlier one. */
  hasCorrected = false;
  readonly submitting: Action<'submitReading'>;
  readonly correction: Action<'correctReading'>;
  readonly withdrawal: Action<'withdrawReading'>;
  readonly #host: KabinetElement;
  readonly #situation: () => EntrySituation;
  readonly #onStep: (isByItself: boolean) => void;
  #isByItself = false;
  #receipt: Reading | null = null;
  /** What was known of the meter when the receipt came: what is read later knows better. */
  #meterAtReceipt: Meter | null = null;
  /** The reading that was on show last. */
  #shown: Reading | null = null;
  #withdrawnId: string | null = null;
  /** What was sent in an earlier visit and not answered, of which nobody can say who sent it. */
  #sentBefore: KeptReading['sent'] = null;

  /**
   * `onStep` is called when the form shows something else than before, so that it can move the focus there; `isByItself` when no
   * button was pressed for it.
   */
  constructor(host: KabinetElement, situation: () => EntrySituation, onStep: (isByItself: boolean) => void) {
    this.#host = host;
    this.#situation = situation;
    this.#onStep = onStep;
    this.submitting = new Action(host, 'submitReading', (state) => this.#handleSettled(state, false));
    this.correction = new Action(host, 'correctReading', (state) => this.#handleSettled(state, true));
    this.withdrawal = new Action(host, 'withdrawReading', (state) => this.#handleWithdrawn(state));
  }

  /** The sending that goes on or ended last. */
  get action(): Action<'submitReading'> | Action<'correctReading'> {
    return this.correcting ? this.correction : this.submitting;
  }

  get isBusy(): boolean {
    return this.submitting.isSending || this.correction.isSending || this.withdrawal.isSending;
  }

  /** Goes on with what was typed before this code was here; without it, with what an earlier visit left on the device. */
  takeOver(typed: Typed): void {
    this.typed = typed;
    if (Object.keys(typed).length > 0) void this.#keep(null);
    else void this.restore();
  }

  /** The reading that stands for the current period: the receipt in hand, or what the service told of another visit or device. */
  standing(meter: Meter): (Reading & { status: StandingStatus }) | null {
    this.#compareReceipt(meter);
    const known = [this.#receipt, meter.submitted].filter(
      (each): each is Reading => each !== null && each.id !== this.#withdrawnId,
    );
    const latest = known.sort((a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt))[0];
    const standing = latest && isStanding(latest) ? latest : null;
    if (!standing && this.#shown) this.isReceiptGone = this.#wasTakenBack(this.#shown);
    this.#shown = standing;
    return standing;
  }

  /** Gone before its period was over, and not by this form: somebody else took it back. */
  #wasTakenBack({ id, correctableUntil }: Reading): boolean {
    return id !== this.#withdrawnId && correctableUntil !== null && Date.parse(correctableUntil) > Date.now();
  }

  /**
   * The receipt in hand may be out of date: an answer repeated for the same key, while another device took the reading back. What
   * is read of the meter later knows better.
   */
  #compareReceipt(meter: Meter): void {
    if (meter !== this.#meterAtReceipt) this.#receipt = null;
  }

  type(registerId: string, text: string): void {
    if (this.isBusy) return;
    this.#replaceTyped({ ...this.typed, [registerId]: text });
    this.#host.requestUpdate();
  }

  /** Puts in what the person agreed to instead, and goes back to the fields. */
  fix(typed: Typed, fixed: Fixed | null): void {
    if (this.isBusy) return;
    this.#replaceTyped(typed);
    this.faults = {};
    this.doubt = null;
    this.fixed = fixed;
    this.#step();
  }

  #replaceTyped(typed: Typed): void {
    this.typed = typed;
    this.isKept = null;
    this.advice = null;
    this.fixed = null;
    // Another number is another intent: it must not travel under the key of the one before.
    if (this.action.state.status !== 'idle') this.action.reset();
    void this.#keep(null);
  }

  /** The person presses the button: sends, or shows what to look at again. */
  async submit(): Promise<void> {
    if (this.isBusy) return;
    // Nothing was edited since: it is the same intent, whichever button or key asks for it.
    if (this.action.state.status === 'unsure') return this.retry();
    this.hasWithdrawn = false;
    const judgement = this.#situation().judge(this.typed);
    this.faults = judgement.kind === 'faulty' ? judgement.faults : {};
    if (judgement.kind === 'faulty') return this.#step();
    const { values, verdict } = judgement;
    if (verdict.findings.length > 0) {
      this.doubt = { values, findings: verdict.findings, use: verdict.use };
      this.advice = this.#situation().coach(this.typed);
      return this.#step();
    }
    await this.#send(values, false);
  }

  /** "Yes, it is right." */
  async confirm(): Promise<void> {
    if (this.action.state.status === 'unsure') return this.retry();
    const values = this.doubt?.values;
    if (values && !this.isBusy) await this.#send(values, true);
  }

  /** Back to the fields, with what was typed. */
  edit(): void {
    this.doubt = null;
    this.advice = null;
    this.action.reset();
    this.#step();
  }

  /** Finds out what became of a reading without an answer. */
  async retry(): Promise<void> {
    await Promise.all([this.action.retry(), this.withdrawal.retry()]);
  }

  /** The network is back: what was in doubt is found out. */
  async resume(): Promise<void> {
    const isInDoubt = [this.action.state, this.withdrawal.state].some(({ status }) => status === 'unsure');
    if (isInDoubt) await this.#byItself(() => this.retry());
  }

  /** Somebody else is signed in: nothing of it goes out any more. */
  abandon(): void {
    for (const action of [this.submitting, this.correction, this.withdrawal]) action.reset();
  }

  startCorrection(reading: Reading): void {
    this.correcting = reading;
    this.typed = Object.fromEntries(reading.values.map(({ registerId, value }) => [registerId, value]));
    this.faults = {};
    this.correction.reset();
    this.#step();
  }

  cancelCorrection(): void {
    this.correction.reset();
    this.#clear();
    this.#step();
  }

  askToWithdraw(isAsking: boolean): void {
    this.isAskingToWithdraw = isAsking;
    this.withdrawal.reset();
    this.#step();
  }

  async withdraw(reading: Reading): Promise<void> {
    const { accountId } = this.#situation();
    await this.withdrawal.run({ accountId, readingId: reading.id, body: {} });
  }

  /** Keeps the typed reading on the device until the period opens. */
  async keepUntilOpen(): Promise<void> {
    const judgement = this.#situation().judge(this.typed);
    this.faults = judgement.kind === 'faulty' ? judgement.faults : {};
    if (judgement.kind === 'reading') this.isKept = await this.#keep(null);
    this.#step();
  }

  /** Takes up what an earlier visit left on the device; one that was sent without an answer is asked about at once. */
  async restore(): Promise<void> {
    const place = await this.#situation().keepingPlace();
    const kept = await place?.get();
    // What was sent from this page while the device was asked is no earlier visit's, and may have been answered already.
    const isOfNow = this.submitting.state.status !== 'idle';
    if (!kept || isOfNow || this.isBusy || Object.keys(this.typed).length > 0) return;
    this.typed = kept.typed;
    this.isRestored = true;
    this.#host.requestUpdate();
    if (kept.isDoubtful) this.#sentBefore = kept.sent;
    if (!kept.sent || kept.isDoubtful) return;
    const { accountId } = this.#situation();
    const { body, key } = kept.sent;
    await this.#byItself(() => this.submitting.run({ accountId, body }, key));
  }

  async #byItself(work: () => Promise<void>): Promise<void> {
    this.#isByItself = true;
    await work();
    this.#isByItself = false;
  }

  async #send(values: ReadingSubmission['values'], confirmed: boolean): Promise<void> {
    const { accountId, meter } = this.#situation();
    const confirmation = confirmed ? { confirmed } : {};
    if (this.correcting) {
      await this.correction.run({ accountId, readingId: this.correcting.id, body: { values, ...confirmation } });
      return;
    }
    const before = this.#sentBefore;
    this.#sentBefore = null;
    const isSame = JSON.stringify(before?.body.values) === JSON.stringify(values);
    // Only without a network does the device's clock count, wrong as it may be: else it is read now, by the service's clock.
    const moment = navigator.onLine ? {} : { readAt: new Date().toISOString() };
    const body = before && isSame ? before.body : { meterId: meter.id, values, ...moment, ...confirmation };
    // Kept before it leaves: a phone that dies now still knows the key tomorrow.
    await this.submitting.run({ accountId, body }, isSame ? before?.key : undefined, (key) =>
      this.#keep({ key, body }),
    );
  }

  #handleSettled(state: ActionState<Reading>, isCorrection: boolean): void {
    if (state.status === 'done') {
      this.#receipt = state.value;
      this.#meterAtReceipt = this.#situation().meter;
      this.#clear();
      this.hasCorrected = isCorrection;
      void this.#forget();
      this.#host.dispatchEvent(new ReadingAcceptedEvent({ status: state.value.status, isCorrection }));
    } else if (state.status === 'failed' || state.status === 'unsure') {
      this.#handleFailure(state.error);
    }
    this.#step();
  }

  #handleFailure(error: ApiError): void {
    this.#host.dispatchEvent(new KabinetErrorEvent(error));
    const findings = error.problem?.findings ?? [];
    if (error.code === 'reading_needs_confirmation' && findings.length > 0) {
      // The service knows an earlier reading this page had not: show its doubts like our own.
      const judgement = this.#situation().judge(this.typed);
      if (judgement.kind === 'reading') {
        this.doubt = { values: judgement.values, findings, use: judgement.verdict.use };
        this.advice = this.#situation().coach(this.typed);
        this.action.reset();
      }
    } else if (!error.outcomeUnknown) {
      this.doubt = null;
      // It was not taken: what is kept on the device must not be sent again by itself.
      void this.#keep(null);
    }
    if (error.code === 'reading_not_correctable' && this.correcting) this.#loseCorrection(this.correcting);
    const isOutOfDate = error.kind === 'conflict' || error.kind === 'not-found';
    if (isOutOfDate && !error.outcomeUnknown) this.#host.connection?.refresh();
  }

  /** Its period goes on, so it was taken back or replaced elsewhere: what was typed is a new reading now. */
  #loseCorrection({ correctableUntil }: Reading): void {
    if (correctableUntil === null || Date.parse(correctableUntil) <= Date.now()) return;
    this.correction.reset();
    this.correcting = null;
    this.isCorrectionGone = true;
  }

  #handleWithdrawn(state: ActionState<Reading>): void {
    if (state.status === 'done') {
      this.#withdrawnId = state.value.id;
      this.#receipt = null;
      this.isAskingToWithdraw = false;
      this.hasWithdrawn = true;
      this.#host.dispatchEvent(new ReadingWithdrawnEvent());
    } else if (state.status === 'failed' || state.status === 'unsure') {
      this.#host.dispatchEvent(new KabinetErrorEvent(state.error));
    }
    this.#step();
  }

  #clear(): void {
    this.typed = {};
    this.faults = {};
    this.doubt = null;
    this.advice = null;
    this.fixed = null;
    this.correcting = null;
    this.isKept = null;
    this.isRestored = false;
    this.isCorrectionGone = false;
    this.isReceiptGone = false;
  }

  /** Whether it could be kept. A correction is not: it would be mistaken for a new reading. Nor are empty fields. */
  async #keep(sent: KeptReading['sent']): Promise<boolean> {
    if (this.correcting) return false;
    const isErased = Object.values(this.typed).every((text) => text.trim() === '');
    const place = await this.#situation().keepingPlace();
    if (!place) return false;
    if (isErased) {
      await place.remove();
      return false;
    }
    return place.put({ typed: this.typed, sent });
  }

  async #forget(): Promise<void> {
    const place = await this.#situation().keepingPlace();
    await place?.remove();
  }

  #step(): void {
    this.#onStep(this.#isByItself);
    this.#host.requestUpdate();
  }
}
