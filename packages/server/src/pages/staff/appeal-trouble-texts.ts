import type { PageLanguage } from '../page.js';

/** What staff read where something did not go as they thought: a letter that did not arrive, somebody who was faster. */
export interface AppealTroubleTexts {
  /** In a line of the queue. */
  readonly undelivered: string;
  readonly undeliveredOnly: string;
  /** Above the queue. */
  readonly undeliveredCount: (count: number) => string;
  readonly showUndelivered: string;
  /** On the appeal. */
  readonly undeliveredTitle: string;
  readonly undeliveredText: (moment: string) => string;
  readonly changed: Readonly<Record<'customer' | 'colleague', string>>;
  /** `name` is empty where a colleague took themselves off it. */
  readonly taken: (name: string) => string;
}

export const appealTroubleTexts: Readonly<Record<PageLanguage, AppealTroubleTexts>> = {
  uk: {
    undelivered: 'написане не дійшло',
    undeliveredOnly: 'Лише ті, де написане не дійшло',
    undeliveredCount: (count) => `Звернень, де написане не дійшло до споживача: ${count}`,
    showUndelivered: 'Показати їх',
    undeliveredTitle: 'Написане не дійшло до споживача',
    undeliveredText: (moment) =>
      `Лист або SMS не прийнято, це відомо з ${moment}. У листуванні споживача текст є, але про нього він може не знати. Зателефонуйте або напишіть ще раз; коли справу зроблено, закрийте звернення.`,
    changed: {
      customer: 'Споживач щойно написав ще. Прочитайте і надішліть відповідь ще раз: ваш текст збережено.',
      colleague:
        'Колега щойно написав споживачеві. Прочитайте, чи потрібна ще й ваша відповідь: ваш текст збережено, його ще не надіслано.',
    },
    taken: (name) =>
      name === ''
        ? 'Тим часом звернення ні за ким не закріплено. Перевірте і натисніть ще раз.'
        : `Тим часом за звернення взявся хтось інший: ${name}. Якщо воно все одно ваше, натисніть ще раз.`,
  },
  ru: {
    undelivered: 'написанное не дошло',
    undeliveredOnly: 'Только те, где написанное не дошло',
    undeliveredCount: (count) => `Обращений, где написанное не дошло до потребителя: ${count}`,
    showUndelivered: 'Показать их',
    undeliveredTitle: 'Написанное не дошло до потребителя',
    undeliveredText: (moment) =>
      `Письмо или SMS не принято, это известно с ${moment}. В переписке потребителя текст есть, но он может о нём не знать. Позвоните или напишите ещё раз; когда дело сделано, закройте обращение.`,
    changed: {
      customer: 'Потребитель только что написал ещё. Прочитайте и отправьте ответ ещё раз: ваш текст сохранён.',
      colleague:
        'Коллега только что написал потребителю. Прочитайте, нужен ли ещё и ваш ответ: ваш текст сохранён, он ещё не отправлен.',
    },
    taken: (name) =>
      name === ''
        ? 'Тем временем обращение ни за кем не закреплено. Проверьте и нажмите ещё раз.'
        : `Тем временем за обращение взялся кто-то другой: ${name}. Если оно всё равно ваше, нажмите ещё раз.`,
  },
  en: {
    undelivered: 'what we wrote did not arrive',
    undeliveredOnly: 'Only where what we wrote did not arrive',
    undeliveredCount: (count) => `Appeals where what we wrote did not reach the customer: ${count}`,
    showUndelivered: 'Show them',
    undeliveredTitle: 'What we wrote did not reach the customer',
    undeliveredText: (moment) =>
      `The e-mail or SMS was not taken, as is known since ${moment}. The text stands in the customer’s conversation, but they may not know of it. Call them or write again; when it is settled, close the appeal.`,
    changed: {
      customer: 'The customer has just written more. Read it and send your answer again: your text is kept.',
      colleague:
        'A colleague has just written to the customer. See whether your answer is still needed: your text is kept and not sent yet.',
    },
    taken: (name) =>
      name === ''
        ? 'Meanwhile nobody works on the appeal any more. Check it and press again.'
        : `Meanwhile somebody else took the appeal on: ${name}. If it is yours all the same, press again.`,
  },
};
