import { createFormat } from '../../core/format.js';
import type { AppealTalkMessages } from '../messages.js';

const { plural } = createFormat('uk');
const words = (count: number, forms: readonly [one: string, few: string, many: string]) =>
  plural(count, { one: forms[0], few: forms[1], many: forms[2], other: forms[1] });

export const appealTalk: AppealTalkMessages = {
  files: {
    save: (name) => `Завантажити: ${name}`,
    asking: 'Готуємо файл…',
    kilobytes: (number) => `${number}\u00a0КБ`,
    megabytes: (number) => `${number}\u00a0МБ`,
    gone: { title: 'Цього файлу вже немає', text: 'Оновіть сторінку або зателефонуйте нам.' },
  },
  back: 'Усі звернення',
  number: 'Номер',
  account: 'Особовий рахунок',
  department: 'Кому',
  due: 'Відповімо до',
  term: (days, counts, source) =>
    `Строк відповіді: ${days} ${counts === 'working' ? words(days, ['робочий день', 'робочі дні', 'робочих днів']) : words(days, ['день', 'дні', 'днів'])}${source ? ` (${source})` : ''}.`,
  notifiedAt: 'Про відповідь повідомимо на',
  history: 'Що відбулося',
  asked: 'Ваші дані',
  talk: 'Листування',
  you: 'Ви',
  supplier: 'Постачальник',
  of: (person, supplier) => `${person}, ${supplier}`,
  channel: { email: 'електронною поштою' },
  fresh: 'Нове',
  overdue: (date) => ({
    title: `Відповідь запізнюється: мала бути до ${date}`,
    text: 'Вибачте. Зателефонуйте нам і назвіть номер звернення.',
  }),
  next: (name) => `Можна звернутися далі: ${name}`,
  unsatisfied: 'Якщо відповідь вас не влаштовує',
  waiting: { title: 'Ми чекаємо на вашу відповідь', text: 'Поки ви не напишете, опрацювати звернення не зможемо.' },
  reply: 'Дописати',
  notSolved: 'Питання не вирішено',
  field: { reply: 'Ваше повідомлення', reopen: 'Чому відповідь не підходить' },
  hint: {
    reply: 'Його прочитає той, хто займається зверненням',
    reopen: 'Звернення опрацюємо ще раз і призначимо новий строк',
  },
  send: { reply: 'Надіслати', reopen: 'Відкрити знову' },
  cancel: 'Не писати',
  restored: 'Це ви писали раніше й ще не надіслали.',
  summary: 'Перевірте написане',
  textMissing: 'Напишіть повідомлення',
  tooLong: (over) => `Скоротіть на ${over} ${words(over, ['знак', 'знаки', 'знаків'])}`,
  filesNotReady: 'Не всі файли дійшли. Продовжіть або приберіть їх',
  awaitingFiles: 'Чекаємо на файли…',
  sending: 'Надсилаємо…',
  withdraw: 'Відкликати звернення',
  withdrawAsk: {
    title: 'Відкликати звернення?',
    text: 'Відповіді не буде. Написати знову можна будь-коли.',
  },
  withdrawYes: 'Так, відкликати',
  withdrawNo: 'Ні, залишити',
  rate: 'Чи допомогла відповідь?',
  score: {
    5: 'Повністю допомогла',
    4: 'Переважно допомогла',
    3: 'Частково',
    2: 'Майже не допомогла',
    1: 'Не допомогла',
  },
  scoreMissing: 'Оберіть один із варіантів',
  comment: 'Що можна зробити краще (не обов’язково)',
  rateSend: 'Оцінити',
  rated: (score) => `Ваша оцінка: ${score}`,
  rateAgain: 'Змінити оцінку',
  print: 'Надрукувати',
  done: {
    replied: { title: 'Повідомлення надіслано', text: 'Воно в листуванні нижче.' },
    reopened: { title: 'Звернення знову опрацьовуємо', text: 'Новий строк відповіді вказано нижче.' },
    withdrawn: { title: 'Звернення відкликано', text: 'Написати знову можна будь-коли.' },
    rated: { title: 'Дякуємо за оцінку', text: '' },
  },
  unsure: {
    title: 'Ще не знаємо, чи це надійшло',
    text: 'Сервіс не відповів. Натисніть «Перевірити ще раз»: двічі нічого не надійде.',
  },
  checkAgain: 'Перевірити ще раз',
  changed: {
    title: 'Звернення тим часом змінилося',
    text: 'Подивіться його нинішній стан. Написане не втрачено.',
  },
  filesGone: { title: 'Файли вже не збережено', text: 'Приберіть їх і додайте ще раз. Написане не втрачено.' },
  gone: { title: 'Такого звернення у вас немає', text: 'Можливо, його надіслано з іншого кабінету.' },
};
