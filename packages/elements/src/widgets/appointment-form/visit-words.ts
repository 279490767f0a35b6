/** What somebody has written to come with. The time is not kept: it may be somebody else's by then. */
export interface VisitDraft {
  readonly receptionId: string;
  readonly topic: string;
  readonly phone: string;
}

/** What somebody writes to come with: a topic for each reception, and one phone. */
export class VisitWords {
  topic = '';
  phone = '';
  /** It was written before this page was opened. */
  isRestored = false;
  #receptionId: string | null = null;
  /** What was said for the other receptions, by their ids. */
  readonly #others = new Map<string, string>();
  /** What was written before, until its reception is come to. */
  #found: VisitDraft | null = null;

  /** What is to be kept; null for nothing. */
  get draft(): VisitDraft | null {
    const { topic, phone } = this;
    const isEmpty = topic.trim() === '' && phone.trim() === '';
    return this.#receptionId === null || isEmpty ? this.#found : { receptionId: this.#receptionId, topic, phone };
  }

  /** They turn to a reception: what was typed for another one is about something else. */
  turnTo(receptionId: string, topic?: string): void {
    if (this.#receptionId !== receptionId) {
      if (this.#receptionId !== null) this.#others.set(this.#receptionId, this.topic);
      this.topic = this.#others.get(receptionId) ?? '';
    }
    if (topic !== undefined) this.topic = topic;
    this.#receptionId = receptionId;
    this.#restore();
  }

  /** It was written before, by whoever is there now. What is being written goes before it. */
  find(draft: VisitDraft): void {
    this.#found = draft;
    this.#restore();
  }

  /** It is said, or they would rather begin anew. */
  clear(): void {
    this.topic = '';
    this.phone = '';
    this.isRestored = false;
  }

  /** Somebody else is there now. */
  leave(): void {
    this.clear();
    this.#others.clear();
    this.#found = null;
  }

  #restore(): void {
    const found = this.#found;
    if (found === null || found.receptionId !== this.#receptionId || this.topic !== '') return;
    this.topic = found.topic;
    this.phone ||= found.phone;
    this.isRestored = true;
    this.#found = null;
  }
}
