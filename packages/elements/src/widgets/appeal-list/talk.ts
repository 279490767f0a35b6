import type { Account, ApiError, AppealDetails, Supplier } from '@kabinet/api';
import { MAX_FILES } from '@kabinet/api';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { Action, type ActionState } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { printAlone } from '../../core/print-alone.js';
import { Query } from '../../core/query.js';
import { Uploads } from '../../core/upload.js';
import type { StateText } from '../../locales/messages.js';
import { FileLinks } from '../../parts/file-links.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { AppealChangedEvent } from './appeal-list.events.js';
import { freshMessages, type ReplyMode, replyFaults, type ReplyFault, type Score } from './appeal-list.model.js';
import { renderRating } from './render-rating.js';
import { renderReply } from './render-reply.js';
import { renderTalk } from './render-talk.js';
import { ReplyDrafts, type DraftPlace } from './reply-draft.js';

export { talkStyles } from './talk.styles.js';

type Change = AppealChangedEvent['change'];

export interface TalkView {
  readonly accounts: readonly Account[];
  readonly supplier: Supplier | null;
  readonly onBack: () => void;
  readonly renderError: (error: ApiError, retry: () => void) => TemplateResult;
  readonly renderSignIn: () => TemplateResult;
  readonly errorText: (error: ApiError) => StateText;
}

type AnyChange = {
  readonly state: ActionState<unknown>;
  readonly isSending: boolean;
  reset(): void;
  retry(): Promise<void>;
};

/** One appeal that is open: its conversation, what is being written in it, and every change, one at a time under the key of its own intent. */
export class Talk implements ReactiveController {
  readonly #host: KabinetElement;
  readonly #onFocus: (selector: string) => void;
  readonly #details: Query<'getAppeal'>;
  readonly #reply: Action<'replyToAppeal'>;
  readonly #reopen: Action<'reopenAppeal'>;
  readonly #withdraw: Action<'withdrawAppeal'>;
  readonly #rate: Action<'rateAppeal'>;
  readonly #seen: Action<'markAppealSeen'>;
  readonly #uploads: Uploads;
  readonly #files: FileLinks;
  readonly #drafts = new ReplyDrafts();
  #supplierId: string | null = null;
  #accountIds: readonly string[] = [];
  #id: string | null = null;
  #mode: ReplyMode | null = null;
  #text = '';
  #isRestored = false;
  /** The draft of this appeal was looked for. */
  #soughtFor: string | null = null;
  #faults: readonly ReplyFault[] = [];
  #awaitsFiles = false;
  #asksToWithdraw = false;
  #rating: { readonly score: Score | null; readonly comment: string; readonly isWrong: boolean } | null = null;
  #current: AnyChange | null = null;
  /** What was done last: said once. */
  #done: Change | null = null;
  /** What was new when it was opened, and up to where it was told to be read. */
  #fresh: ReadonlySet<string> = new Set();
  #seenUpTo: string | null = null;

  constructor(host: KabinetElement, onFocus: (selector: string) => void) {
    this.#host = host;
    this.#onFocus = onFocus;
    this.#details = new Query(host, 'getAppeal', () => (this.#id === null ? null : { appealId: this.#id }));
    this.#reply = new Action(host, 'replyToAppeal', (state) => this.#settle('replied', state));
    this.#reopen = new Action(host, 'reopenAppeal', (state) => this.#settle('reopened', state));
    this.#withdraw = new Action(host, 'withdrawAppeal', (state) => this.#settle('withdrawn', state));
    this.#rate = new Action(host, 'rateAppeal', (state) => this.#settle('rated', state));
    this.#seen = new Action(host, 'markAppealSeen');
    this.#uploads = new Uploads(host, { atMost: () => MAX_FILES, onChange: () => this.#keep() });
    this.#files = new FileLinks(host, () => host.localize.texts('appealTalk').files);
    host.addController(this);
  }

  /** Another appeal, or none. */
  open(id: string | null): void {
    if (id === this.#id) return;
    this.#current?.reset();
    this.#current = null;
    this.#seen.reset();
    this.#id = null;
    this.#uploads.clear();
    this.#mode = null;
    this.#text = '';
    this.#isRestored = false;
    this.#soughtFor = null;
    this.#faults = [];
    this.#awaitsFiles = false;
    this.#asksToWithdraw = false;
    this.#rating = null;
    this.#done = null;
    this.#fresh = new Set();
    this.#seenUpTo = null;
    this.#id = id;
    this.#host.requestUpdate();
  }

  get announcement(): string {
    const texts = this.#host.localize.texts('appealTalk');
    if (this.#awaitsFiles) return texts.awaitingFiles;
    if (this.#current?.isSending) return texts.sending;
    return this.#done ? texts.done[this.#done].title : '';
  }

  hostUpdated(): void {
    const details = this.#details.value;
    if (!details || details.appeal.id !== this.#id) return;
    this.#seek();
    this.#markSeen(details);
  }

  /** On the screen it is read: said to the service, once for each message that came. */
  #markSeen({ appeal, messages }: AppealDetails): void {
    const last = messages.at(-1)?.id;
    if (appeal.unread === 0 || last === undefined || last === this.#seenUpTo) return;
    if (document.visibilityState !== 'visible' || this.#seen.isSending) return;
    this.#seenUpTo = last;
    this.#fresh = new Set([...this.#fresh, ...freshMessages(messages, appeal.unread)]);
    // After this drawing: it draws anew.
    queueMicrotask(() => void this.#seen.run({ appealId: appeal.id, body: { messageId: last } }));
  }

  get #place(): DraftPlace | null {
    if (this.#supplierId === null || this.#id === null) return null;
    const owner = { accountIds: this.#accountIds, name: '' };
    return { supplierId: this.#supplierId, appealId: this.#id, owner };
  }

  /** What was begun to be written before the page was loaded, or on another day. */
  #seek(): void {
    const place = this.#place;
    if (!place || this.#soughtFor === place.appealId) return;
    this.#soughtFor = place.appealId;
    void this.#drafts.find(place).then((draft) => {
      const can = this.#details.value?.appeal.can;
      // Who writes already writes something newer.
      if (!draft || this.#id !== place.appealId || this.#text !== '' || !can) return;
      if (!can.reply && !can.reopen) return;
      this.#text = draft.text;
      this.#isRestored = true;
      this.#mode = can.reply ? 'reply' : 'reopen';
      this.#uploads.restore(draft.files);
      this.#host.requestUpdate();
    });
  }

  #keep(): void {
    const place = this.#place;
    if (place && this.#soughtFor === place.appealId) {
      this.#drafts.keep(place, { text: this.#text, files: this.#uploads.kept });
    }
  }

  #start(action: AnyChange): boolean {
    if (this.#current?.isSending) return false;
    if (this.#current !== action) this.#current?.reset();
    this.#current = action;
    this.#done = null;
    return true;
  }

  #settle(change: Change, state: ActionState<unknown>): void {
    if (state.status === 'done') {
      this.#done = change;
      this.#current = null;
      this.#mode = null;
      this.#asksToWithdraw = false;
      this.#rating = null;
      if (change === 'replied' || change === 'reopened') this.#forgetTyped();
      this.#host.dispatchEvent(new AppealChangedEvent(change));
      this.#onFocus('[data-done]');
    } else if ('error' in state) {
      const { code, issues = [] } = state.error.problem ?? {};
      // It was moved on elsewhere: how it stands now is read anew.
      if (code === 'appeal_closed') this.#details.reload();
      if (issues.some(({ pointer }) => pointer.startsWith('/uploadIds'))) this.#uploads.checkAgain();
      this.#host.dispatchEvent(new KabinetErrorEvent(state.error));
      this.#onFocus('[data-focus]');
    }
  }

  #forgetTyped(): void {
    this.#text = '';
    this.#isRestored = false;
    this.#uploads.clear();
    this.#keep();
  }

  #edit(): void {
    this.#current?.reset();
    this.#current = null;
    this.#faults = [];
    this.#host.requestUpdate();
  }

  #begin(mode: ReplyMode): void {
    this.#edit();
    this.#done = null;
    this.#mode = mode;
    this.#onFocus('#message');
  }

  async #handleSubmit(event: Event, mode: ReplyMode): Promise<void> {
    event.preventDefault();
    const id = this.#id;
    if (this.#isBusy || id === null) return;
    if (this.#uploads.isBusy) {
      this.#awaitsFiles = true;
      this.#host.requestUpdate();
      await this.#uploads.whenSettled();
      this.#awaitsFiles = false;
      if (this.#id !== id) return;
    }
    const { ids, areReady } = this.#uploads;
    this.#faults = replyFaults({ text: this.#text, areReady });
    if (this.#faults.length > 0) return this.#onFocus('[data-focus]');
    const args = { appealId: id, body: { text: this.#text.trim(), uploadIds: [...ids] } };
    const action = mode === 'reply' ? this.#reply : this.#reopen;
    if (this.#start(action)) void action.run(args);
  }

  #handleRate(event: Event): void {
    event.preventDefault();
    const { score, comment } = this.#rating ?? { score: null, comment: '' };
    if (this.#isBusy || this.#id === null) return;
    if (score === null) {
      this.#rating = { score, comment, isWrong: true };
      this.#onFocus('#score');
      return;
    }
    const args = { appealId: this.#id, body: { score, comment: comment.trim() } };
    if (this.#start(this.#rate)) void this.#rate.run(args);
  }

  get #isBusy(): boolean {
    return this.#awaitsFiles || (this.#current?.isSending ?? false);
  }

  render(view: TalkView): TemplateResult {
    this.#supplierId = view.supplier?.id ?? null;
    this.#accountIds = view.accounts.map(({ id }) => id);
    const { value, error } = this.#details.state;
    const texts = this.#host.localize.texts('appealTalk');
    return html`
      <div class="talk" tabindex="-1" data-talk>
        <button type="button" class="plain" @click=${view.onBack}>${texts.back}</button>
        ${
          value
            ? this.#renderOpen(value, view)
            : error?.kind === 'not-found'
              ? renderNotice({ tone: 'info', text: texts.gone })
              : error
                ? view.renderError(error, () => this.#details.reload())
                : renderSkeleton(this.#host.localize.texts('common').loading)
        }
      </div>
    `;
  }

  #renderOpen(details: AppealDetails, view: TalkView): TemplateResult {
    const texts = this.#host.localize.texts('appealTalk');
    const { appeal } = details;
    const done = this.#done;
    return html`
      ${
        done
          ? html`<div tabindex="-1" data-done>${renderNotice({ tone: 'good', text: texts.done[done] })}</div>`
          : nothing
      }
      ${renderTalk({
        details,
        localize: this.#host.localize,
        accounts: view.accounts,
        supplier: view.supplier,
        fresh: this.#fresh,
        renderFile: (file) =>
          this.#files.render(file, {
            ask: () => this.#askForFile(appeal.id, file.id),
            renderError: view.renderError,
          }),
      })}
      ${appeal.can.rate ? this.#renderRating(details) : nothing} ${this.#renderNext(details, view)}
      <div class="row actions">
        <button type="button" @click=${() => printAlone(this.#host)}>${texts.print}</button>
      </div>
    `;
  }

  async #askForFile(appealId: string, attachmentId: string) {
    const { connection } = this.#host;
    if (!connection) throw new Error('the page took its service away');
    return connection.api.getAppealAttachment({ appealId, attachmentId });
  }

  #renderRating({ appeal }: AppealDetails): TemplateResult {
    const given = appeal.rating;
    return renderRating({
      localize: this.#host.localize,
      given,
      typed: this.#rating,
      isBusy: this.#isBusy,
      onEdit: (typed) => {
        this.#edit();
        this.#rating = { ...typed, isWrong: false };
        this.#host.requestUpdate();
      },
      onAgain: () => {
        this.#edit();
        this.#rating = { score: (given?.score ?? null) as Score | null, comment: given?.comment ?? '', isWrong: false };
        this.#onFocus('#score');
      },
      onSubmit: (event) => this.#handleRate(event),
    });
  }

  /** What the customer can do next: write, have it taken up again, take it back. */
  #renderNext(details: AppealDetails, view: TalkView): TemplateResult {
    const texts = this.#host.localize.texts('appealTalk');
    const { can, status } = details.appeal;
    const isAsked = status === 'waiting' && can.reply;
    const mode = this.#mode ?? (isAsked ? 'reply' : null);
    const mayWrite = mode !== null && can[mode];
    const isInDoubt = this.#current?.state.status === 'unsure';
    return html`
      ${this.#renderTrouble(view)} ${mayWrite ? this.#renderForm(mode, isAsked) : nothing}
      ${
        this.#asksToWithdraw && can.withdraw
          ? renderNotice({
              tone: 'warn',
              takesFocus: true,
              text: texts.withdrawAsk,
              actions: html`
                <button type="button" aria-disabled=${this.#isBusy ? 'true' : nothing} @click=${() => this.#takeBack()}>
                  ${texts.withdrawYes}
                </button>
                <button type="button" @click=${() => this.#askToWithdraw(false)}>${texts.withdrawNo}</button>
              `,
            })
          : isInDoubt
            ? nothing
            : html`<div class="row actions">
                ${
                  can.reopen && mode !== 'reopen'
                    ? html`<button type="button" data-act="reopen" @click=${() => this.#begin('reopen')}>
                        ${texts.notSolved}
                      </button>`
                    : nothing
                }
                ${
                  can.reply && mode !== 'reply'
                    ? html`<button type="button" data-act="reply" @click=${() => this.#begin('reply')}>
                        ${texts.reply}
                      </button>`
                    : nothing
                }
                ${
                  can.withdraw
                    ? html`<button type="button" data-act="withdraw" @click=${() => this.#askToWithdraw(true)}>
                        ${texts.withdraw}
                      </button>`
                    : nothing
                }
              </div>`
      }
    `;
  }

  #renderForm(mode: ReplyMode, isAsked: boolean): TemplateResult {
    return renderReply({
      localize: this.#host.localize,
      mode,
      text: this.#text,
      isRestored: this.#isRestored,
      faults: this.#faults,
      uploads: this.#uploads,
      // What is in doubt is asked about again as it is.
      isBusy: this.#isBusy || this.#current?.state.status === 'unsure',
      awaitsFiles: this.#awaitsFiles,
      canCancel: !isAsked,
      onText: (text) => {
        this.#text = text;
        this.#edit();
        this.#keep();
      },
      onSubmit: (event) => void this.#handleSubmit(event, mode),
      onCancel: () => {
        this.#edit();
        this.#mode = null;
        this.#onFocus(`[data-act="${mode}"]`);
      },
    });
  }

  #askToWithdraw(asks: boolean): void {
    this.#edit();
    this.#done = null;
    this.#asksToWithdraw = asks;
    this.#onFocus(asks ? '[data-focus]' : '[data-act="withdraw"]');
  }

  #takeBack(): void {
    if (this.#id === null || !this.#start(this.#withdraw)) return;
    void this.#withdraw.run({ appealId: this.#id, body: {} });
  }

  /** Why the last change was not made; what was typed stays. */
  #renderTrouble({ renderSignIn, errorText }: TalkView): TemplateResult | typeof nothing {
    const state = this.#current?.state;
    if (!state || !('error' in state)) return nothing;
    const texts = this.#host.localize.texts('appealTalk');
    const { error } = state;
    if (error.kind === 'unauthorized') return html`<div tabindex="-1" data-focus>${renderSignIn()}</div>`;
    const isUnsure = state.status === 'unsure';
    const { code, issues = [] } = error.problem ?? {};
    const text = isUnsure
      ? texts.unsure
      : code === 'appeal_closed'
        ? texts.changed
        : issues.some(({ pointer }) => pointer.startsWith('/uploadIds'))
          ? texts.filesGone
          : errorText(error);
    return renderNotice({
      tone: isUnsure ? 'warn' : 'bad',
      text,
      takesFocus: true,
      actions: isUnsure
        ? html`<button type="button" @click=${() => void this.#current?.retry()}>${texts.checkAgain}</button>`
        : nothing,
    });
  }
}
