import { type Appeal, type AppealDetails, type AppealReply, ApiError, MAX_FILES } from '@kabinet/api';
import { Action, type ActionState, type AnyAction } from '../../core/action.js';
import { BackOnline } from '../../core/back-online.js';
import type { KabinetElement } from '../../core/base-element.js';
import { DraftKeeper } from '../../core/draft-keeper.js';
import { type KeptFile, Uploads } from '../../core/upload.js';
import { type ReplyFault, replyFaults, type ReplyMode } from './appeal-list.model.js';

/** What was sent and has no answer yet: asked for again under its key, it does not come twice. */
interface SentReply {
  readonly key: string;
  readonly mode: ReplyMode;
  readonly body: AppealReply;
}

/** What is kept of it on the device. */
interface ReplyDraft {
  readonly mode: ReplyMode | null;
  readonly text: string;
  readonly files: readonly KeptFile[];
  readonly sent: SentReply | null;
}

export interface ReplyOptions {
  /** What the drafts are kept as, but for the appeal; null where none is. */
  readonly draft: () => string | null;
  readonly supplierId: () => string | null;
  readonly onFocus: (selector: string) => void;
  /** How the last sending ended, or stands. */
  readonly onSettled: (mode: ReplyMode, state: ActionState<AppealDetails>) => void;
  /** Somebody else is there now, or nobody any more. */
  readonly onLeft: () => void;
}

/**
 * What the customer writes on in one appeal: a message or why it is to be taken up again, with its files. Kept over reloads and signing in; with
 * its key from before the first byte leaves until the service has said what became of it. Who looks at another appeal finds it as it was.
 */
export class Reply implements AnyAction {
  readonly uploads: Uploads;
  text = '';
  faults: readonly ReplyFault[] = [];
  isRestored = false;
  readonly #host: KabinetElement;
  readonly #options: ReplyOptions;
  readonly #reply: Action<'replyToAppeal'>;
  readonly #reopen: Action<'reopenAppeal'>;
  readonly #draft: DraftKeeper<ReplyDraft>;
  readonly #backOnline: BackOnline;
  /** What was begun in other appeals: this page has it even where the device keeps nothing. */
  readonly #elsewhere = new Map<string, ReplyDraft>();
  #appealId: string | null = null;
  /** Which of the two the person has chosen to write. */
  #mode: ReplyMode | null = null;
  #sent: SentReply | null = null;
  /** One from before, of which nobody knows what became; `text` is what was typed beside it meanwhile. */
  #before: { readonly draft: ReplyDraft; readonly text: string } | null = null;
  /** The press of "send" that waits for files; null once somebody changed their mind. */
  #press: object | null = null;
  #fileCount = 0;

  constructor(host: KabinetElement, options: ReplyOptions) {
    this.#host = host;
    this.#options = options;
    this.#draft = new DraftKeeper<ReplyDraft>(host, {
      what: () => {
        const draft = options.draft();
        return draft !== null && this.#appealId !== null ? `${draft}-${this.#appealId}` : null;
      },
      supplierId: options.supplierId,
      written: () => this.#written,
      onFound: (draft) => {
        if (!this.isRestored && !this.isSent) this.#restore(draft);
      },
      onLeft: () => {
        this.#elsewhere.clear();
        this.#appealId = null;
        this.#clear();
        options.onLeft();
      },
    });
    this.uploads = new Uploads(host, {
      atMost: () => MAX_FILES,
      onChange: () => this.#handleFiles(),
      isOwnerKnown: () => !this.#draft.isHidden,
    });
    this.#reply = new Action(host, 'replyToAppeal', (state) => this.#settle('reply', state));
    this.#reopen = new Action(host, 'reopenAppeal', (state) => this.#settle('reopen', state));
    this.#backOnline = new BackOnline(host, {
      isDue: () => this.#isUnsure && !this.#draft.isHidden,
      work: () => this.#findOut(),
    });
  }

  /** The one it is about; it stays while the list is on show. */
  get appealId(): string | null {
    return this.#appealId;
  }

  get state(): ActionState<unknown> {
    const begun = [this.#reply, this.#reopen].find(({ state }) => state.status !== 'idle');
    if (begun) return begun.state;
    return this.#before ? { status: 'unsure', error: new ApiError('timeout') } : { status: 'idle' };
  }

  get isSending(): boolean {
    return this.state.status === 'sending';
  }

  get isAwaitingFiles(): boolean {
    return this.#press !== null;
  }

  /** On its way, or nobody knows what became of it: as it was sent it stays. */
  get isSent(): boolean {
    return this.#sent !== null || this.isSending;
  }

  /** It went on by itself while its author is busy elsewhere on the page. */
  get isAside(): boolean {
    return this.#backOnline.isAside;
  }

  /** What is written there now; null for nothing. What cannot be sent as it was begun goes as the other of the two. */
  modeIn({ can, status }: Pick<Appeal, 'can' | 'status'>): ReplyMode | null {
    if (this.#sent) return this.#sent.mode;
    const wanted = this.#mode ?? (status === 'waiting' && can.reply ? 'reply' : null);
    if (wanted === null || can[wanted]) return wanted;
    const instead = wanted === 'reply' ? 'reopen' : 'reply';
    return this.#written && can[instead] ? instead : null;
  }

  /** Another appeal. What was begun in the one before is found there again. */
  open(appealId: string): void {
    if (appealId === this.#appealId) return;
    const written = this.#written;
    if (this.#appealId !== null) {
      if (written) this.#elsewhere.set(this.#appealId, written);
      else this.#elsewhere.delete(this.#appealId);
    }
    this.#appealId = appealId;
    this.#clear();
    const begun = this.#elsewhere.get(appealId);
    if (begun) this.#restore(begun);
  }

  begin(mode: ReplyMode): void {
    this.#mode = mode;
    this.#edit();
    this.#options.onFocus('#message');
  }

  /** The person would rather begin anew. */
  discard(): void {
    if (this.isSent) return;
    const mode = this.#mode;
    for (const file of this.uploads.files) this.uploads.remove(file);
    this.#clear();
    this.#mode = mode;
    this.#draft.forget();
    this.#options.onFocus('#message');
  }

  /** Not now; what was typed is there when they begin again. */
  cancel(): void {
    this.#mode = null;
    this.#edit();
  }

  write(text: string): void {
    if (this.isSent) return;
    this.text = text;
    this.#edit();
  }

  async submit(mode: ReplyMode): Promise<void> {
    const appealId = this.#appealId;
    if (this.isSent || this.isAwaitingFiles || appealId === null) return;
    this.#backOnline.isAside = false;
    if (this.uploads.isBusy) {
      const press = (this.#press = {});
      this.#host.requestUpdate();
      await this.uploads.whenSettled();
      // Somebody changed their mind meanwhile, or is somewhere else.
      if (press !== this.#press) return;
      this.#press = null;
      this.#host.requestUpdate();
    }
    const { files, ids, areReady } = this.uploads;
    this.faults = replyFaults({ text: this.text, files: files.length, areReady });
    if (this.faults.length > 0) return this.#options.onFocus('[data-focus]');
    await this.#send(appealId, mode, { text: this.text.trim(), uploadIds: [...ids] });
  }

  /** Finds out what became of it, under its key. */
  retry(): Promise<void> {
    this.#backOnline.isAside = false;
    return this.#findOut();
  }

  /** Nobody knows what became of it, and there is somebody to ask as. */
  get #isUnsure(): boolean {
    const { state } = this;
    return state.status === 'unsure' && state.error.kind !== 'unauthorized';
  }

  async #findOut(): Promise<void> {
    if (this.isSending || !this.#sent || this.#appealId === null) return;
    const { key, mode, body } = this.#sent;
    const action = this.#actionOf(mode);
    if (action.state.status === 'idle') await this.#send(this.#appealId, mode, body, key);
    else await action.retry();
  }

  /** Nothing more is said of why it was not sent. */
  reset(): void {
    if (this.isSent) return;
    for (const action of [this.#reply, this.#reopen]) if (action.state.status !== 'idle') action.reset();
  }

  #actionOf(mode: ReplyMode): Action<'replyToAppeal'> | Action<'reopenAppeal'> {
    return mode === 'reply' ? this.#reply : this.#reopen;
  }

  async #send(appealId: string, mode: ReplyMode, body: AppealReply, key?: string): Promise<void> {
    this.#actionOf(mode === 'reply' ? 'reopen' : 'reply').reset();
    await this.#actionOf(mode).run({ appealId, body }, key, (key) => {
      this.#sent = { key, mode, body };
      return this.#draft.keep();
    });
  }

  #settle(mode: ReplyMode, state: ActionState<AppealDetails>): void {
    const before = this.#before;
    if (state.status === 'done') {
      this.#draft.forget();
      this.#clear();
      // What was begun before it was known goes on.
      if (before) this.text = before.text;
      if (this.text !== '') this.#mode = mode;
      void this.#draft.keep();
    } else if (state.status === 'failed') {
      // It was not taken: there is nothing to ask after.
      this.#sent = null;
      this.#before = null;
      if (before) this.#restore({ ...before.draft, sent: null }, before.text);
      if (isAboutFiles(state.error)) this.uploads.checkAgain();
      void this.#draft.keep();
    }
    this.#options.onSettled(mode, state);
  }

  /** What is to be kept; null of nothing. */
  get #written(): ReplyDraft | null {
    if (this.#before) return this.#before.draft;
    const files = this.uploads.kept;
    if (this.text.trim() === '' && files.length === 0) return null;
    return { mode: this.#mode, text: this.text, files, sent: this.#sent };
  }

  /** What was begun before; what was typed since then comes after it. */
  #restore(draft: ReplyDraft, typed = this.text): void {
    this.isRestored = true;
    this.#mode = draft.sent?.mode ?? draft.mode ?? 'reply';
    if (draft.sent) {
      this.#sent = draft.sent;
      this.#before = { draft, text: typed };
      this.text = draft.text;
    } else {
      this.text = [draft.text, typed].filter((each) => each.trim() !== '').join('\n\n');
      if (this.uploads.files.length === 0) this.uploads.restore(draft.files);
    }
    this.#host.requestUpdate();
  }

  #edit(): void {
    this.#press = null;
    this.faults = [];
    this.reset();
    void this.#draft.keep();
    this.#host.requestUpdate();
  }

  /** Nothing of it stays here. */
  #clear(): void {
    this.text = '';
    this.faults = [];
    this.isRestored = false;
    this.#mode = null;
    this.#sent = null;
    this.#before = null;
    this.#press = null;
    this.#reply.reset();
    this.#reopen.reset();
    this.uploads.clear();
  }

  #handleFiles(): void {
    const { length } = this.uploads.files;
    // With other files it is another message.
    if (length !== this.#fileCount) {
      this.#press = null;
      this.faults = [];
    }
    this.#fileCount = length;
    void this.#draft.keep();
  }
}

/** The service no longer has a file that is to go along. */
export function isAboutFiles({ problem }: ApiError): boolean {
  return problem?.issues?.some(({ pointer }) => pointer.startsWith('/uploadIds')) ?? false;
}
