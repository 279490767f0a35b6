/** The service has an appeal; or, of somebody who is not signed in, keeps it until their code is typed on the service's own page. */
export class AppealSentEvent extends Event {
  /** Null while it waits for its code. */
  readonly appealId: string | null;
  /** What it is about: the id of the supplier's kind. */
  readonly kindId: string;

  constructor(appealId: string | null, kindId: string) {
    super('kabinet-appeal-sent', { bubbles: true, composed: true });
    this.appealId = appealId;
    this.kindId = kindId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-appeal-sent': AppealSentEvent;
  }
}
