import type { CalendarDate } from '@kabinet/rules';
import type { PageLanguage } from '../words/languages.js';
import { dayAndMonth } from '../words/moments.js';
import type { MessageText } from './texts.js';

/** Where whoever sent an appeal reads on. */
export interface WhereToRead {
  /** The appeal's. */
  readonly number: string;
  /** They are signed in, and read in their cabinet. */
  readonly isInCabinet: boolean;
  /** The page of one appeal, of who wrote without signing in; null where there is none. */
  readonly url: string | null;
  /** A mail can simply be answered. */
  readonly isAnsweredByMail: boolean;
}

/** What the supplier wrote; `files`: how many come with it. */
interface Written extends WhereToRead {
  readonly text: string;
  readonly files: number;
}

/** What messages about appeals tell of. */
export interface AppealMessageFacts {
  appeal_received: WhereToRead & { readonly dueOn: CalendarDate };
  appeal_answered: Written;
  /** The supplier asked something. */
  appeal_waiting: Written;
  /** The supplier wrote, and still works on it. */
  appeal_written: Written;
  appeal_due_moved: WhereToRead & {
    readonly dueOn: CalendarDate;
    /** Why; empty where the day changed with the kind of the appeal. */
    readonly reason: string;
  };
}

type AppealTexts = { readonly [P in keyof AppealMessageFacts]: (facts: AppealMessageFacts[P]) => MessageText };

/** An SMS that says there is something, and where. */
function sms(said: string, { isInCabinet, url }: WhereToRead, inCabinet: string): string {
  if (isInCabinet) return `${said}. ${inCabinet}`;
  return url === null ? said : `${said}: ${url}`;
}

interface Words {
  readonly files: (count: number) => string;
  readonly byMailOrCabinet: string;
  readonly inCabinet: string;
  readonly byMail: string;
  readonly onPage: string;
}

/** How to go on, below what was written. */
function ending({ isInCabinet, url, isAnsweredByMail }: WhereToRead, words: Words): string {
  const page = url === null ? [] : [`${words.onPage}\n${url}`];
  if (!isInCabinet) return [...(isAnsweredByMail ? [words.byMail] : []), ...page].map((line) => `\n\n${line}`).join('');
  return `\n\n${isAnsweredByMail ? words.byMailOrCabinet : words.inCabinet}`;
}

function withFiles(text: string, files: number, words: Words): string {
  return files === 0 ? text : `${text}${text === '' ? '' : '\n\n'}${words.files(files)}`;
}

const UK: Words = {
  files: (count) => `Додано файлів: ${count}. Завантажити їх можна там, де ви читаєте все звернення.`,
  byMailOrCabinet: 'Щоб написати далі, відповідайте на цей лист або пишіть у кабінеті.',
  inCabinet: 'Написати далі можна в кабінеті.',
  byMail: 'Щоб написати далі, відповідайте на цей лист.',
  onPage: 'Усе звернення:',
};

const uk: AppealTexts = {
  appeal_received: (facts) => ({
    sms: sms(
      `Звернення ${facts.number}: відповідь до ${dayAndMonth(facts.dueOn, 'uk')}`,
      facts,
      'Стан видно в кабінеті',
    ),
    subject: `Звернення ${facts.number} отримано`,
    body: `Ми отримали ваше звернення ${facts.number} і відповімо не пізніше ${dayAndMonth(facts.dueOn, 'uk')}.${ending(facts, UK)}`,
  }),
  appeal_answered: (facts) => ({
    sms: sms(`Є відповідь на звернення ${facts.number}`, facts, 'Прочитайте її в кабінеті'),
    subject: `Відповідь на звернення ${facts.number}`,
    body: `${withFiles(facts.text, facts.files, UK)}${ending(facts, UK)}`,
  }),
  appeal_waiting: (facts) => ({
    sms: sms(`Є запитання щодо звернення ${facts.number}`, facts, 'Відповідайте в кабінеті'),
    subject: `Звернення ${facts.number}: потрібна ваша відповідь`,
    body: `${withFiles(facts.text, facts.files, UK)}${ending(facts, UK)}`,
  }),
  appeal_written: (facts) => ({
    sms: sms(`Ми написали щодо звернення ${facts.number}`, facts, 'Прочитайте в кабінеті'),
    subject: `Звернення ${facts.number}: ми вам написали`,
    body: `${withFiles(facts.text, facts.files, UK)}\n\nРобота зі зверненням триває.${ending(facts, UK)}`,
  }),
  appeal_due_moved: (facts) => ({
    sms: sms(
      `Звернення ${facts.number}: відповімо до ${dayAndMonth(facts.dueOn, 'uk')}`,
      facts,
      facts.reason === '' ? 'Стан у кабінеті' : 'Чому: у кабінеті',
    ),
    subject: `Звернення ${facts.number}: відповімо не пізніше ${dayAndMonth(facts.dueOn, 'uk')}`,
    body: `На ваше звернення ${facts.number} відповімо не пізніше ${dayAndMonth(facts.dueOn, 'uk')}.${facts.reason && `\n\n${facts.reason}`}${ending(facts, UK)}`,
  }),
};

const RU: Words = {
  files: (count) => `Добавлено файлов: ${count}. Загрузить их можно там, где вы читаете всё обращение.`,
  byMailOrCabinet: 'Чтобы написать дальше, отвечайте на это письмо или пишите в кабинете.',
  inCabinet: 'Написать дальше можно в кабинете.',
  byMail: 'Чтобы написать дальше, отвечайте на это письмо.',
  onPage: 'Всё обращение:',
};

const ru: AppealTexts = {
  appeal_received: (facts) => ({
    sms: sms(`Обращение ${facts.number}: ответ до ${dayAndMonth(facts.dueOn, 'ru')}`, facts, 'Статус в кабинете'),
    subject: `Обращение ${facts.number} получено`,
    body: `Мы получили ваше обращение ${facts.number} и ответим не позже ${dayAndMonth(facts.dueOn, 'ru')}.${ending(facts, RU)}`,
  }),
  appeal_answered: (facts) => ({
    sms: sms(`Есть ответ на обращение ${facts.number}`, facts, 'Прочитайте его в кабинете'),
    subject: `Ответ на обращение ${facts.number}`,
    body: `${withFiles(facts.text, facts.files, RU)}${ending(facts, RU)}`,
  }),
  appeal_waiting: (facts) => ({
    sms: sms(`Есть вопрос по обращению ${facts.number}`, facts, 'Ответьте в кабинете'),
    subject: `Обращение ${facts.number}: нужен ваш ответ`,
    body: `${withFiles(facts.text, facts.files, RU)}${ending(facts, RU)}`,
  }),
  appeal_written: (facts) => ({
    sms: sms(`Мы написали по обращению ${facts.number}`, facts, 'Прочитайте в кабинете'),
    subject: `Обращение ${facts.number}: мы вам написали`,
    body: `${withFiles(facts.text, facts.files, RU)}\n\nРабота с обращением продолжается.${ending(facts, RU)}`,
  }),
  appeal_due_moved: (facts) => ({
    sms: sms(
      `Обращение ${facts.number}: ответим до ${dayAndMonth(facts.dueOn, 'ru')}`,
      facts,
      facts.reason === '' ? 'Статус в кабинете' : 'Почему: в кабинете',
    ),
    subject: `Обращение ${facts.number}: ответим не позже ${dayAndMonth(facts.dueOn, 'ru')}`,
    body: `На ваше обращение ${facts.number} ответим не позже ${dayAndMonth(facts.dueOn, 'ru')}.${facts.reason && `\n\n${facts.reason}`}${ending(facts, RU)}`,
  }),
};

const EN: Words = {
  files: (count) => `Files attached: ${count}. You can download them where you read the whole appeal.`,
  byMailOrCabinet: 'To write on, reply to this e-mail or write in your account.',
  inCabinet: 'You can write on in your account.',
  byMail: 'To write on, reply to this e-mail.',
  onPage: 'The whole appeal:',
};

const en: AppealTexts = {
  appeal_received: (facts) => ({
    sms: sms(`Appeal ${facts.number}: answer by ${dayAndMonth(facts.dueOn, 'en')}`, facts, 'Status: in your account'),
    subject: `Appeal ${facts.number} received`,
    body: `We have received your appeal ${facts.number} and will answer by ${dayAndMonth(facts.dueOn, 'en')} at the latest.${ending(facts, EN)}`,
  }),
  appeal_answered: (facts) => ({
    sms: sms(`Your appeal ${facts.number} is answered`, facts, 'Read it in your account'),
    subject: `Answer to appeal ${facts.number}`,
    body: `${withFiles(facts.text, facts.files, EN)}${ending(facts, EN)}`,
  }),
  appeal_waiting: (facts) => ({
    sms: sms(`We have a question on appeal ${facts.number}`, facts, 'See your account'),
    subject: `Appeal ${facts.number}: we need your answer`,
    body: `${withFiles(facts.text, facts.files, EN)}${ending(facts, EN)}`,
  }),
  appeal_written: (facts) => ({
    sms: sms(`We wrote about appeal ${facts.number}`, facts, 'Read it in your account'),
    subject: `Appeal ${facts.number}: we wrote to you`,
    body: `${withFiles(facts.text, facts.files, EN)}\n\nWe are still working on your appeal.${ending(facts, EN)}`,
  }),
  appeal_due_moved: (facts) => ({
    sms: sms(
      `Appeal ${facts.number}: answer by ${dayAndMonth(facts.dueOn, 'en')}`,
      facts,
      facts.reason === '' ? 'Status: in your account' : 'Why: in your account',
    ),
    subject: `Appeal ${facts.number}: we will answer by ${dayAndMonth(facts.dueOn, 'en')}`,
    body: `We will answer your appeal ${facts.number} by ${dayAndMonth(facts.dueOn, 'en')} at the latest.${facts.reason && `\n\n${facts.reason}`}${ending(facts, EN)}`,
  }),
};

export const appealTexts: Readonly<Record<PageLanguage, AppealTexts>> = { uk, ru, en };
