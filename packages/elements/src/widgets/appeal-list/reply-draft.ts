import { type DraftOwner, Drafts } from '../../core/drafts.js';
import type { KeptFile } from '../../core/upload.js';

/** What somebody has begun to write in an appeal. */
export interface ReplyDraft {
  readonly text: string;
  readonly files: readonly KeptFile[];
}

/** The drafts of replies, one for each appeal: over reloads, signing in and dead batteries. */
export class ReplyDrafts {
  readonly #kept = new Map<string, Drafts<ReplyDraft>>();

  #of(supplierId: string, appealId: string): Drafts<ReplyDraft> {
    const key = `${supplierId}/${appealId}`;
    const drafts = this.#kept.get(key) ?? new Drafts<ReplyDraft>(`reply-${appealId}`, supplierId);
    this.#kept.set(key, drafts);
    return drafts;
  }

  find(place: DraftPlace): Promise<ReplyDraft | null> {
    return this.#of(place.supplierId, place.appealId)
      .find(place.owner)
      .catch(() => null);
  }

  /** Nothing written is nothing to keep. */
  keep(place: DraftPlace, draft: ReplyDraft): void {
    const drafts = this.#of(place.supplierId, place.appealId);
    const isEmpty = draft.text.trim() === '' && draft.files.length === 0;
    void (isEmpty ? drafts.remove(place.owner) : drafts.keep(place.owner, draft)).catch(() => undefined);
  }
}

export interface DraftPlace {
  readonly supplierId: string;
  readonly appealId: string;
  /** An appeal is its author's: nobody else can open it, and so nobody else sees a draft in it. */
  readonly owner: DraftOwner;
}
