/** A page of the web. */
const WEB = /^https?:\/\/[^\s/?#\\@]+([/?#]\S*)?$/i;
/** Somebody to call, or to write a mail to. */
const CONTACT = /^(tel:\+?[\d ().-]{2,24}|mailto:[^\s@,;<>"?]{1,64}@[^\s@,;<>"?]{3,190})$/i;

/** Whether it is the address of a page that a supplier may name: never a path, which on each of its sites would be another page, nor anything that runs. */
export function isPageAddress(address: string): boolean {
  return WEB.test(address);
}

/** Whether a link of a supplier's text may lead there: to a page, a phone or a mail. The profile takes no others, and a page follows none. */
export function isLinkAddress(address: string): boolean {
  return isPageAddress(address) || CONTACT.test(address);
}
