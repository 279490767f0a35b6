export { cleanLine, cleanLines } from '@kabinet/rules';

const CONTROL_IN_FORMS = /[^\P{Cc}\t\n\r]/gu;

/** A form of one of our pages as a browser sent it, without the control characters that no browser lets anybody type. */
export function formOf(text: string): URLSearchParams {
  const clean = (part: string) => part.replace(CONTROL_IN_FORMS, '');
  return new URLSearchParams(
    [...new URLSearchParams(text)].map(([name, value]): [string, string] => [clean(name), clean(value)]),
  );
}

/** Whether PostgreSQL cannot keep the text. */
export function hasNul(text: string): boolean {
  return text.includes('\u0000');
}
