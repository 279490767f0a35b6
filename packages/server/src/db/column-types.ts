/** Type numbers of PostgreSQL, as in its catalogue `pg_type`. */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;

const asText = (text: string): string => text;
const asIsoMoment = (text: string): string => new Date(text).toISOString();

/**
 * How columns arrive, the same from both databases: calendar days, decimals and 64-bit integers as exact text, moments as ISO 8601.
 * Without it a `date` would arrive as local midnight and a `numeric` as a float.
 */
export const columnParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: asText,
  [DATE]: asText,
  [TIMESTAMP]: asText,
  [TIMESTAMPTZ]: asIsoMoment,
  [NUMERIC]: asText,
};
