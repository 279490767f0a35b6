import type { Appeal } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../core/localize.js';
import { renderChoice } from '../../parts/choice.js';
import type { Score } from './appeal-list.model.js';

interface Typed {
  readonly score: Score | null;
  readonly comment: string;
}

interface RatingView {
  readonly localize: Localize;
  /** The one that was given; null while there is none. */
  readonly given: Appeal['rating'];
  /** What is being chosen; null while nothing is. */
  readonly typed: (Typed & { readonly isWrong: boolean }) | null;
  /** Another change is under way, or this one: it stays as it is. */
  readonly isHeld: boolean;
  readonly onEdit: (typed: Typed) => void;
  readonly onAgain: () => void;
  readonly onSubmit: (event: Event) => void;
}

const SCORES = [5, 4, 3, 2, 1] as const;
const LONGEST_COMMENT = 1000;

/** Whether the answer helped: asked once it is there, and told once it was said. */
export function renderRating({
  localize,
  given,
  typed,
  isHeld,
  onEdit,
  onAgain,
  onSubmit,
}: RatingView): TemplateResult {
  const texts = localize.texts('appealTalk');
  if (given && !typed) {
    const words = texts.score[given.score as Score] ?? String(given.score);
    return html`
      <div class="stack">
        <p>
          <strong>${texts.rated(words)}</strong>
          ${given.comment ? html`<br /><span class="text">${given.comment}</span>` : nothing}
        </p>
        ${
          isHeld
            ? nothing
            : html`<div class="row">
                <button type="button" class="plain" @click=${onAgain}>${texts.rateAgain}</button>
              </div>`
        }
      </div>
    `;
  }
  const { score, comment } = typed ?? { score: null, comment: '' };
  const handleComment = (event: Event) =>
    onEdit({ score, comment: (event.currentTarget as HTMLTextAreaElement).value });
  return html`
    <form class="rating" novalidate @submit=${onSubmit}>
      ${renderChoice({
        id: 'score',
        legend: texts.rate,
        options: SCORES.map((each) => ({ value: String(each), label: texts.score[each] })),
        chosen: score === null ? null : String(score),
        isFixed: isHeld,
        error: typed?.isWrong ? texts.scoreMissing : null,
        onChoose: (value) => onEdit({ score: Number(value) as Score, comment }),
      })}
      ${
        typed
          ? html`<div class="field" part="field">
              <label for="comment">${texts.comment}</label>
              <textarea
                part="input"
                id="comment"
                rows="2"
                maxlength=${LONGEST_COMMENT}
                .value=${comment}
                ?readonly=${isHeld}
                @input=${handleComment}
              ></textarea>
            </div>`
          : nothing
      }
      <div class="row actions">
        <button type="submit" aria-disabled=${isHeld ? 'true' : nothing}>${texts.rateSend}</button>
      </div>
    </form>
  `;
}
