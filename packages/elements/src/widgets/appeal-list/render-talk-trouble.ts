import type { ApiError } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { AnyAction } from '../../core/action.js';
import type { Localize } from '../../core/localize.js';
import type { StateText } from '../../locales/messages.js';
import { renderNotice } from '../../parts/notice.js';
import { isAboutFiles } from './reply.js';

export interface TalkTroubleView {
  readonly localize: Localize;
  readonly renderSignIn: () => TemplateResult;
  readonly errorText: (error: ApiError) => StateText;
}

/** Why the last change was not made, or that nobody knows yet; what was typed stays. */
export function renderTalkTrouble(
  tried: AnyAction | null,
  { localize, renderSignIn, errorText }: TalkTroubleView,
): TemplateResult | typeof nothing {
  if (!tried || !('error' in tried.state)) return nothing;
  const texts = localize.texts('appealTalk');
  const { status, error } = tried.state;
  if (error.kind === 'unauthorized') return html`<div tabindex="-1" data-focus>${renderSignIn()}</div>`;
  if (status === 'unsure') {
    return renderNotice({
      tone: 'warn',
      text: texts.unsure,
      takesFocus: true,
      actions: html`<button type="button" @click=${() => void tried.retry()}>${texts.checkAgain}</button>`,
    });
  }
  const text =
    error.code === 'appeal_closed' ? texts.changed : isAboutFiles(error) ? texts.filesGone : errorText(error);
  return renderNotice({ tone: 'bad', text, takesFocus: true });
}
