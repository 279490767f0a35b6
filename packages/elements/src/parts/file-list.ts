import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Format } from '../core/format.js';
import type { SentFile, Uploads } from '../core/upload.js';
import type { FilesMessages } from '../locales/messages.js';
import { sizeOf } from './file-size.js';
import { icons } from './icons.js';

/** What the service takes; phones turn their own kinds of pictures into these where they are asked to. */
const TAKEN = 'image/jpeg,image/png,image/webp,application/pdf';

export interface FileListOptions {
  /** Unique in its shadow root: of the field that chooses files. */
  readonly id: string;
  readonly uploads: Uploads;
  readonly atMost: number;
  /** Which files, in the supplier's words; null without. */
  readonly hint: string | null;
  readonly error: string | null;
  readonly texts: FilesMessages;
  readonly format: Format;
  /** While the message is being sent, its files stay as they are. */
  readonly isBusy: boolean;
}

/** Files to go with a message: chosen, photographed, dropped or pasted; how far each has come, and what to do about those that have not. */
export function renderFileList(options: FileListOptions): TemplateResult {
  const { id, uploads, atMost, hint, error, texts, isBusy } = options;
  const { files, leftOut } = uploads;
  const isFull = files.length >= atMost;
  const mayChoose = !isFull || files.some(({ status }) => status === 'halted');
  const add = (chosen: Iterable<File>) => {
    if (!isBusy) uploads.add(chosen);
  };
  return html`
    <div
      class="field files ${error ? 'wrong' : ''}"
      part="files"
      role="group"
      id=${mayChoose ? nothing : id}
      tabindex=${mayChoose ? nothing : '-1'}
      aria-labelledby="${id}-label"
      aria-describedby=${error ? `${id}-error` : nothing}
      @dragover=${handleDragOver}
      @drop=${(event: DragEvent) => takeFiles(event, event.dataTransfer, add)}
    >
      <p class="label" id="${id}-label">${texts.label}</p>
      <p class="muted" id="${id}-hint">${hint ? html`${hint}<br />` : nothing}${texts.hint(atMost)}</p>
      ${error ? html`<p class="error" id="${id}-error">${icons.error()}<span>${error}</span></p>` : nothing}
      ${
        files.length > 0
          ? html`<ul class="file-list">
              ${files.map((file) => renderFile(file, options))}
            </ul>`
          : nothing
      }
      ${leftOut > 0 ? html`<p class="error" role="alert">${icons.warning()}<span>${texts.leftOut(leftOut, atMost)}</span></p>` : nothing}
      ${
        !mayChoose
          ? nothing
          : html`
              <div class="row">
                ${renderChoice(texts.choose, { id, error, accept: TAKEN, isMany: true }, add)}
                ${renderChoice(texts.photo, { id: `${id}-photo`, error: null, accept: 'image/*', isMany: false }, add)}
              </div>
              <p class="muted drop-hint">${texts.drop}</p>
            `
      }
    </div>
  `;
}

/** Takes the files that are dropped or pasted; what is no file goes where it always goes. */
export function takeFiles(event: Event, from: DataTransfer | null, add: (files: Iterable<File>) => void): void {
  const files = [...(from?.files ?? [])];
  if (files.length === 0 || event.defaultPrevented || isText(event, from)) return;
  event.preventDefault();
  add(files);
}

/** Words that come with a picture of them, as from a spreadsheet: pasted into a field they are words. */
function isText({ type, target }: Event, from: DataTransfer | null): boolean {
  const isField = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
  return type === 'paste' && isField && (from?.types.includes('text/plain') ?? false);
}

/** Lets files be dropped there: the browser would leave the page for them. */
export function handleDragOver(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

/** A file input of the browser's own under our label, so that keyboards and phones know what it is. */
function renderChoice(
  label: string,
  { id, error, accept, isMany }: { id: string; error: string | null; accept: string; isMany: boolean },
  add: (files: Iterable<File>) => void,
): TemplateResult {
  const handleChange = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // The same one may be chosen again.
    input.value = '';
    add(files);
  };
  return html`
    <label class="file ${isMany ? '' : 'camera'}">
      <input
        class="visually-hidden"
        type="file"
        id=${id}
        accept=${accept}
        ?multiple=${isMany}
        capture=${isMany ? nothing : 'environment'}
        aria-describedby=${isMany ? `${id}-hint${error ? ` ${id}-error` : ''}` : nothing}
        aria-invalid=${error ? 'true' : nothing}
        @change=${handleChange}
      />
      <span>${label}</span>
    </label>
  `;
}

/** How the file stands that came to an end last, for a live region. */
export function tellSettled({ settledLast }: Pick<Uploads, 'settledLast'>, texts: FilesMessages): string {
  return settledLast ? `${settledLast.name}: ${stateOf(settledLast, texts)}` : '';
}

/** The same files to look at: how far each has come. */
export function renderFileLines(uploads: Uploads, texts: FilesMessages, format: Format): TemplateResult {
  return html`
    <ul class="file-list">
      ${uploads.files.map((file) => renderFile(file, { uploads, texts, format, isBusy: true }))}
    </ul>
  `;
}

function renderFile(
  file: SentFile,
  { uploads, texts, format, isBusy }: Pick<FileListOptions, 'uploads' | 'texts' | 'format' | 'isBusy'>,
): TemplateResult {
  const { name, status } = file;
  const percent = percentOf(file);
  const isTrouble = status === 'refused' || status === 'broken' || status === 'halted';
  const handleRemove = (event: Event) => {
    void focusBeside(event.currentTarget as Element);
    uploads.remove(file);
  };
  return html`
    <li class=${isTrouble ? 'trouble' : ''}>
      <span class="file-name">${name}</span>
      <span class="muted">${sizeOf(file.sizeBytes, format)}</span>
      <span class="file-state">
        ${status === 'ready' ? icons.check() : isTrouble ? icons.warning() : icons.clock()}
        <span>${stateOf(file, texts)}</span>
      </span>
      ${status === 'sending' ? html`<progress max="100" .value=${percent} aria-label=${name}></progress>` : nothing}
      ${
        isBusy
          ? nothing
          : html`
              <span class="row">
                ${
                  status === 'broken' && mayGoOn(file)
                    ? html`<button type="button" class="plain" @click=${() => uploads.retry(file)}>
                        ${texts.retry}<span class="visually-hidden"> ${name}</span>
                      </button>`
                    : nothing
                }
                <button type="button" class="plain" @click=${handleRemove}>
                  ${texts.remove}<span class="visually-hidden"> ${name}</span>
                </button>
              </span>
            `
      }
    </li>
  `;
}

/** Who took a file away goes on with the next one, or where files are chosen. */
async function focusBeside(button: Element): Promise<void> {
  const group = button.closest('.files');
  const place = [...(group?.querySelectorAll('li') ?? [])].indexOf(button.closest('li') as HTMLLIElement);
  const { host } = button.getRootNode() as ShadowRoot;
  await Promise.resolve();
  await (host as LitElement).updateComplete;
  const left = group?.querySelectorAll('li') ?? [];
  const next = left[Math.min(place, left.length - 1)]?.querySelector<HTMLElement>('button:last-of-type');
  (next ?? group?.querySelector<HTMLElement>('input'))?.focus();
}

function percentOf({ sentBytes, sizeBytes }: SentFile): number {
  return sizeBytes === 0 ? 0 : Math.floor((sentBytes / sizeBytes) * 100);
}

function stateOf(file: SentFile, texts: FilesMessages): string {
  switch (file.status) {
    case 'waiting':
      return texts.waiting;
    case 'sending':
      return texts.sending(percentOf(file));
    case 'ready':
      return texts.ready;
    case 'broken':
      return whyStopped(file, texts);
    case 'halted':
      return texts.halted(percentOf(file));
    case 'refused':
      return texts.refusal[file.refusal ?? ''] ?? texts.refusal.other;
  }
}

/** Why it does not go on: only a line that broke is told as one. */
function whyStopped(file: SentFile, { broken, stopped }: FilesMessages): string {
  switch (file.error?.kind) {
    case 'offline':
      return stopped.offline(percentOf(file));
    case 'unavailable':
    case 'bad-response':
      return stopped.service(percentOf(file));
    case 'unauthorized':
      return stopped.signedOut;
    case 'rate-limited':
      return isForToday(file) ? stopped.tomorrow : stopped.soon;
    case 'forbidden':
    case 'rejected':
    case 'conflict':
    case 'not-found':
      return stopped.refused;
    default:
      return broken(percentOf(file));
  }
}

/** Whether trying again can help. After signing in it goes on by itself. */
function mayGoOn(file: SentFile): boolean {
  const kind = file.error?.kind;
  if (kind === 'rate-limited') return !isForToday(file);
  return kind === undefined || ['offline', 'timeout', 'unavailable', 'bad-response'].includes(kind);
}

/** What may be sent in a day is sent. */
function isForToday({ error }: SentFile): boolean {
  return (error?.retryAfter ?? 0) > 1800;
}
