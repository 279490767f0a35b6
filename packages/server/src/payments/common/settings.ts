type Values = Readonly<Record<string, unknown>>;

/** A text that has to be there. The error names the setting and never its value. */
export function textOf(values: Values, name: string, pattern: RegExp = /^\S+$/): string {
  const value = values[name];
  if (typeof value !== 'string' || !pattern.test(value)) throw new Error(`${name} is missing or wrong`);
  return value;
}

/** One of the texts, or the first of them where nothing is said. */
export function choiceOf<Choice extends string>(
  values: Values,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = values[name] ?? choices[0];
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new Error(`${name} is none of ${choices.join(', ')}`);
  return choice;
}

/**
 * The address of the provider: its own, or another one where it is tried out. Over https, or on this machine: what is sent there is signed
 * and what comes from there is believed.
 */
export function addressOf(values: Values, name: string, usual: string): string {
  const value = values[name] ?? usual;
  const isGood =
    typeof value === 'string' && /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)([:/]|$))[^\s?#]+$/.test(value);
  if (!isGood) throw new Error(`${name} is no address over https`);
  return value.replace(/\/$/, '');
}
