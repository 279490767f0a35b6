import { MAX_FILES } from '@kabinet/api/contract';
import type { Refusal } from '../../domain/check-file.js';
import { LARGEST_FILE_MB } from '../../words/limits.js';
import type { PageLanguage } from '../page.js';

/** What is said about files that go with a form; the widgets say the same. */
export interface FileTexts {
  readonly label: string;
  readonly hint: string;
  readonly add: string;
  readonly added: string;
  readonly remove: (name: string) => string;
  readonly refused: (name: string, why: string) => string;
  readonly why: Readonly<Record<Refusal | 'too_many' | 'missing' | 'busy' | 'enough_today', string>>;
  /** One that was added is not there any more. */
  readonly gone: string;
  readonly size: (bytes: number) => string;
}

function sizeIn(language: PageLanguage, { kb, mb }: { kb: string; mb: string }): FileTexts['size'] {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (bytes) =>
    bytes < 1024 * 1024
      ? `${number.format(Math.max(1, Math.round(bytes / 1024)))}\u00a0${kb}`
      : `${number.format(bytes / 1024 / 1024)}\u00a0${mb}`;
}

export const fileTexts: Readonly<Record<PageLanguage, FileTexts>> = {
  uk: {
    label: 'Файл',
    hint: `Фото (JPG, PNG, WebP) або PDF до ${LARGEST_FILE_MB} МБ, по одному, разом до ${MAX_FILES}. Місце зйомки з фото прибираємо.`,
    add: 'Додати файл',
    added: 'Додані файли',
    remove: (name) => `Прибрати ${name}`,
    refused: (name, why) => `${name}: ${why}`,
    why: {
      empty: 'файл порожній. Виберіть інший',
      too_large: `файл більший за ${LARGEST_FILE_MB} МБ. Зменште його або виберіть інший`,
      not_allowed: 'такі файли не приймаємо. Виберіть фото (JPG, PNG, WebP) або PDF',
      damaged: 'файл пошкоджено. Виберіть інший або збережіть його ще раз',
      too_many_pixels: 'зображення завелике. Зменште його або сфотографуйте ще раз',
      encrypted: 'файл захищено паролем. Збережіть його без пароля',
      active: 'у файлі є програма або вкладення. Надрукуйте його в PDF і виберіть новий файл',
      heic: 'формат HEIC не приймаємо. Збережіть фото як JPG або зробіть знімок екрана',
      too_many: 'файлів уже досить. Приберіть один з доданих',
      missing: 'Виберіть файл',
      busy: 'зараз файлів надто багато. Надішліть ще раз за хвилину',
      enough_today: 'на сьогодні файлів досить. Надішліть завтра або поштою',
    },
    gone: 'Файл, який ви додали раніше, вже не зберігається. Додайте його ще раз',
    size: sizeIn('uk', { kb: 'КБ', mb: 'МБ' }),
  },
  ru: {
    label: 'Файл',
    hint: `Фото (JPG, PNG, WebP) или PDF до ${LARGEST_FILE_MB} МБ, по одному, всего до ${MAX_FILES}. Место съёмки из фото убираем.`,
    add: 'Добавить файл',
    added: 'Добавленные файлы',
    remove: (name) => `Убрать ${name}`,
    refused: (name, why) => `${name}: ${why}`,
    why: {
      empty: 'файл пуст. Выберите другой',
      too_large: `файл больше ${LARGEST_FILE_MB} МБ. Уменьшите его или выберите другой`,
      not_allowed: 'такие файлы не принимаем. Выберите фото (JPG, PNG, WebP) или PDF',
      damaged: 'файл повреждён. Выберите другой или сохраните его ещё раз',
      too_many_pixels: 'изображение слишком большое. Уменьшите его или сфотографируйте ещё раз',
      encrypted: 'файл защищён паролем. Сохраните его без пароля',
      active: 'в файле есть программа или вложение. Напечатайте его в PDF и выберите новый файл',
      heic: 'формат HEIC не принимаем. Сохраните фото как JPG или сделайте снимок экрана',
      too_many: 'файлов уже достаточно. Уберите один из добавленных',
      missing: 'Выберите файл',
      busy: 'сейчас файлов слишком много. Отправьте ещё раз через минуту',
      enough_today: 'на сегодня файлов достаточно. Отправьте завтра или по почте',
    },
    gone: 'Файл, который вы добавили раньше, больше не хранится. Добавьте его ещё раз',
    size: sizeIn('ru', { kb: 'КБ', mb: 'МБ' }),
  },
  en: {
    label: 'File',
    hint: `Photo (JPG, PNG, WebP) or PDF up to ${LARGEST_FILE_MB} MB, one at a time, ${MAX_FILES} in all. We remove the place from photos.`,
    add: 'Add the file',
    added: 'Files added',
    remove: (name) => `Remove ${name}`,
    refused: (name, why) => `${name}: ${why}`,
    why: {
      empty: 'the file is empty. Choose another',
      too_large: `the file is larger than ${LARGEST_FILE_MB} MB. Make it smaller or choose another`,
      not_allowed: 'we do not take such files. Choose a photo (JPG, PNG, WebP) or PDF',
      damaged: 'the file is damaged. Choose another or save it again',
      too_many_pixels: 'the picture is too large. Make it smaller or take it again',
      encrypted: 'the file has a password. Save it without one',
      active: 'the file holds a program or attachments. Print it to PDF and choose the new file',
      heic: 'we do not take HEIC. Save the photo as JPG or take a screenshot',
      too_many: 'there are enough files. Remove one of those added',
      missing: 'Choose a file',
      busy: 'there are too many files at the moment. Send it again in a minute',
      enough_today: 'there were enough files for today. Send it tomorrow or by post',
    },
    gone: 'A file that you added before is not kept any more. Add it again',
    size: sizeIn('en', { kb: 'KB', mb: 'MB' }),
  },
};
