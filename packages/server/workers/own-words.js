// @ts-check
/*
 * What somebody wrote in a mail themselves, without the mail that they answer and without their signature. There are libraries for it, but none
 * knows how Ukrainian and Russian mail programs begin a quote, and the best known one looks for it by patterns that a hostile mail keeps busy
 * for minutes. This one looks at each line once. A line can look like the beginning of a quote and be none: so nothing is thrown away. What is taken for a
 * quote is kept with the message, and folded away where it is shown.
 */

/** Longer lines begin no quote. */
const LONGEST_ATTRIBUTION = 400;

/** More lines below a dashed one are a letter. */
const LONGEST_SIGNATURE = 15;

/** `-----Original Message-----`, as programs write it. */
const SEPARATOR =
  /^\s*[-_=*]{2,}\s*(original message|reply message|исходное сообщение|оригинальное сообщение|оригінальне повідомлення|оригінал повідомлення|початкове повідомлення|вихідне повідомлення)\s*[-_=*]{2,}\s*$/i;

/** Above what somebody forwards: that is what they write about. */
const FORWARDED =
  /^\s*([-_=*]{2,}\s*(forwarded message|пересылаемое сообщение|пересланное сообщение|переслане повідомлення|повідомлення, що пересилається)\s*[-_=*]{2,}|begin forwarded message:|начало переадресованного сообщения:|початок листа, що пересилається:|початок переадресованого повідомлення:)\s*$/i;

/** The first line of the head that Outlook and its like put above a quote, and one of those that follow it. */
const HEAD_FROM = /^\s*\*?(from|від|від кого|от|от кого|отправитель|відправник)\s*:\s*\*?/i;
const HEAD_NEXT = /^\s*\*?(sent|date|to|subject|надіслано|дата|кому|тема|отправлено)\s*:\s*\*?/i;

/** An address, and a year or a time: what every "on that day so and so wrote" has. */
const ADDRESS = /[^\s<>@"]@[^\s<>@"]/;
const MOMENT = /\b(20\d\d|\d{1,2}[:.]\d{2})\b/;
/** How such a line ends: with a colon, after the address or a word. */
const ATTRIBUTION_END = /(:|：)\s*$/;
const WROTE =
  /(wrote|writes|пише|написав|написала|написав\(-?ла\)|написал|написал\(-?а\)|пишет|писал\(-?а\)|писав\(-?ла\))\s*:\s*$/i;

/** A line that phones and programs put below what was written: from what it was sent, by a name of theirs. "Sent from the post office" is a letter. */
const SENT_FROM =
  /^\s*(sent (from|via|with|using)|(надіслано|відправлено) (з|із|зі|через|за допомогою)|отправлено (с|со|из|через))\s/i;
const DEVICE =
  /iphone|ipad|android|galaxy|samsung|xiaomi|redmi|poco|huawei|honor|motorola|nokia|oneplus|pixel|blackberry|windows|outlook|thunderbird|gmail|mymail|yahoo|proton|(^|[^\p{L}])mail([^\p{L}]|$)|mail\.ru|яндекс|yandex|rambler|ukr\.net|i\.ua|meta\.ua|bigmir|телефон|смартфон|планшет|мобільн|мобильн|моб\.|пристро|устройств|додатк|застосунк|приложени/iu;
/** What Outlook on phones puts there instead. */
const GET_PROGRAM =
  /^\s*(get|отримати|отримайте|завантажити|завантажте|скачать|скачайте|загрузить|загрузите|установите) outlook /i;
/** Longer lines are somebody's own. */
const LONGEST_SENT_FROM = 200;

/**
 * What of a mail's text its sender wrote, and what follows it: a quote of the mail before, their signature. Empty where nothing is told apart.
 * @param {string} text
 * @returns {{ own: string, quoted: string }}
 */
export function ownAndQuoted(text) {
  const whole = text.replace(/\r\n?/g, '\n').trim();
  const lines = whole.replaceAll('\u00a0', ' ').split('\n');
  if (lines.some((line) => FORWARDED.test(line))) return { own: whole, quoted: '' };
  // Always lines from the beginning, so that it tells where the rest begins.
  const { length } = withoutSignature(withoutQuote(lines)).join('\n');
  const own = whole.slice(0, length).trim();
  return own === '' ? { own: whole, quoted: '' } : { own, quoted: whole.slice(length).trim() };
}

/**
 * What of a mail's text its sender wrote. The whole text where nothing else is left.
 * @param {string} text
 */
export function ownWords(text) {
  return ownAndQuoted(text).own;
}

/** @param {string} line */
const isQuoted = (line) => /^\s?(>|\|>)/.test(line);
/** @param {string} line */
const isBlank = (line) => line.trim() === '';

/**
 * Where the last such line is; -1 where there is none.
 * @param {readonly string[]} lines
 * @param {(line: string) => boolean} isSuch
 */
function lastIndex(lines, isSuch) {
  let at = lines.length - 1;
  while (at >= 0 && !isSuch(lines[at] ?? '')) at -= 1;
  return at;
}

/** @param {readonly string[]} lines */
function withoutQuote(lines) {
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

/** The rule that Outlook draws above its head goes with it; so does one with words in it, in whatever language. */
const RULE = /^\s*([_-]{5,}|-{3,}\s*[\p{L} ]{4,40}-{3,})\s*$/u;

/** @param {readonly string[]} lines @param {number} at */
function withoutRule(lines, at) {
  let end = at;
  while (end > 0 && isBlank(lines[end - 1] ?? '')) end -= 1;
  return end > 0 && RULE.test(lines[end - 1] ?? '') ? end - 1 : at;
}

/** @param {readonly string[]} lines @param {number} at */
function beginsHead(lines, at) {
  const line = lines[at] ?? '';
  if (line.length > LONGEST_ATTRIBUTION || !HEAD_FROM.test(line)) return false;
  return lines.slice(at + 1, at + 4).filter((each) => HEAD_NEXT.test(each)).length >= 2;
}

/**
 * How many lines "on that day so and so wrote:" takes from here: one, two where it was wrapped, or none.
 * @param {readonly string[]} lines
 * @param {number} at
 * @returns {0 | 1 | 2}
 */
function attributionAt(lines, at) {
  const first = lines[at] ?? '';
  if (isBlank(first) || isQuoted(first)) return 0;
  if (isAttribution(first)) return 1;
  const second = lines[at + 1] ?? '';
  // Wrapped, it begins with the day. A line of the letter above one that is whole is none of it.
  const mayGoOn = MOMENT.test(first) && !isBlank(second) && !isQuoted(second) && !isAttribution(second);
  return mayGoOn && isAttribution(`${first} ${second}`) ? 2 : 0;
}

/** @param {string} line */
function isAttribution(line) {
  if (line.length > LONGEST_ATTRIBUTION || !MOMENT.test(line)) return false;
  return WROTE.test(line) || (ATTRIBUTION_END.test(line) && ADDRESS.test(line));
}

/** @param {readonly string[]} lines */
function withoutSignature(lines) {
  const rule = lastIndex(lines, (line) => /^--\s?$/.test(line));
  const cut = rule > 0 && lines.length - rule <= LONGEST_SIGNATURE ? lines.slice(0, rule) : lines;
  let end = cut.length;
  while (end > 0 && isBlank(cut[end - 1] ?? '')) end -= 1;
  return end > 0 && isSentFrom(cut[end - 1] ?? '') ? cut.slice(0, end - 1) : cut.slice(0, end);
}

/** @param {string} line */
function isSentFrom(line) {
  if (line.length > LONGEST_SENT_FROM) return false;
  return GET_PROGRAM.test(line) || (SENT_FROM.test(line) && DEVICE.test(line));
}
