import { type AppealStatus, MAX_APPEAL_TEXT } from '@kabinet/api/contract';
import { LONGEST_TEXT_EN } from '../../words/limits.js';
import type { PageLanguage } from '../page.js';

/** What somebody reads who wrote without signing in. */
export interface GuestAppealTexts {
  readonly waitsForCode: (kind: string) => string;
  readonly overTitle: string;
  readonly over: string;
  readonly filesOverTitle: string;
  readonly filesOver: string;
  readonly filesTitle: string;
  readonly filesLead: (kind: string) => string;
  readonly filesMissing: (atLeast: number) => string;
  readonly sendAppeal: string;
  readonly title: (number: string) => string;
  readonly sent: (number: string) => string;
  readonly sentText: (day: string, contact: string | null) => string;
  readonly keepAddress: string;
  readonly addFiles: string;
  readonly statuses: Readonly<Record<AppealStatus, string>>;
  readonly status: string;
  readonly kind: string;
  readonly department: string;
  readonly sentAt: string;
  readonly dueOn: string;
  readonly account: string;
  readonly course: string;
  readonly overdue: (day: string) => string;
  readonly next: string;
  readonly conversation: string;
  readonly you: string;
  readonly supplier: string;
  readonly replyTitle: string;
  readonly replyLabel: string;
  readonly replyToAnswer: string;
  readonly reply: string;
  readonly replied: string;
  readonly textMissing: string;
  readonly tooLong: string;
  readonly reopenTitle: string;
  readonly reopenLabel: string;
  readonly reopen: string;
  readonly reopened: string;
  readonly reopenUntil: (day: string) => string;
  readonly reopenOver: (day: string) => string;
  readonly withdraw: string;
  readonly withdrawText: string;
  readonly withdrawn: string;
  readonly rateTitle: string;
  readonly rateScores: readonly [string, string, string, string, string];
  readonly rateComment: string;
  readonly rate: string;
  readonly rated: string;
  readonly scoreMissing: string;
  readonly closed: string;
}

export const guestAppealTexts: Readonly<Record<PageLanguage, GuestAppealTexts>> = {
  uk: {
    waitsForCode: (kind) => `Звернення «${kind}» ще не надіслано: підтвердьте кодом, що контакт ваш.`,
    overTitle: 'Це звернення вже не чекає на код',
    over: 'Код чекає годину. Якщо звернення ще не надіслано, напишіть його ще раз на сайті або зателефонуйте нам.',
    filesOverTitle: 'Тут немає звернення, що чекає на файли',
    filesOver:
      'Файли можна додати протягом доби, у тому браузері, де ви ввели код. Якщо звернення ще не надіслано, напишіть його ще раз на сайті або зателефонуйте нам.',
    filesTitle: 'Додайте файли',
    filesLead: (kind) => `Звернення «${kind}» ще не надіслано: для нього потрібні файли. Ця сторінка чекає добу.`,
    filesMissing: (atLeast) => `Додайте файли: потрібно щонайменше ${atLeast}`,
    sendAppeal: 'Надіслати звернення',
    title: (number) => `Звернення ${number}`,
    sent: (number) => `Звернення ${number} надіслано`,
    sentText: (day, contact) =>
      `Відповімо не пізніше ${day}.${contact === null ? '' : ` Коли буде відповідь, напишемо на ${contact}.`}`,
    keepAddress: 'Збережіть адресу цієї сторінки: тут видно стан звернення, і тут можна написати ще.',
    addFiles: 'Додати файли можна нижче.',
    statuses: {
      received: 'отримано',
      in_progress: 'у роботі',
      waiting: 'чекаємо на вашу відповідь',
      answered: 'є відповідь',
      closed: 'закрито',
      withdrawn: 'відкликано',
    },
    status: 'Стан',
    kind: 'Про що',
    department: 'Хто відповідає',
    sentAt: 'Надіслано',
    dueOn: 'Відповімо не пізніше',
    account: 'Особовий рахунок',
    course: 'Як ішла робота',
    overdue: (day) => `Ми мали відповісти до ${day} і запізнюємося`,
    next: 'Куди звернутися далі:',
    conversation: 'Листування',
    you: 'Ви',
    supplier: 'Постачальник',
    replyTitle: 'Написати ще',
    replyLabel: 'Ваше повідомлення',
    replyToAnswer: 'Якщо відповідь не допомогла, напишіть, що не так: звернення знову піде в роботу з новим строком.',
    reply: 'Надіслати',
    replied: 'Повідомлення надіслано',
    textMissing: 'Напишіть повідомлення або додайте файл',
    tooLong: `Скоротіть текст до ${MAX_APPEAL_TEXT} знаків`,
    reopenTitle: 'Відкрити звернення знову',
    reopenLabel: 'Чому відповідь не підходить',
    reopen: 'Відкрити знову',
    reopened: 'Звернення знову в роботі',
    reopenUntil: (day) => `Відкрити його можна до ${day}.`,
    reopenOver: (day) =>
      `Звернення закрито. Відкрити його знову можна було до ${day}. Якщо питання лишилося, напишіть на сайті нове або зателефонуйте нам.`,
    withdraw: 'Відкликати звернення',
    withdrawText: 'Ми припинимо роботу з ним. Повернути його не можна, але можна написати нове.',
    withdrawn: 'Звернення відкликано',
    rateTitle: 'Чи допомогла відповідь?',
    rateScores: ['зовсім ні', 'скоріше ні', 'частково', 'скоріше так', 'так'],
    rateComment: 'Що можна покращити (не обов’язково)',
    rate: 'Оцінити',
    rated: 'Дякуємо, оцінку збережено',
    scoreMissing: 'Виберіть одну з відповідей',
    closed: 'Стан звернення щойно змінився: так уже не можна.',
  },
  ru: {
    waitsForCode: (kind) => `Обращение «${kind}» ещё не отправлено: подтвердите кодом, что контакт ваш.`,
    overTitle: 'Это обращение уже не ждёт кода',
    over: 'Код ждёт час. Если обращение ещё не отправлено, напишите его ещё раз на сайте или позвоните нам.',
    filesOverTitle: 'Здесь нет обращения, которое ждёт файлы',
    filesOver:
      'Файлы можно добавить в течение суток, в том браузере, где вы ввели код. Если обращение ещё не отправлено, напишите его ещё раз на сайте или позвоните нам.',
    filesTitle: 'Добавьте файлы',
    filesLead: (kind) => `Обращение «${kind}» ещё не отправлено: для него нужны файлы. Эта страница ждёт сутки.`,
    filesMissing: (atLeast) => `Добавьте файлы: нужно не менее ${atLeast}`,
    sendAppeal: 'Отправить обращение',
    title: (number) => `Обращение ${number}`,
    sent: (number) => `Обращение ${number} отправлено`,
    sentText: (day, contact) =>
      `Ответим не позднее ${day}.${contact === null ? '' : ` Когда будет ответ, напишем на ${contact}.`}`,
    keepAddress: 'Сохраните адрес этой страницы: здесь виден статус обращения, и здесь можно написать ещё.',
    addFiles: 'Добавить файлы можно ниже.',
    statuses: {
      received: 'получено',
      in_progress: 'в работе',
      waiting: 'ждём вашего ответа',
      answered: 'есть ответ',
      closed: 'закрыто',
      withdrawn: 'отозвано',
    },
    status: 'Статус',
    kind: 'О чём',
    department: 'Кто отвечает',
    sentAt: 'Отправлено',
    dueOn: 'Ответим не позднее',
    account: 'Лицевой счёт',
    course: 'Как шла работа',
    overdue: (day) => `Мы должны были ответить до ${day} и опаздываем`,
    next: 'Куда обратиться дальше:',
    conversation: 'Переписка',
    you: 'Вы',
    supplier: 'Поставщик',
    replyTitle: 'Написать ещё',
    replyLabel: 'Ваше сообщение',
    replyToAnswer: 'Если ответ не помог, напишите, что не так: обращение снова пойдёт в работу с новым сроком.',
    reply: 'Отправить',
    replied: 'Сообщение отправлено',
    textMissing: 'Напишите сообщение или добавьте файл',
    tooLong: `Сократите текст до ${MAX_APPEAL_TEXT} знаков`,
    reopenTitle: 'Открыть обращение снова',
    reopenLabel: 'Почему ответ не подходит',
    reopen: 'Открыть снова',
    reopened: 'Обращение снова в работе',
    reopenUntil: (day) => `Открыть его можно до ${day}.`,
    reopenOver: (day) =>
      `Обращение закрыто. Открыть его снова можно было до ${day}. Если вопрос остался, напишите на сайте новое или позвоните нам.`,
    withdraw: 'Отозвать обращение',
    withdrawText: 'Мы прекратим работу с ним. Вернуть его нельзя, но можно написать новое.',
    withdrawn: 'Обращение отозвано',
    rateTitle: 'Помог ли ответ?',
    rateScores: ['совсем нет', 'скорее нет', 'частично', 'скорее да', 'да'],
    rateComment: 'Что можно улучшить (не обязательно)',
    rate: 'Оценить',
    rated: 'Спасибо, оценка сохранена',
    scoreMissing: 'Выберите один из ответов',
    closed: 'Статус обращения только что изменился: так уже нельзя.',
  },
  en: {
    waitsForCode: (kind) => `Your appeal "${kind}" is not sent yet: confirm by a code that the contact is yours.`,
    overTitle: 'This appeal does not wait for a code any more',
    over: 'A code is waited for during an hour. If the appeal is not sent yet, write it again on the site or call us.',
    filesOverTitle: 'No appeal waits for files here',
    filesOver:
      'Files can be added for a day, in the browser where you typed the code. If the appeal is not sent yet, write it again on the site or call us.',
    filesTitle: 'Add files',
    filesLead: (kind) => `Your appeal "${kind}" is not sent yet: it needs files. This page waits for a day.`,
    filesMissing: (atLeast) => `Add files: at least ${atLeast}`,
    sendAppeal: 'Send the appeal',
    title: (number) => `Appeal ${number}`,
    sent: (number) => `Appeal ${number} is sent`,
    sentText: (day, contact) =>
      `We will answer by ${day} at the latest.${contact === null ? '' : ` When there is an answer, we will write to ${contact}.`}`,
    keepAddress: 'Keep the address of this page: it shows the status of the appeal, and you can write on here.',
    addFiles: 'You can add files below.',
    statuses: {
      received: 'received',
      in_progress: 'in progress',
      waiting: 'we wait for your answer',
      answered: 'answered',
      closed: 'closed',
      withdrawn: 'withdrawn',
    },
    status: 'Status',
    kind: 'About',
    department: 'Who answers',
    sentAt: 'Sent',
    dueOn: 'We will answer by',
    account: 'Account number',
    course: 'Progress',
    overdue: (day) => `We had to answer by ${day} and are late`,
    next: 'You can turn to:',
    conversation: 'Conversation',
    you: 'You',
    supplier: 'Supplier',
    replyTitle: 'Write on',
    replyLabel: 'Your message',
    replyToAnswer:
      'If the answer did not help, write what is wrong: we will work on the appeal again, with a new due day.',
    reply: 'Send',
    replied: 'The message is sent',
    textMissing: 'Write a message or add a file',
    tooLong: `Shorten the text to ${LONGEST_TEXT_EN} characters`,
    reopenTitle: 'Open the appeal again',
    reopenLabel: 'Why the answer does not help',
    reopen: 'Open again',
    reopened: 'We work on the appeal again',
    reopenUntil: (day) => `You can open it until ${day}.`,
    reopenOver: (day) =>
      `The appeal is closed. It could be opened again until ${day}. If there is still something to solve, write a new one on the site or call us.`,
    withdraw: 'Withdraw the appeal',
    withdrawText: 'We will stop working on it. It cannot be brought back, but you can write a new one.',
    withdrawn: 'The appeal is withdrawn',
    rateTitle: 'Did the answer help?',
    rateScores: ['not at all', 'rather not', 'partly', 'rather yes', 'yes'],
    rateComment: 'What could be better (optional)',
    rate: 'Rate',
    rated: 'Thank you, your rating is kept',
    scoreMissing: 'Choose one of the answers',
    closed: 'The status of the appeal has just changed: this is not possible any more.',
  },
};
