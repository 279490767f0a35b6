import type { ApiError, Reading } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { ReadingPhotoMessages, StateText } from '../../locales/messages.js';
import { icons } from '../../parts/icons.js';
import { renderNotice } from '../../parts/notice.js';
import type { PhotoUpload } from './photo-upload.js';
import type { StepsView } from './reading-view.js';
import { renderPhotoChoice } from './render-photo-choice.js';

/** A photo of the meter with a reading: shown back, sent, attached, taken away again, or none of it. */
export function renderPhoto({
  view,
  upload,
  reading,
  texts,
}: {
  view: StepsView;
  upload: PhotoUpload;
  reading: Reading;
  texts: ReadingPhotoMessages;
}): TemplateResult {
  const choice = (label: string) => renderPhotoChoice(label, (file) => void upload.take(file));
  const content = () => {
    if (upload.isPreparing) return html`<p class="muted">${texts.preparing}</p>`;
    if (upload.fault) {
      return renderNotice({ tone: 'bad', text: texts[upload.fault], takesFocus: true, actions: choice(texts.another) });
    }
    if (upload.picture) return renderPicture(view, upload, texts, choice(texts.another));
    return renderAttached({ view, upload, reading, texts, choice });
  };
  return html`
    <div class="photo stack">
      ${content()}
      <p class="visually-hidden" role="status">${upload.attaching.isSending ? texts.sending : ''}</p>
    </div>
  `;
}

/** What is to be sent, or could not be. */
function renderPicture(
  view: StepsView,
  upload: PhotoUpload,
  texts: ReadingPhotoMessages,
  another: TemplateResult,
): TemplateResult {
  const { state } = upload.attaching;
  const error = 'error' in state ? state.error : null;
  if (error?.kind === 'unauthorized') return html`<div tabindex="-1" data-focus>${view.renderSignIn()}</div>`;
  const isHopeless = error !== null && isRefusal(error);
  const canvas = upload.picture?.canvas;
  canvas?.setAttribute('role', 'img');
  canvas?.setAttribute('aria-label', texts.preview);
  return html`
    ${
      error
        ? renderFailure(view, error, texts)
        : html`<p tabindex="-1" ?data-focus=${state.status === 'idle'}>${texts.check}</p>`
    }
    ${canvas}
    <div class="row actions">
      ${
        isHopeless
          ? nothing
          : html`
              <button
                type="button"
                class="primary"
                aria-disabled=${upload.isBusy ? 'true' : nothing}
                @click=${() => void upload.send()}
              >
                ${upload.isBusy ? texts.sending : error ? view.common.retry : texts.send}
              </button>
            `
      }
      ${upload.isBusy ? nothing : another}
      <button type="button" @click=${() => upload.discard()}>${texts.discard}</button>
    </div>
  `;
}

/** The photo the service has, with the way to take it back; or the way to add one. */
function renderAttached({
  view,
  upload,
  reading,
  texts,
  choice,
}: {
  view: StepsView;
  upload: PhotoUpload;
  reading: Reading;
  texts: ReadingPhotoMessages;
  choice: (label: string) => TemplateResult;
}): TemplateResult {
  const { state } = upload.removal;
  const error = 'error' in state ? state.error : null;
  const failure = error && renderFailure(view, error, texts);
  if (!upload.isAttachedTo(reading)) {
    const isRemoved = state.status === 'done';
    return html`
      ${isRemoved ? renderNotice({ tone: 'good', text: { title: texts.removed, text: '' }, takesFocus: true }) : nothing}
      ${choice(view.texts.addPhoto)}
    `;
  }
  const isNew = upload.attaching.state.status === 'done';
  return html`
    ${failure}
    <div class="row" tabindex="-1" ?data-focus=${isNew && !failure}>
      ${icons.check()}<span>${texts.attached}</span>
      <button
        type="button"
        class="plain"
        aria-disabled=${upload.isBusy ? 'true' : nothing}
        @click=${() => void upload.remove()}
      >
        ${upload.isBusy ? texts.removing : texts.remove}
      </button>
    </div>
  `;
}

/** The service has judged: trying the same again would not help. */
function isRefusal({ code }: ApiError): boolean {
  return code === 'photo_refused' || code === 'reading_not_correctable';
}

function renderFailure(view: StepsView, error: ApiError, texts: ReadingPhotoMessages): TemplateResult {
  const isOffline = error.kind === 'offline';
  return renderNotice({
    tone: isOffline ? 'warn' : 'bad',
    ...(isOffline && { icon: icons.offline }),
    text: failureText(view, error, texts),
    takesFocus: true,
  });
}

function failureText(view: StepsView, error: ApiError, texts: ReadingPhotoMessages): StateText {
  const { code, problem } = error;
  if (code === 'reading_not_correctable') return texts.tooLate;
  if (code === 'photo_refused')
    return problem?.issues?.[0]?.code.startsWith('too_') ? texts.too_large : texts.unreadable;
  const { title, text } = error.outcomeUnknown && error.kind !== 'offline' ? texts.unsure : view.errorText(error);
  return { title, text: `${texts.readingIsSafe} ${text}` };
}
