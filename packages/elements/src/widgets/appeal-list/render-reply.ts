import { MAX_FILES } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../core/localize.js';
import type { Uploads } from '../../core/upload.js';
import { renderErrorSummary } from '../../parts/error-summary.js';
import { renderFileList, takeFiles } from '../../parts/file-list.js';
import { icons } from '../../parts/icons.js';
import { LONGEST_TEXT, type ReplyFault, type ReplyMode } from './appeal-list.model.js';

interface ReplyView {
  readonly localize: Localize;
  readonly mode: ReplyMode;
  readonly text: string;
  readonly isRestored: boolean;
  readonly faults: readonly ReplyFault[];
  readonly uploads: Uploads;
  readonly isBusy: boolean;
  readonly awaitsFiles: boolean;
  /** Where the supplier asked something the form is open by itself. */
  readonly canCancel: boolean;
  readonly onText: (text: string) => void;
  readonly onSubmit: (event: Event) => void;
  readonly onCancel: () => void;
}

/** A message to go on with: words, and files if there are some. */
export function renderReply(view: ReplyView): TemplateResult {
  const { localize, mode, text, isRestored, faults, uploads, isBusy, awaitsFiles, canCancel } = view;
  const texts = localize.texts('appealTalk');
  const words: Readonly<Record<ReplyFault, string>> = {
    text_missing: texts.textMissing,
    too_long: texts.tooLong(text.trim().length - LONGEST_TEXT),
    files_not_ready: texts.filesNotReady,
  };
  const textFault = faults.find((each) => each !== 'files_not_ready');
  const wrong = textFault ? words[textFault] : null;
  const handleInput = (event: Event) => view.onText((event.currentTarget as HTMLTextAreaElement).value);
  const handlePaste = (event: ClipboardEvent) =>
    takeFiles(event, event.clipboardData, (files) => {
      if (!isBusy) uploads.add(files);
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
      <div class="field ${wrong ? 'wrong' : ''}" part="field">
        <label for="message">${texts.field[mode]}</label>
        <p class="muted" id="message-hint">${isRestored ? texts.restored : texts.hint[mode]}</p>
        ${wrong ? html`<p class="error" id="message-error">${icons.error()}<span>${wrong}</span></p>` : nothing}
        <textarea
          part="input"
          id="message"
          rows="4"
          .value=${text}
          ?readonly=${isBusy}
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
        isBusy,
      })}
      <div class="row actions">
        <button type="submit" class="primary" aria-disabled=${isBusy ? 'true' : nothing}>
          ${awaitsFiles ? texts.awaitingFiles : isBusy ? texts.sending : texts.send[mode]}
        </button>
        ${canCancel && !isBusy ? html`<button type="button" @click=${view.onCancel}>${texts.cancel}</button>` : nothing}
      </div>
    </form>
  `;
}
