/** A command that ends without having changed anything; the message is for the person at the keyboard. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
