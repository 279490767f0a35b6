import { createFormat } from '../../core/format.js';
import type { FilesMessages } from '../messages.js';

const { plural } = createFormat('ru');
const filesIn = (count: number) =>
  `${count} ${plural(count, { one: 'файл', few: 'файла', many: 'файлов', other: 'файла' })}`;

/** After «не больше» and «не меньше». */
const ofFiles = (count: number) =>
  `${count} ${plural(count, { one: 'файла', few: 'файлов', many: 'файлов', other: 'файла' })}`;

export const files: FilesMessages = {
  label: 'Файлы',
  hint: (atMost) => `Фото или PDF, каждый до 10 МБ, не больше ${ofFiles(atMost)}`,
  choose: 'Выбрать файлы',
  photo: 'Сфотографировать',
  drop: 'Файлы можно перетащить сюда или вставить.',
  waiting: 'ждёт очереди',
  sending: (percent) => `передаём: ${percent}\u00a0%`,
  ready: 'добавлен',
  broken: (percent) => `связь прервалась, дошло ${percent}\u00a0%. Продолжим с того же места`,
  stopped: {
    offline: (percent) => `нет связи, дошло ${percent}\u00a0%. Продолжим сами, как только она появится`,
    service: (percent) => `сервис сейчас не отвечает, дошло ${percent}\u00a0%. Попробуйте через минуту`,
    signedOut: 'время входа истекло. Войдите, и файл пойдёт дальше',
    soon: 'слишком много файлов за короткое время. Попробуйте через несколько минут',
    tomorrow: 'на сегодня файлов уже слишком много. Уберите этот или отправьте его завтра',
    refused: 'сервис не взял этот файл. Уберите его или выберите другой',
  },
  halted: (percent) => `дошло ${percent}\u00a0%. Выберите этот файл ещё раз: передадим остальное`,
  refusal: {
    empty: 'файл пуст. Выберите другой',
    too_large: 'файл больше 10 МБ. Уменьшите его или выберите другой',
    not_allowed: 'такие файлы не принимаем. Выберите фото (JPG, PNG, WebP) или PDF',
    damaged: 'файл повреждён. Выберите другой или сохраните его ещё раз',
    too_many_pixels: 'изображение слишком большое. Уменьшите его или сфотографируйте ещё раз',
    encrypted: 'файл защищён паролем. Сохраните его без пароля',
    active: 'в файле есть программа или вложение. Напечатайте его в PDF и выберите новый файл',
    heic: 'формат HEIC не принимаем. Сохраните фото как JPG или сделайте снимок экрана',
    unreadable: 'устройство не отдаёт этот файл. Выберите его ещё раз',
    other: 'этот файл не принимаем. Выберите другой',
  },
  retry: 'Продолжить',
  remove: 'Убрать',
  leftOut: (count, atMost) => `Не добавлено ${filesIn(count)}: вместе может быть не больше ${ofFiles(atMost)}`,
  tooFew: (atLeast) => (atLeast === 1 ? 'Добавьте файл' : `Добавьте не меньше ${ofFiles(atLeast)}`),
  tooMany: (atMost) => `Уберите лишние: здесь может быть не больше ${ofFiles(atMost)}`,
  notReady: 'Не все файлы дошли. Продолжите или уберите их',
};
