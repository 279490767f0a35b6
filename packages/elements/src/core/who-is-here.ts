/**
 * Who is at the page, as far as the service tells: decides in one place whether what was written and done here is still theirs who are there
 * now. A session that ran out is nobody's leaving: its customer is expected back. Who is not signed in may sign in, and goes on.
 */
export class WhoIsHere {
  /** The service's key for the customer of this session; null for nobody who is signed in; undefined while that is not known. */
  key: string | null | undefined = undefined;
  /** How many were here one after the other: with another number, what stands on the page is somebody else's. */
  turn = 0;
  /** Of the session before: who may go on. */
  #before: string | null | undefined = undefined;

  /** Another session, or none. */
  sessionChanged(): void {
    // Of whom nobody knows whether they were signed in, they may have been.
    if (this.key !== undefined) this.#before = this.key;
    else this.#before ??= '';
    this.key = undefined;
  }

  /** They left for good: whoever comes next begins anew. */
  left(): void {
    this.sessionChanged();
    this.#before = null;
    this.turn += 1;
  }

  /** The service has said who it is; null for nobody; an empty key for somebody whom it does not tell from others. */
  note(key: string | null): void {
    const isFirst = this.key === undefined;
    // The session ran out: who was signed in is expected back.
    if (key === null && !isFirst) return;
    const before = isFirst ? this.#before : this.key;
    this.key = key;
    // Who was not signed in goes on, signed in or not.
    const isSame = before == null || (before === key && (key !== '' || !isFirst));
    if (!isSame) this.turn += 1;
  }
}
