import { html } from 'hono/html';
import type { PageLanguage } from '../words/languages.js';
import { actions, buttonLink } from './form.js';
import type { PageCall, PageDocument } from './page.js';
import { cabinetOf } from './return-address.js';
import { shellTexts } from './texts.js';

interface FileGoneTexts {
  readonly title: string;
  readonly why: string;
  readonly next: string;
  /** It is there, and could not be given out now. */
  readonly later: { readonly title: string; readonly next: string };
  /** What a note about it is called, without its ending; and the phone in it. */
  readonly noteName: string;
  readonly phone: (phone: string) => string;
}

const TEXTS: Readonly<Record<PageLanguage, FileGoneTexts>> = {
  uk: {
    title: 'Це посилання вже не діє',
    why: 'Посилання на файл діє п’ять хвилин: так ваші документи не потраплять до чужих рук.',
    next: 'Поверніться до звернення чи договору й натисніть на файл ще раз.',
    later: { title: 'Зараз файл віддати не вдалося', next: 'Натисніть на нього ще раз за кілька хвилин.' },
    noteName: 'Чому немає файла',
    phone: (phone) => `Контакт-центр: ${phone}`,
  },
  ru: {
    title: 'Эта ссылка уже не действует',
    why: 'Ссылка на файл действует пять минут: так ваши документы не попадут в чужие руки.',
    next: 'Вернитесь к обращению или договору и нажмите на файл ещё раз.',
    later: { title: 'Сейчас отдать файл не удалось', next: 'Нажмите на него ещё раз через несколько минут.' },
    noteName: 'Почему нет файла',
    phone: (phone) => `Контакт-центр: ${phone}`,
  },
  en: {
    title: 'This link is over',
    why: 'A link to a file is good for five minutes, so that your documents do not get into other hands.',
    next: 'Go back to the appeal or the contract and press the file once more.',
    later: { title: 'The file could not be given out now', next: 'Press it once more in a few minutes.' },
    noteName: 'Why there is no file',
    phone: (phone) => `Contact centre: ${phone}`,
  },
};

/** The same as a note to be saved, for who presses a link on a page that must not go away for it. */
export function fileGoneNote(
  { supplier, language }: Pick<PageCall, 'supplier' | 'language'>,
  { isThere }: { readonly isThere: boolean },
): { readonly name: string; readonly text: string } {
  const texts = TEXTS[language];
  const lines = isThere ? [texts.later.title, texts.later.next] : [texts.title, texts.why, texts.next];
  return {
    name: `${texts.noteName}.txt`,
    text: `${[...lines, texts.phone(supplier.profile.phone)].join('\r\n\r\n')}\r\n`,
  };
}

/** Says that a link to a file is over, made up or another's: it does not tell which, and never whose the file is. */
export function fileGonePage({ supplier, language }: Pick<PageCall, 'supplier' | 'language'>): PageDocument {
  const texts = TEXTS[language];
  // Files are fetched on the supplier's own site, where the widgets are.
  const site = cabinetOf(supplier);
  return {
    kind: 'document',
    status: 404,
    title: texts.title,
    body: html`<p>${texts.why}</p>
      <p>${texts.next}</p>
      ${actions(site === null ? '' : buttonLink(site, shellTexts[language].toSite, 'primary'))}`,
  };
}
