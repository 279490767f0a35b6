import type { Appeal, AppealDetails } from '@kabinet/api';
import type { TemplateResult } from 'lit';
import { Action, type ActionState, type AnyAction } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import type { Score } from './appeal-list.model.js';
import { renderRating } from './render-rating.js';

interface Typed {
  readonly score: Score | null;
  readonly comment: string;
}

export interface RatingOptions {
  /** Whether it may be sent now. */
  readonly mayBegin: () => boolean;
  readonly onFocus: (selector: string) => void;
  readonly onSettled: (state: ActionState<AppealDetails>) => void;
}

/** Whether the answer helped: said once it is there, and changed as often as somebody wishes. */
export class Rating implements AnyAction {
  readonly #host: KabinetElement;
  readonly #options: RatingOptions;
  readonly #rate: Action<'rateAppeal'>;
  /** What is being chosen; null while nothing is. */
  #typed: (Typed & { readonly isWrong: boolean }) | null = null;

  constructor(host: KabinetElement, options: RatingOptions) {
    this.#host = host;
    this.#options = options;
    this.#rate = new Action(host, 'rateAppeal', (state) => options.onSettled(state));
  }

  get state(): ActionState<unknown> {
    return this.#rate.state;
  }

  get isSending(): boolean {
    return this.#rate.isSending;
  }

  retry(): Promise<void> {
    return this.#rate.retry();
  }

  reset(): void {
    this.#rate.reset();
  }

  /** It was said, or another appeal is open: nothing is being chosen. */
  forget(): void {
    this.#typed = null;
  }

  /** `isHeld`: it stays as it is for now. */
  render({ id, rating }: Appeal, isHeld: boolean): TemplateResult {
    const edit = (typed: Typed) => {
      if (isHeld) return;
      this.reset();
      this.#typed = { ...typed, isWrong: false };
    };
    return renderRating({
      localize: this.#host.localize,
      given: rating,
      typed: this.#typed,
      isHeld,
      onEdit: edit,
      onAgain: () => {
        edit({ score: (rating?.score ?? null) as Score | null, comment: rating?.comment ?? '' });
        this.#options.onFocus('#score');
      },
      onSubmit: (event) => {
        event.preventDefault();
        if (!isHeld) this.#send(id);
      },
    });
  }

  #send(appealId: string): void {
    const { score, comment } = this.#typed ?? { score: null, comment: '' };
    if (score === null) {
      this.#typed = { score, comment, isWrong: true };
      this.#options.onFocus('#score');
    } else if (this.#options.mayBegin()) {
      void this.#rate.run({ appealId, body: { score, comment: comment.trim() } });
    }
  }
}
