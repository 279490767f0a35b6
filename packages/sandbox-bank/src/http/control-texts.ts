import type { CallbackMode } from '../callbacks.js';
import type { PaymentStatus } from '../payment.js';
import type { Language } from './texts.js';

/** What the page for those who try things out says. */
export interface ControlTexts {
  readonly title: string;
  readonly intro: string;
  readonly callbacks: string;
  readonly modes: Readonly<Record<CallbackMode, string>>;
  readonly set: string;
  readonly payments: string;
  readonly none: string;
  readonly statuses: Readonly<Record<PaymentStatus | 'expired', string>>;
  readonly tellAgain: string;
  readonly forge: string;
  readonly succeed: string;
  readonly fail: string;
  readonly giveBack: string;
}

export const controlTexts: Readonly<Record<Language, ControlTexts>> = {
  uk: {
    title: 'Керування тестовим банком',
    intro: 'Тут видно платежі й можна зробити так, щоб банк помилявся. Кабінет має витримати все.',
    callbacks: 'Як банк повідомляє постачальника',
    modes: {
      usual: 'одразу',
      delayed: 'із запізненням',
      doubled: 'двічі водночас',
      reordered: 'у зворотному порядку',
      lost: 'ніяк: повідомлення губляться',
      forged: 'замість банку пише шахрай',
    },
    set: 'Зберегти',
    payments: 'Останні платежі',
    none: 'Платежів ще не було.',
    statuses: {
      open: 'ще не сплачено',
      confirming: 'чекає на код',
      processing: 'обробляється',
      succeeded: 'сплачено',
      failed: 'не пройшов',
      expired: 'час минув',
    },
    tellAgain: 'Повідомити ще раз',
    forge: 'Надіслати підробку',
    succeed: 'Завершити успішно',
    fail: 'Відмовити',
    giveBack: 'Повернути гроші',
  },
  ru: {
    title: 'Управление тестовым банком',
    intro: 'Здесь видны платежи и можно сделать так, чтобы банк ошибался. Кабинет должен выдержать всё.',
    callbacks: 'Как банк сообщает поставщику',
    modes: {
      usual: 'сразу',
      delayed: 'с опозданием',
      doubled: 'дважды одновременно',
      reordered: 'в обратном порядке',
      lost: 'никак: сообщения теряются',
      forged: 'вместо банка пишет мошенник',
    },
    set: 'Сохранить',
    payments: 'Последние платежи',
    none: 'Платежей ещё не было.',
    statuses: {
      open: 'ещё не оплачен',
      confirming: 'ждёт кода',
      processing: 'обрабатывается',
      succeeded: 'оплачен',
      failed: 'не прошёл',
      expired: 'время истекло',
    },
    tellAgain: 'Сообщить ещё раз',
    forge: 'Отправить подделку',
    succeed: 'Завершить успешно',
    fail: 'Отказать',
    giveBack: 'Вернуть деньги',
  },
  en: {
    title: 'Controls of the sandbox bank',
    intro: 'Here are the payments, and ways to make the bank go wrong. The cabinet has to bear all of it.',
    callbacks: 'How the bank tells the supplier',
    modes: {
      usual: 'at once',
      delayed: 'late',
      doubled: 'twice at the same time',
      reordered: 'in reverse order',
      lost: 'not at all: messages are lost',
      forged: 'a fraudster writes instead of the bank',
    },
    set: 'Save',
    payments: 'Latest payments',
    none: 'There are no payments yet.',
    statuses: {
      open: 'not paid yet',
      confirming: 'waits for the code',
      processing: 'the bank works on it',
      succeeded: 'paid',
      failed: 'did not go through',
      expired: 'time is over',
    },
    tellAgain: 'Tell again',
    forge: 'Send a forgery',
    succeed: 'End in success',
    fail: 'Decline',
    giveBack: 'Give the money back',
  },
};
