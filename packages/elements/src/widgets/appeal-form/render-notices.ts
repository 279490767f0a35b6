import type { InstantAnswer } from '@kabinet/api';
import { isLinkAddress, isPageAddress } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { renderSignInState } from '../../core/account-states.js';
import { inLanguage } from '../../core/in-language.js';
import type { StateText } from '../../locales/messages.js';
import { icons } from '../../parts/icons.js';
import { renderNotice } from '../../parts/notice.js';
import { renderRestored as renderRestoredNotice } from '../../parts/restored.js';
import type { AppealWriting } from './appeal-writing.js';

/** Above the topics: that one which was written about is gone. */
export function renderAboveTopics(writing: AppealWriting): TemplateResult | typeof nothing {
  if (!writing.isKindGone) return nothing;
  return renderNotice({ tone: 'warn', text: writing.host.localize.texts('appealWriting').kindGone });
}

/** That what is in the fields is from before, and the way to be rid of it. */
export function renderRestored(writing: AppealWriting): TemplateResult | typeof nothing {
  if (!writing.isRestored) return nothing;
  return renderRestoredNotice(writing.host.localize.texts('appealWriting'), () => writing.discard());
}

/** When files can be added, where they cannot be yet. */
export function filesLaterText({ host, isGuest }: AppealWriting): string {
  const texts = host.localize.texts('appealWriting');
  return isGuest ? texts.filesAfterCode : texts.filesAfterSignIn;
}

/** Which files there must be, said before anything is written: who has none at hand looks for them first. */
export function renderFilesLater(writing: AppealWriting): TemplateResult | typeof nothing {
  const { kind, host } = writing;
  if (!kind || !writing.needsFilesLater) return nothing;
  const { hint } = kind.files;
  const [what, when] = [hint && inLanguage(hint, host.localize.language), filesLaterText(writing)];
  return renderNotice({
    tone: 'info',
    text: { title: host.localize.texts('appealWriting').filesNeeded, text: what ?? when },
    more: what ? html`<p>${when}</p>` : nothing,
  });
}

/** The way in, in the words of this form. */
export function renderSignInNotice(writing: AppealWriting, text: { title: string; text: string }): TemplateResult {
  const view = writing.options.signInView();
  const { localize, connection } = writing.host;
  const error = connection?.page?.signInError;
  return renderSignInState({
    ...view,
    text,
    states: localize.texts('states'),
    error: error ? writing.options.errorText(error) : null,
    otherwise: nothing,
  });
}

/** Answers that are known already, closed until somebody wants one. */
export function renderAnswers(
  title: string,
  answers: readonly InstantAnswer[],
  language: string,
): TemplateResult | typeof nothing {
  if (answers.length === 0) return nothing;
  return html`
    <section class="answers" aria-label=${title}>
      <p class="answers-title">${icons.info()}<span>${title}</span></p>
      ${answers.map(
        ({ question, answer, link }) => html`
          <details>
            <summary>${inLanguage(question, language)}</summary>
            <div class="stack">
              <p>${inLanguage(answer, language)}</p>
              ${
                link && isLinkAddress(link.url)
                  ? html`<p>
                      <a href=${link.url} target=${isPageAddress(link.url) ? '_blank' : nothing} rel="noopener"
                        >${inLanguage(link.label, language)}</a
                      >
                    </p>`
                  : nothing
              }
            </div>
          </details>
        `,
      )}
    </section>
  `;
}

/** How the last sending stands; everything typed is still there. */
export function renderOutcome(writing: AppealWriting): TemplateResult | typeof nothing {
  const texts = writing.host.localize.texts('appealWriting');
  const { state } = writing.action;
  if (state.status === 'unsure' || writing.isInDoubt) {
    const error = 'error' in state ? state.error : null;
    if (error?.kind === 'unauthorized') return renderSignInAgain(writing);
    const isOffline = error?.kind === 'offline';
    return renderNotice({
      tone: 'warn',
      ...(isOffline && { icon: icons.offline }),
      text: isOffline ? texts.unsureOffline : texts.unsure,
      takesFocus: true,
      actions: html`<button type="button" class="primary" @click=${() => void writing.retry()}>
        ${texts.checkAgain}
      </button>`,
    });
  }
  if (state.status !== 'failed' || Object.keys(writing.faults).length > 0) return nothing;
  const { error } = state;
  if (error.kind === 'unauthorized') return renderSignInAgain(writing);
  const { title, text }: StateText = error.kind === 'rejected' ? texts.refused : writing.options.errorText(error);
  const requestId = error.problem?.requestId;
  return renderNotice({
    tone: error.kind === 'offline' ? 'warn' : 'bad',
    ...(error.kind === 'offline' && { icon: icons.offline }),
    text: { title, text: `${text} ${texts.typedKept}`.trim() },
    takesFocus: true,
    ...(requestId && {
      more: html`<p class="muted">${writing.host.localize.texts('common').requestId(requestId)}</p>`,
    }),
  });
}

function renderSignInAgain(writing: AppealWriting): TemplateResult {
  const text = writing.host.localize.texts('states').sessionEnded(true);
  return html`<div tabindex="-1" data-focus>${renderSignInNotice(writing, text)}</div>`;
}
