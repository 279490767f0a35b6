/** Days that something unsent is kept on the device. Apart from the outbox, so that a form can ask without loading it. */
export const KEPT_DAYS = 7;
