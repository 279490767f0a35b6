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
}

const TEXTS: Readonly<Record<PageLanguage, FileGoneTexts>> = {
  uk: {
    title: 'Це посилання вже не діє',
    why: 'Посилання на файл діє п’ять хвилин: так ваші документи не потраплять до чужих рук.',
    next: 'Поверніться до звернення чи договору й натисніть на файл ще раз.',
  },
  ru: {
    title: 'Эта ссылка уже не действует',
    why: 'Ссылка на файл действует пять минут: так ваши документы не попадут в чужие руки.',
    next: 'Вернитесь к обращению или договору и нажмите на файл ещё раз.',
  },
  en: {
    title: 'This link is over',
    why: 'A link to a file is good for five minutes, so that your documents do not get into other hands.',
    next: 'Go back to the appeal or the contract and press the file once more.',
  },
};

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
