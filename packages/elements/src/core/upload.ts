import {
  ApiError,
  type CallOptions,
  MAX_UPLOAD_BYTES,
  MAX_UPLOAD_PART_BYTES,
  type OperationArgs,
  type OperationResult,
  type Upload,
} from '@kabinet/api';
import type { ReactiveController } from 'lit';
import { newIdempotencyKey } from './action.js';
import type { KabinetElement } from './base-element.js';
import { pause } from './pause.js';
import { shrinkPicture } from './shrink-picture.js';

/**
 * How a file stands.
 * - `waiting`: for its turn; files go one after the other, so that a weak line brings at least one through.
 * - `broken`: the line broke; what has come is kept, and it goes on from there.
 * - `halted`: from before the page was loaded, and not all of it has come: the rest is only on the person's device.
 * - `refused`: it cannot be sent; `refusal` says why.
 */
export type FileStatus = 'waiting' | 'sending' | 'ready' | 'refused' | 'broken' | 'halted';

/** A file that goes with a message, as a page shows it. */
export interface SentFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly status: FileStatus;
  /** The service's word for it (`Upload.refusal`), or `unreadable`: the device does not give it out. */
  readonly refusal: string | null;
  /** Of a `broken` one. */
  readonly error: ApiError | null;
}

/** What is kept of a file in a draft: the service has the bytes. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** By it the same file is known when it is chosen again. */
  readonly modifiedAt: number;
}

type UploadCall = 'startUpload' | 'continueUpload' | 'getUpload' | 'removeUpload';

interface Item extends SentFile {
  name: string;
  sizeBytes: number;
  sentBytes: number;
  status: FileStatus;
  refusal: string | null;
  error: ApiError | null;
  /** What is to be sent; null of one from before. */
  file: File | null;
  /** When the chosen file was changed last. */
  modifiedAt: number;
  /** It is as it is going to be sent. */
  isPrepared: boolean;
  /** The service's name for it; null until it was begun. */
  id: string | null;
  /** The key of the next call, born once for each place in the file: a lost answer is asked for again and doubles nothing. */
  step: { readonly offset: number; readonly key: string } | null;
}

/** A weak line comes back within a few seconds, or the person is told. */
const PAUSES_MS = [1_000, 2_000, 4_000] as const;
const BEGINNING = -1;

/** The device no longer gives the file out: it was moved, changed or deleted. */
class Unreadable extends Error {}

/**
 * Sends files in parts before what they go with. A line that breaks costs the part on its way and nothing else: the service says how much
 * it has, and the next try begins there. The file itself is held by the page alone.
 */
export class Uploads implements ReactiveController {
  /** More were chosen than may go along: so many were left out. */
  leftOut = 0;
  /** The one that came to an end last, for those who do not see how they stand; null once something else is done with files. */
  settledLast: SentFile | null = null;
  readonly #host: KabinetElement;
  readonly #atMost: () => number;
  readonly #onChange: () => void;
  readonly #isOwnerKnown: () => boolean;
  #items: readonly Item[] = [];
  #isPumping = false;
  #running: { readonly item: Item; readonly abort: AbortController } | null = null;
  #settled: (() => void)[] = [];
  #session: number | null = null;
  /** Another session began: until it is known whose, nothing goes out as somebody else's. */
  #awaitsOwner = false;
  readonly #handleOnline = () => this.#goOn(({ kind }) => kind !== 'unauthorized');
  /** What is on its way would not fail for a long time, and look as if it moved. */
  readonly #handleOffline = () => this.#running?.abort.abort(new ApiError('offline'));

  /** `onChange` is called when a draft of it would be another; `isOwnerKnown` says whether the files are known to be whose the session is. */
  constructor(
    host: KabinetElement,
    {
      atMost,
      onChange,
      isOwnerKnown = () => true,
    }: { atMost: () => number; onChange: () => void; isOwnerKnown?: () => boolean },
  ) {
    this.#host = host;
    this.#atMost = atMost;
    this.#onChange = onChange;
    this.#isOwnerKnown = isOwnerKnown;
    host.addController(this);
  }

  get files(): readonly SentFile[] {
    return this.#items;
  }

  get isBusy(): boolean {
    return this.#items.some(({ status }) => status === 'waiting' || status === 'sending');
  }

  /** All of them can go along. */
  get areReady(): boolean {
    return this.#items.every(({ status }) => status === 'ready');
  }

  get ids(): readonly string[] {
    return this.#items.flatMap(({ id, status }) => (id !== null && status === 'ready' ? [id] : []));
  }

  /** For a draft. */
  get kept(): readonly KeptFile[] {
    return this.#items.flatMap(({ id, name, sizeBytes, modifiedAt, status }) =>
      id === null || status === 'refused' ? [] : [{ id, name, sizeBytes, modifiedAt }],
    );
  }

  /** The person chose files. One that was halted goes on where it stopped when it is the same. */
  add(files: Iterable<File>): void {
    this.leftOut = 0;
    this.settledLast = null;
    for (const file of files) {
      const halted = this.#haltedOf(file);
      if (halted) this.#begin(halted, file);
      else if (this.#items.length >= this.#atMost()) this.leftOut += 1;
      else {
        const item = newItem(file);
        this.#items = [...this.#items, item];
        this.#begin(item, file);
      }
    }
    this.#changed();
    void this.#pump();
  }

  retry(file: SentFile): void {
    const item = this.#own(file);
    if (item?.status !== 'broken') return;
    item.status = 'waiting';
    this.#changed();
    void this.#pump();
  }

  remove(file: SentFile): void {
    const item = this.#own(file);
    if (!item) return;
    this.#items = this.#items.filter((each) => each !== item);
    this.leftOut = 0;
    this.settledLast = null;
    if (this.#running?.item === item) this.#running.abort.abort();
    // What stays behind is thrown away by the service after a while.
    if (item.id !== null) void this.#callOnce('removeUpload', { uploadId: item.id, body: {} }).catch(() => undefined);
    this.#changed();
  }

  /** Those of a draft: the service says what it has of them. */
  restore(kept: readonly KeptFile[]): void {
    this.#running?.abort.abort();
    this.#items = kept.map(({ id, name, sizeBytes, modifiedAt }) => ({
      ...newItem({ name, size: sizeBytes, lastModified: modifiedAt }),
      id,
      status: 'waiting',
    }));
    this.#changed();
    void this.#pump();
  }

  /** They went along, or are not wanted any more. */
  clear(): void {
    this.#running?.abort.abort();
    this.#items = [];
    this.leftOut = 0;
    this.settledLast = null;
    this.#changed();
  }

  /** Asks of each again whether the service still has it. */
  checkAgain(): void {
    for (const item of this.#items) if (item.status === 'ready') item.status = 'waiting';
    void this.#pump();
  }

  /** Resolves once none is on its way. */
  whenSettled(): Promise<void> {
    return this.isBusy ? new Promise((resolve) => this.#settled.push(resolve)) : Promise.resolve();
  }

  hostConnected(): void {
    window.addEventListener('online', this.#handleOnline);
    window.addEventListener('offline', this.#handleOffline);
    void this.#pump();
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#handleOnline);
    window.removeEventListener('offline', this.#handleOffline);
    this.#running?.abort.abort();
  }

  /** Somebody signed in: what had to wait for that goes on. */
  hostUpdate(): void {
    const session = this.#host.connection?.session ?? null;
    if (session !== this.#session) {
      if (this.#session !== null) this.#running?.abort.abort();
      this.#session = session;
      this.#awaitsOwner = true;
    }
    if (!this.#awaitsOwner || !this.#isOwnerKnown()) return;
    this.#awaitsOwner = false;
    this.#goOn(({ kind }) => kind === 'unauthorized');
  }

  #own(file: SentFile): Item | undefined {
    return this.#items.find((each) => each === file);
  }

  /** The one that the chosen file goes on with: of its name, whose ending is another one where a picture was drawn anew. */
  #haltedOf(file: File): Item | undefined {
    const halted = this.#items.filter(({ status }) => status === 'halted');
    return (
      halted.find(({ name }) => name === file.name) ?? halted.find(({ name }) => stemOf(name) === stemOf(file.name))
    );
  }

  #goOn(mayGoOn: (error: ApiError) => boolean): void {
    for (const item of this.#items) {
      if (item.status === 'broken' && item.error && mayGoOn(item.error)) item.status = 'waiting';
    }
    void this.#pump();
  }

  #begin(item: Item, file: File): void {
    // Changed since: its parts are not those of what has come.
    if (item.modifiedAt !== file.lastModified) item.id = null;
    item.modifiedAt = file.lastModified;
    item.file = file;
    item.isPrepared = false;
    item.step = null;
    item.sizeBytes = file.size;
    item.refusal = file.size === 0 ? 'empty' : null;
    item.status = file.size === 0 ? 'refused' : 'waiting';
  }

  async #pump(): Promise<void> {
    if (this.#isPumping || this.#awaitsOwner || !this.#host.isConnected) return;
    this.#isPumping = true;
    for (;;) {
      const item = this.#items.find(({ status }) => status === 'waiting');
      if (!item || this.#awaitsOwner || !this.#host.isConnected) break;
      const abort = new AbortController();
      this.#running = { item, abort };
      // Of one from before the person knows nothing yet, and did not ask.
      const isChosen = item.file !== null;
      await this.#send(item, abort.signal);
      this.#running = null;
      if (isChosen && item.status !== 'waiting' && this.#items.includes(item)) this.settledLast = item;
      this.#changed();
    }
    this.#isPumping = false;
    if (this.isBusy) return;
    for (const tell of this.#settled.splice(0)) tell();
  }

  async #send(item: Item, signal: AbortSignal): Promise<void> {
    item.status = 'sending';
    item.error = null;
    this.#changed();
    try {
      let upload = await this.#start(item, signal);
      while (upload.status === 'receiving') {
        item.sentBytes = upload.receivedBytes;
        this.#host.requestUpdate();
        if (!item.file) {
          item.status = 'halted';
          return;
        }
        upload = await this.#sendPart(item, item.file, upload, signal);
      }
      item.sentBytes = upload.sizeBytes;
      item.refusal = upload.refusal;
      item.status = upload.status;
      item.file = null;
    } catch (caught) {
      const error: unknown = signal.reason instanceof ApiError ? signal.reason : caught;
      // Taken out of the page, or in another session: it goes on when it is back, or known whose it is.
      if (signal.aborted && error === caught) item.status = 'waiting';
      else if (error instanceof Unreadable) Object.assign(item, { status: 'refused', refusal: 'unreadable' });
      else {
        const broken = brokenBy(error);
        Object.assign(item, broken);
        // Not by `connection.send`: the page has not noticed yet that nobody is signed in any more.
        if (broken.error?.kind === 'unauthorized') this.#host.connection?.refresh();
      }
    }
  }

  /** What the service has of it; begins it there where it has nothing. */
  async #start(item: Item, signal: AbortSignal): Promise<Upload> {
    const isOther = await prepare(item);
    const { file } = item;
    if (item.id !== null && !isOther) {
      try {
        const there = await this.#call('getUpload', { uploadId: item.id }, signal);
        if (!file || there.sizeBytes === file.size) return there;
      } catch (error) {
        if (!(error instanceof ApiError && error.kind === 'not-found')) throw error;
        item.step = null;
      }
    }
    item.id = null;
    item.sentBytes = 0;
    if (!file) return nothingOf(item);
    item.sizeBytes = file.size;
    if (file.size > MAX_UPLOAD_BYTES) return { ...nothingOf(item), status: 'refused', refusal: 'too_large' };
    const body = { name: file.name.slice(-200) || 'file', sizeBytes: file.size };
    const upload = await this.#call('startUpload', { body }, signal, keyOf(item, BEGINNING));
    item.id = upload.id;
    this.#onChange();
    return upload;
  }

  async #sendPart(item: Item, file: File, upload: Upload, signal: AbortSignal): Promise<Upload> {
    const { id: uploadId, receivedBytes: offset } = upload;
    const data = await toBase64(file.slice(offset, offset + MAX_UPLOAD_PART_BYTES));
    let next;
    try {
      next = await this.#call('continueUpload', { uploadId, body: { offset, data } }, signal, keyOf(item, offset));
    } catch (error) {
      // It has another part than we think: which, it is asked.
      if (!(error instanceof ApiError && error.code === 'upload_offset')) throw error;
      next = await this.#call('getUpload', { uploadId }, signal);
    }
    // Or the same would be sent for ever.
    if (next.status === 'receiving' && next.receivedBytes === offset) throw new ApiError('bad-response');
    return next;
  }

  /** Calls until it is settled, but not for long. */
  async #call<N extends UploadCall>(
    name: N,
    args: OperationArgs<N>,
    signal: AbortSignal,
    key?: string,
  ): Promise<OperationResult<N>> {
    for (const wait of [...PAUSES_MS, null]) {
      try {
        return await this.#callOnce(name, args, signal, key);
      } catch (error) {
        const mayHelp =
          error instanceof ApiError &&
          error.kind !== 'offline' &&
          (error.outcomeUnknown || error.kind === 'rate-limited');
        if (!mayHelp || wait === null || signal.aborted || (error.retryAfter ?? 0) * 1000 > wait * 4) throw error;
        await pause(Math.max((error.retryAfter ?? 0) * 1000, wait), signal);
        if (signal.aborted) throw error;
      }
    }
    throw new ApiError('timeout');
  }

  async #callOnce<N extends UploadCall>(
    name: N,
    args: OperationArgs<N>,
    signal?: AbortSignal,
    key = newIdempotencyKey(),
  ): Promise<OperationResult<N>> {
    const { connection } = this.#host;
    if (!connection) throw new ApiError('unavailable');
    // Not `connection.send`: a part of a file makes nothing else on the page out of date.
    const call: (args: OperationArgs<N>, options: CallOptions) => Promise<OperationResult<N>> = connection.api[name];
    const answer = await call(args, {
      ...(signal && { signal }),
      ...(name !== 'getUpload' && { idempotencyKey: key }),
    });
    connection.page?.noteUse(name);
    return answer;
  }

  #changed(): void {
    this.#onChange();
    this.#host.requestUpdate();
  }
}

function newItem({ name, size, lastModified }: Pick<File, 'name' | 'size' | 'lastModified'>): Item {
  return {
    name,
    sizeBytes: size,
    sentBytes: 0,
    status: 'waiting',
    refusal: null,
    error: null,
    file: null,
    modifiedAt: lastModified,
    isPrepared: false,
    id: null,
    step: null,
  };
}

/** A name without its ending. */
function stemOf(name: string): string {
  return name.replace(/\.\w{1,5}$/, '');
}

/** As the service would tell of a file of which it has nothing. */
function nothingOf({ name, sizeBytes }: Item): Upload {
  return {
    id: '',
    name,
    sizeBytes,
    receivedBytes: 0,
    status: 'receiving',
    refusal: null,
    mediaType: null,
    expiresAt: '',
  };
}

/** Makes a large picture small, once. Answers whether it was: drawn anew it may not be the bytes that were begun with, and begins anew too. */
async function prepare(item: Item): Promise<boolean> {
  const { file } = item;
  if (!file || item.isPrepared) return false;
  const prepared = await shrinkPicture(file);
  item.isPrepared = true;
  item.file = prepared;
  item.name = prepared.name;
  return prepared !== file;
}

function keyOf(item: Item, offset: number): string {
  if (item.step?.offset !== offset) item.step = { offset, key: newIdempotencyKey() };
  return item.step.key;
}

function brokenBy(error: unknown): Pick<Item, 'status' | 'error' | 'refusal'> {
  const reason = error instanceof ApiError ? error : new ApiError('bad-response', { cause: error });
  const isTooLarge = reason.problem?.issues?.some(
    ({ pointer, code }) => pointer === '/sizeBytes' && code === 'too_large',
  );
  return isTooLarge
    ? { status: 'refused', refusal: 'too_large', error: null }
    : { status: 'broken', refusal: null, error: reason };
}

/** Standard base64: a data URL has it after its comma. */
function toBase64(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(new Unreadable());
    reader.readAsDataURL(part);
  });
}
