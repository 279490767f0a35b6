/**
 * What may be logged of an error: its kind and the place in the code. Never its message: the database writes the row's values into it
 * ("Key (account_number)=(…) already exists").
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, constraint, table, routine } = error as Error & Record<string, unknown>;
  return {
    name: error.name,
    code,
    constraint,
    table,
    routine,
    at: framesOf(error),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}

function framesOf({ stack }: Error): string[] {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}
