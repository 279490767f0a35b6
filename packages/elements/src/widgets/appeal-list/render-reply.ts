import { MAX_FILES } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../core/localize.js';
import { renderErrorSummary } from '../../parts/error-summary.js';
import { renderFileList, takeFiles } from '../../parts/file-list.js';
import { icons } from '../../parts/icons.js';
import { renderRestored } from '../../parts/restored.js';
import { LONGEST_TEXT, type ReplyFault, type ReplyMode } from './appeal-list.model.js';
import type { Reply } from './reply.js';

interface ReplyView {
  readonly localize: Localize;
  readonly mode: ReplyMode;
  readonly reply: Reply;
  /** Where the supplier asked something the form is open by itself. */
  readonly canCancel: boolean;
  readonly onSubmit: (event: Event) => void;
  readonly onCancel: () => void;
}

/** A message to go on with: words, and files if there are some. */
export function renderReply(view: ReplyView): TemplateResult {
  const { localize, mode, reply, canCancel } = view;
  const { text, isRestored, faults, uploads, isSent, isAwaitingFiles } = reply;
  const texts = localize.texts('appealTalk');
  const words: Readonly<Record<ReplyFault, string>> = {
    text_missing: texts.textMissing,
    too_long: texts.tooLong(text.trim().length - LONGEST_TEXT),
    files_not_ready: texts.filesNotReady,
  };
  const textFault = faults.find((each) => each !== 'files_not_ready');
  const wrong = textFault ? words[textFault] : null;
  const handleInput = (event: Event) => reply.write((event.currentTarget as HTMLTextAreaElement).value);
  const handlePaste = (event: ClipboardEvent) =>
    takeFiles(event, event.clipboardData, (files) => {
      if (!isSent) uploads.add(files);
    });
  const fieldOf = (fault: ReplyFault) => (fault === 'files_not_ready' ? 'reply-files' : 'message');
  return html`
    <form novalidate @submit=${view.onSubmit} @paste=${handlePaste}>
      ${
        faults.length > 0
          ? renderErrorSummary(
              texts.summary,
              faults.map((fault) => ({ fieldId: fieldOf(fault), text: words[fault] })),
            )
          : nothing
      }
      ${isRestored && !isSent ? renderRestored(texts, () => reply.discard()) : nothing}
      <div class="field ${wrong ? 'wrong' : ''}" part="field">
        <label for="message">${texts.field[mode]}</label>
        <p class="muted" id="message-hint">${texts.hint[mode]}</p>
        ${wrong ? html`<p class="error" id="message-error">${icons.error()}<span>${wrong}</span></p>` : nothing}
        <textarea
          part="input"
          id="message"
          rows="4"
          .value=${text}
          ?readonly=${isSent}
          aria-describedby="message-hint${wrong ? ' message-error' : ''}"
          aria-invalid=${wrong ? 'true' : nothing}
          @input=${handleInput}
        ></textarea>
      </div>
      ${renderFileList({
        id: 'reply-files',
        uploads,
        atMost: MAX_FILES,
        hint: null,
        error: faults.includes('files_not_ready') ? words.files_not_ready : null,
        texts: localize.texts('files'),
        format: localize.format,
        isBusy: isSent,
      })}
      <div class="row actions">
        <button type="submit" class="primary" aria-disabled=${isSent || isAwaitingFiles ? 'true' : nothing}>
          ${isAwaitingFiles ? texts.awaitingFiles : reply.isSending ? texts.sending : texts.send[mode]}
        </button>
        ${canCancel && !isSent ? html`<button type="button" @click=${view.onCancel}>${texts.cancel}</button>` : nothing}
      </div>
    </form>
  `;
}
