// @ts-check
/** What the scripts say to people: one sentence that says what to do, never a stack trace. */

/** A failure whose message is meant for the person at the keyboard. */
export class UserError extends Error {}

/**
 * Runs a script's main function; prints a UserError's sentence alone and leaves with exit code 1.
 * @param {() => Promise<void>} main
 */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    if (error instanceof UserError) console.error(`\n${error.message}\n`);
    else console.error(error);
    process.exit(1);
  }
}

/**
 * Prints a heading for a step that takes a while.
 * @param {string} text
 */
export function step(text) {
  console.log(`\n> ${text}`);
}
