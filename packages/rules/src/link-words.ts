import type { LinkProof } from './link-proof.js';

/** What a number in an answer may be said to be. */
export type LinkLabel = 'account_number' | LinkProof;

/** By their beginnings, since people decline them. Small letters, ё as е, without apostrophes. */
const LABELS: readonly (readonly [LinkLabel, RegExp])[] = [
  // Before the account: "счетчик" begins like "счет".
  ['meter_number', /^(лічильник|счетчик|meter|прилад|прибор|заводськ|заводск|серійн|серийн|serial)/],
  ['pin', /^(пін|пин|pin|піну|код$|кода$|пароль$)/],
  ['last_payment', /^(плат|сплат|заплат|оплат|оплач|сума$|суму$|сумою$|сумма$|сумму$|payment|paid|sum$|amount)/],
  ['account_number', /^(рахун|особов|лицев|счет|account|абонент|абонплат)/],
];

/** What a word says of the number beside it. */
export function labelOf(word: string): LinkLabel | null {
  return LABELS.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

/** Somebody else's account: said of relatives and neighbours, and of "not mine". */
const OTHERS =
  /^(родич|родственн|родн|мам|мат(ер|и$|ь$)|батьк|родител|тат(а|о|у|ів|ов)|пап(а|ы|и|ин)|отц|отец|бабус|бабуш|баби|бабк|дідус|діда|дедуш|деда|сестр|брат|син(а|у|ів)?$|сын|доньк|дочк|дочер|дружин|чолові(к|ка)$|муж(а|у)?$|жен(а|ы|и)$|тещ|свекр|сусід|сосед|чуж|інш|друг(ого|ой)$|близьк(а|ої|ий|ого|их)$|близк(ого|ий|ой|ая|их)$|relative|somebod|mother|mom|mum|father|dad|parent|gran|sister|brother|neighbo|someone|husband|wife)/;
const OWN = /^(мій|моє|моя|мої|моє|мое|мой|мои|my|mine|own|власн|собствен|свій|своя|своє|свой|свое|себе|me)$/;
const OWN_BEGINS = /^(власн|собственн)/;

/** Whose account the words say it is: `payer` for a relative's, `owner` for one's own. */
export function relationOf(words: readonly string[]): 'owner' | 'payer' | null {
  if (words.some((word) => OTHERS.test(word))) return 'payer';
  const own = words.findIndex((word) => OWN.test(word) || OWN_BEGINS.test(word));
  if (own === -1) return null;
  return ['не', 'not'].includes(words[own - 1] ?? '') ? 'payer' : 'owner';
}

const WANTS_PERSON =
  /^(люди(на|ну|ни|ною)|людей|человек|оператор|диспетчер|консультант|менеджер|спеціаліст|специалист|допомо|поможіть|поможи|помог|помощ|подзвон|передзвон|зателефон|позвон|перезвон|help|human|person$|agent|operator|support|someone)/;

/** Whether the words ask for a person; "близької людини" says whose account it is. */
export function asksForPerson(words: readonly string[]): boolean {
  return words.some((word, index) => WANTS_PERSON.test(word) && !/^близь?к/.test(words[index - 1] ?? ''));
}

const HAS_NOT = /^(нема|немає|немаю|відсутн|нету|отсутству|загуби|втрати|потеря|утеря|забул|забыл|lost|forgot)/;
const NOT_DO =
  /^(знаю|памятаю|помню|маю|бачу|вижу|знаходжу|нахожу|знайш|нашел|нашла|розумію|понимаю|know|have|remember|see|find)/;

/** Whether the words say that the asked fact is not at hand: "не знаю", "нема квитанції", "I don't know". */
export function doesNotKnow(words: readonly string[]): boolean {
  return (
    words.some((word) => HAS_NOT.test(word)) ||
    words.some(
      (word, index) => NOT_DO.test(word) && words.slice(Math.max(0, index - 2), index).some((each) => NOTS.has(each)),
    ) ||
    (words.length <= 2 && words.length > 0 && words.every((word) => NOTS.has(word) || word === 'знаю'))
  );
}

const NOTS = new Set(['не', 'ні', 'нет', 'not', 'no', 'dont', 't', 'cannot', 'cant']);

/** Words as this module compares them: small letters, ё as е, apostrophes left out. */
export function plainWords(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .replace(/(?<=\p{L})['’ʼ`](?=\p{L})/gu, '')
      .match(/\p{L}+/gu) ?? []
  );
}
