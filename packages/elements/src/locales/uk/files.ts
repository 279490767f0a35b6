import { createFormat } from '../../core/format.js';
import type { FilesMessages } from '../messages.js';

const { plural } = createFormat('uk');
const filesIn = (count: number) =>
  `${count} ${plural(count, { one: 'файл', few: 'файли', many: 'файлів', other: 'файла' })}`;

export const files: FilesMessages = {
  label: 'Файли',
  hint: (atMost) => `Фото або PDF, кожен до 10 МБ, не більше ніж ${filesIn(atMost)}`,
  choose: 'Вибрати файли',
  photo: 'Сфотографувати',
  drop: 'Файли можна перетягнути сюди або вставити.',
  kilobytes: (number) => `${number}\u00a0КБ`,
  megabytes: (number) => `${number}\u00a0МБ`,
  waiting: 'чекає черги',
  sending: (percent) => `передаємо: ${percent}\u00a0%`,
  ready: 'додано',
  broken: (percent) => `зв’язок перервався, дійшло ${percent}\u00a0%. Продовжимо звідти ж`,
  stopped: {
    service: (percent) => `сервіс зараз не відповідає, дійшло ${percent}\u00a0%. Спробуйте за хвилину`,
    signedOut: 'час входу закінчився. Увійдіть, і файл піде далі',
    soon: 'забагато файлів за короткий час. Спробуйте за кілька хвилин',
    tomorrow: 'на сьогодні файлів уже забагато. Приберіть цей або надішліть його завтра',
    refused: 'сервіс не взяв цей файл. Приберіть його або виберіть інший',
  },
  halted: (percent) => `дійшло ${percent}\u00a0%. Виберіть цей файл ще раз: передамо решту`,
  refusal: {
    empty: 'файл порожній. Виберіть інший',
    too_large: 'файл більший за 10 МБ. Зменште його або виберіть інший',
    not_allowed: 'такі файли не приймаємо. Виберіть фото (JPG, PNG, WebP) або PDF',
    damaged: 'файл пошкоджено. Виберіть інший або збережіть його ще раз',
    too_many_pixels: 'зображення завелике. Зменште його або сфотографуйте ще раз',
    encrypted: 'файл захищено паролем. Збережіть його без пароля',
    active: 'у файлі є програма або вкладення. Надрукуйте його в PDF і виберіть новий файл',
    heic: 'формат HEIC не приймаємо. Збережіть фото як JPG або зробіть знімок екрана',
    unreadable: 'пристрій не віддає цей файл. Виберіть його ще раз',
    other: 'цей файл не приймаємо. Виберіть інший',
  },
  retry: 'Продовжити',
  remove: 'Прибрати',
  leftOut: (count, atMost) => `Не додано ${filesIn(count)}: разом може бути не більше ніж ${atMost}`,
  tooFew: (atLeast) => (atLeast === 1 ? 'Додайте файл' : `Додайте щонайменше ${filesIn(atLeast)}`),
  tooMany: (atMost) => `Приберіть зайві: тут може бути не більше ніж ${filesIn(atMost)}`,
  notReady: 'Не всі файли дійшли. Продовжіть або приберіть їх',
};
