/*
 * What somebody wrote in a mail themselves, without the mail that they answer and without their signature. There are libraries for it, but none
 * knows how Ukrainian and Russian mail programs begin a quote, and the best known one looks for it by patterns that a hostile mail keeps busy
 * for minutes. This one looks at each line once. Where it is in doubt it keeps everything: staff can read past a quote, but not what was cut.
 */

/** Longer lines begin no quote. */
const LONGEST_ATTRIBUTION = 400;

/** More lines below a dashed one are a letter. */
const LONGEST_SIGNATURE = 15;

/** `-----Original Message-----`, as programs write it. */
const SEPARATOR =
  /^\s*[-_=*]{2,}\s*(original message|forwarded message|reply message|исходное сообщение|пересылаемое сообщение|пересланное сообщение|оригинальное сообщение|оригінальне повідомлення|початкове повідомлення|переслане повідомлення|вихідне повідомлення)\s*[-_=*]{2,}\s*$/i;

/** The first line of the head that Outlook and its like put above a quote, and one of those that follow it. */
const HEAD_FROM = /^\s*\*?(from|від|від кого|от|от кого|отправитель|відправник)\s*:\s*\*?/i;
const HEAD_NEXT = /^\s*\*?(sent|date|to|subject|надіслано|дата|кому|тема|отправлено)\s*:\s*\*?/i;

/** An address, and a year or a time: what every "on that day so and so wrote" has. */
const ADDRESS = /[^\s<>@"]@[^\s<>@"]/;
const MOMENT = /\b(20\d\d|\d{1,2}[:.]\d{2})\b/;
/** How such a line ends: with a colon, after the address or a word. */
const ATTRIBUTION_END = /(:|：)\s*$/;
const WROTE =
  /(wrote|writes|пише|написав|написала|написав\(ла\)|написал|написала|написал\(а\)|пишет|писал\(а\)|писав\(ла\))\s*:\s*$/i;

/** A line that phones put below what was written. */
const SENT_FROM =
  /^\s*(sent from my |sent from (outlook|mail|yahoo)|get outlook for|надіслано з |надіслано із |відправлено з |відправлено із |отправлено с |отправлено со |отправлено из |скачать outlook)/i;

/** What of a mail's text its sender wrote. The whole text where nothing else is left. */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').split('\n');
  const kept = withoutSignature(withoutQuote(lines));
  const own = kept.join('\n').trim();
  return own === '' ? text.trim() : own;
}

const isQuoted = (line: string) => /^\s?(>|\|>)/.test(line);
const isBlank = (line: string) => line.trim() === '';

/** Where the last such line is; -1 where there is none. */
function lastIndex(lines: readonly string[], isSuch: (line: string) => boolean): number {
  let at = lines.length - 1;
  while (at >= 0 && !isSuch(lines[at] ?? '')) at -= 1;
  return at;
}

function withoutQuote(lines: readonly string[]): readonly string[] {
  for (const [at, line] of lines.entries()) {
    if (SEPARATOR.test(line) || beginsHead(lines, at)) return lines.slice(0, withoutRule(lines, at));
    const length = attributionAt(lines, at);
    if (length === 0 && !isQuoted(line)) continue;
    const rest = lines.slice(at + length);
    const last = lastIndex(rest, isQuoted);
    // Some programs do not mark what they quote; then all of it follows. Only where an address says that it is one.
    if (last < 0 && ADDRESS.test(lines.slice(at, at + length).join(' '))) return lines.slice(0, at);
    // Somebody may mean "more than": one line alone is no quote.
    if (last < (length > 0 ? 0 : 1)) continue;
    // An answer below or between the quoted lines is the letter: all of it stays, or it could not be understood.
    const below = rest.slice(last + 1);
    const isBetween = rest.slice(0, last).some((each) => !isQuoted(each) && !isBlank(each));
    if (isBetween || withoutSignature(below).some((each) => !isBlank(each))) return lines;
    return lines.slice(0, at);
  }
  return lines;
}

/** The rule that Outlook draws above its head goes with it. */
function withoutRule(lines: readonly string[], at: number): number {
  let end = at;
  while (end > 0 && isBlank(lines[end - 1] ?? '')) end -= 1;
  return end > 0 && /^\s*[_-]{5,}\s*$/.test(lines[end - 1] ?? '') ? end - 1 : at;
}

function beginsHead(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.length > LONGEST_ATTRIBUTION || !HEAD_FROM.test(line)) return false;
  return lines.slice(at + 1, at + 4).filter((each) => HEAD_NEXT.test(each)).length >= 2;
}

/** How many lines "on that day so and so wrote:" takes from here: one, two where it was wrapped, or none. */
function attributionAt(lines: readonly string[], at: number): 0 | 1 | 2 {
  const first = lines[at] ?? '';
  if (isBlank(first) || isQuoted(first)) return 0;
  if (isAttribution(first)) return 1;
  const second = lines[at + 1] ?? '';
  // Wrapped, it begins with the day. A line of the letter above one that is whole is none of it.
  const mayGoOn = MOMENT.test(first) && !isBlank(second) && !isQuoted(second) && !isAttribution(second);
  return mayGoOn && isAttribution(`${first} ${second}`) ? 2 : 0;
}

function isAttribution(line: string): boolean {
  if (line.length > LONGEST_ATTRIBUTION || !MOMENT.test(line)) return false;
  return WROTE.test(line) || (ATTRIBUTION_END.test(line) && ADDRESS.test(line));
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const rule = lastIndex(lines, (line) => /^--\s?$/.test(line));
  const cut = rule > 0 && lines.length - rule <= LONGEST_SIGNATURE ? lines.slice(0, rule) : lines;
  let end = cut.length;
  while (end > 0 && isBlank(cut[end - 1] ?? '')) end -= 1;
  return end > 0 && SENT_FROM.test(cut[end - 1] ?? '') ? cut.slice(0, end - 1) : cut.slice(0, end);
}
