import type { Account, ApiError, AppealDetails, Supplier } from '@kabinet/api';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { Action, type ActionState, type AnyAction } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { printAlone } from '../../core/print-alone.js';
import { Query } from '../../core/query.js';
import { FileLinks } from '../../parts/file-links.js';
import { tellSettled } from '../../parts/file-list.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { AppealChangedEvent } from './appeal-list.events.js';
import { freshMessages, type ReplyMode } from './appeal-list.model.js';
import { Rating } from './rating.js';
import { renderReply } from './render-reply.js';
import { renderTalk } from './render-talk.js';
import { renderTalkTrouble, type TalkTroubleView } from './render-talk-trouble.js';
import { Reply, type ReplyOptions } from './reply.js';

export { talkStyles } from './talk.styles.js';

type Change = AppealChangedEvent['change'];

export interface TalkOptions extends Pick<ReplyOptions, 'draft' | 'onFocus' | 'onLeft'> {
  readonly supplier: () => Supplier | null;
}

export interface TalkView extends Pick<TalkTroubleView, 'renderSignIn' | 'errorText'> {
  readonly accounts: readonly Account[];
  readonly supplier: Supplier | null;
  /** Where a new appeal is written; empty where the page does not say. */
  readonly formUrl: string;
  readonly onBack: () => void;
  readonly renderError: (error: ApiError, retry: () => void) => TemplateResult;
}

/** One appeal that is open: its conversation, what is being written in it, and every change, one at a time under the key of its own intent. */
export class Talk implements ReactiveController {
  /** What is being written in it. */
  readonly reply: Reply;
  readonly #host: KabinetElement;
  readonly #onFocus: (selector: string) => void;
  readonly #details: Query<'getAppeal'>;
  readonly #withdraw: Action<'withdrawAppeal'>;
  readonly #rating: Rating;
  readonly #seen: Action<'markAppealSeen'>;
  readonly #files: FileLinks;
  #id: string | null = null;
  #asksToWithdraw = false;
  /** What was done last: said once. */
  #done: Change | null = null;
  /** What was new when it was opened, and up to where it was told to be read. */
  #fresh: ReadonlySet<string> = new Set();
  #seenUpTo: string | null = null;

  constructor(host: KabinetElement, { supplier, ...options }: TalkOptions) {
    this.#host = host;
    this.#onFocus = options.onFocus;
    this.#details = new Query(host, 'getAppeal', () => (this.#id === null ? null : { appealId: this.#id }));
    this.reply = new Reply(host, {
      ...options,
      supplierId: () => supplier()?.id ?? null,
      onSettled: (mode, state) =>
        this.#settle(mode === 'reply' ? 'replied' : 'reopened', state, { movesFocus: !this.reply.isAside }),
    });
    this.#withdraw = new Action(host, 'withdrawAppeal', (state) => this.#settle('withdrawn', state));
    this.#rating = new Rating(host, {
      mayBegin: () => this.#mayBegin(this.#rating),
      onFocus: options.onFocus,
      onSettled: (state) => this.#settle('rated', state),
    });
    this.#seen = new Action(host, 'markAppealSeen');
    this.#files = new FileLinks(host, () => host.localize.texts('appealTalk').files);
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#handleVisible);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#handleVisible);
  }

  /** What came while nobody looked is read once somebody does: {@link #markSeen}. */
  readonly #handleVisible = () => this.#host.requestUpdate();

  /** Another appeal, or none: what is under way in this one goes on meanwhile, until another one is open. */
  open(id: string | null): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#done = null;
    this.#fresh = new Set();
    this.#seenUpTo = null;
    if (id !== null && id !== this.reply.appealId) this.#begin(id);
    this.#host.requestUpdate();
  }

  #begin(id: string): void {
    // What may have arrived shows in the list.
    if (this.#isHeld) this.#host.connection?.refresh();
    this.reply.open(id);
    this.#withdraw.reset();
    this.#rating.reset();
    this.#seen.reset();
    this.#asksToWithdraw = false;
    this.#rating.forget();
  }

  /** For the live region: results are told by the notice that takes the focus. */
  get announcement(): string {
    const texts = this.#host.localize.texts('appealTalk');
    if (this.reply.isAwaitingFiles) return texts.awaitingFiles;
    if (this.#tried?.isSending) return texts.sending;
    if (this.#done && this.reply.isAside) return texts.done[this.#done].title;
    return tellSettled(this.reply.uploads, this.#host.localize.texts('files'));
  }

  hostUpdated(): void {
    const details = this.#details.value;
    if (!details || details.appeal.id !== this.#id) return;
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

  /** The change that is under way, in doubt, or was not made. */
  get #tried(): AnyAction | null {
    const isTold = ({ state }: AnyAction) => state.status !== 'idle' && state.status !== 'done';
    return [this.reply, this.#withdraw, this.#rating].find(isTold) ?? null;
  }

  /** One at a time; and what may have arrived is asked after before anything else is begun. */
  get #isHeld(): boolean {
    const status = this.#tried?.state.status;
    return this.reply.isAwaitingFiles || status === 'sending' || status === 'unsure';
  }

  /** Whether it may be begun now. */
  #mayBegin(change: AnyAction): boolean {
    if (this.#isHeld) return false;
    for (const each of [this.reply, this.#withdraw, this.#rating]) if (each !== change) each.reset();
    this.#done = null;
    return true;
  }

  #settle(change: Change, state: ActionState<unknown>, { movesFocus = true } = {}): void {
    // Or the person has gone back to the list meanwhile.
    const isOnShow = this.#id !== null;
    if (state.status === 'done') {
      this.#asksToWithdraw = false;
      this.#rating.forget();
      this.#host.dispatchEvent(new AppealChangedEvent(change));
      if (!isOnShow) return;
      this.#done = change;
      if (movesFocus) this.#onFocus('[data-done]');
    } else if ('error' in state) {
      // It was moved on elsewhere: how it stands now is read anew.
      if (state.error.code === 'appeal_closed') this.#details.reload();
      this.#host.dispatchEvent(new KabinetErrorEvent(state.error));
      if (isOnShow && movesFocus) this.#onFocus('[data-focus]');
    }
  }

  render(view: TalkView): TemplateResult {
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
      ${appeal.can.rate ? this.#rating.render(appeal, this.#isHeld) : nothing} ${this.#renderNext(details, view)}
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

  /** What the customer can do next: write, have it taken up again, take it back. */
  #renderNext(details: AppealDetails, view: TalkView): TemplateResult {
    const texts = this.#host.localize.texts('appealTalk');
    const { can, status } = details.appeal;
    const mode = this.reply.modeIn(details.appeal);
    const isHeld = this.#isHeld;
    return html`
      ${renderTalkTrouble(this.#tried, { ...view, localize: this.#host.localize })}
      ${mode === null ? this.#renderUntilWhen(details, view) : this.#renderForm(mode, status === 'waiting')}
      ${
        this.#asksToWithdraw && can.withdraw
          ? renderNotice({
              tone: 'warn',
              takesFocus: true,
              text: texts.withdrawAsk,
              actions: html`
                <button type="button" aria-disabled=${isHeld ? 'true' : nothing} @click=${() => this.#takeBack()}>
                  ${texts.withdrawYes}
                </button>
                ${isHeld ? nothing : html`<button type="button" @click=${() => this.#askToWithdraw(false)}>${texts.withdrawNo}</button>`}
              `,
            })
          : isHeld
            ? nothing
            : html`<div class="row actions">
                ${
                  can.reopen && mode !== 'reopen'
                    ? html`<button type="button" data-act="reopen" @click=${() => this.#write('reopen')}>
                        ${texts.notSolved}
                      </button>`
                    : nothing
                }
                ${
                  can.reply && mode !== 'reply'
                    ? html`<button type="button" data-act="reply" @click=${() => this.#write('reply')}>
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

  /** Until when it can be taken up again; and where that is over, that it is, and what to do instead. */
  #renderUntilWhen({ appeal, reopenUntil }: AppealDetails, { formUrl }: TalkView): TemplateResult | typeof nothing {
    if (reopenUntil === null) return nothing;
    const { format } = this.#host.localize;
    const texts = this.#host.localize.texts('appealTalk');
    const date = format.date(reopenUntil);
    if (appeal.can.reopen) return html`<p class="muted">${texts.reopenUntil(date)}</p>`;
    return renderNotice({
      tone: 'info',
      text: texts.reopenOver(date),
      actions: formUrl ? html`<a href=${formUrl}>${texts.writeNew}</a>` : nothing,
    });
  }

  #renderForm(mode: ReplyMode, isAsked: boolean): TemplateResult {
    const { reply } = this;
    return renderReply({
      localize: this.#host.localize,
      mode,
      reply,
      canCancel: !isAsked,
      onSubmit: (event) => {
        event.preventDefault();
        if (this.#mayBegin(reply)) void reply.submit(mode);
      },
      onCancel: () => {
        reply.cancel();
        this.#onFocus(`[data-act="${mode}"]`);
      },
    });
  }

  #askToWithdraw(asks: boolean): void {
    if (!this.#mayBegin(this.#withdraw)) return;
    this.#withdraw.reset();
    this.#asksToWithdraw = asks;
    this.#onFocus(asks ? '[data-focus]' : '[data-act="withdraw"]');
  }

  #write(mode: ReplyMode): void {
    if (this.#mayBegin(this.reply)) this.reply.begin(mode);
  }

  #takeBack(): void {
    if (this.#id === null || !this.#mayBegin(this.#withdraw)) return;
    void this.#withdraw.run({ appealId: this.#id, body: {} });
  }
}
