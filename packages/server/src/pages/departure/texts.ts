import type { PageLanguage } from '../page.js';

/** What people read on the way to the provider's page, and where that way ends. */
export interface DepartureTexts {
  readonly leaving: string;
  readonly ready: string;
  readonly cardThere: (site: string) => string;
  readonly check: (site: string) => string;
  readonly checkWhy: string;
  readonly number: string;
  readonly total: string;
  readonly ofItFee: string;
  readonly goOn: (site: string) => string;
  readonly isTest: string;
  readonly back: string;
  readonly again: string;
  readonly closed: string;
  readonly closedWhy: string;
  readonly closedNext: string;
  readonly expired: string;
  readonly expiredWhy: string;
  readonly onItsWay: string;
  readonly onItsWayWhy: string;
  readonly continueFirst: string;
  readonly seeFirst: string;
  readonly payAnew: string;
  readonly unknown: string;
  readonly unknownWhy: string;
  readonly silent: string;
  readonly silentWhy: (site: string) => string;
  readonly refused: string;
  readonly refusedWhy: (site: string) => string;
}

const uk: DepartureTexts = {
  leaving: 'Переходимо до оплати',
  ready: 'Перейдіть до оплати',
  cardThere: (site) => `Оплата буде на сайті ${site}. Дані картки вводьте лише там: ми їх не бачимо.`,
  check: (site) => `Перевірте адресу: ${site}`,
  checkWhy:
    'Вона має бути в рядку адреси вгорі або внизу браузера. Якщо там інша, закрийте сторінку і зателефонуйте нам.',
  number: 'Номер платежу',
  total: 'До сплати',
  ofItFee: 'З них комісія',
  goOn: (site) => `Перейти на ${site}`,
  isTest: 'Це пробна оплата: справжні гроші не списуються.',
  back: 'Повернутися на сайт',
  again: 'Спробувати ще раз',
  closed: 'За цим посиланням уже не можна платити',
  closedWhy: 'Посилання діє для одного платежу, і його вже використано.',
  closedNext: 'Поверніться на сайт: там видно, що з платежем, і можна почати новий.',
  expired: 'Час на оплату вийшов',
  expiredWhy: 'Сплатити можна протягом 90 хвилин після того, як ви натиснули кнопку.',
  onItsWay: 'Інший платіж за цей рахунок уже в дорозі',
  onItsWayWhy:
    'Щоб не сплатити двічі, спершу дочекайтеся, чим він закінчиться. За цим посиланням ще нічого не списано.',
  continueFirst: 'Продовжити той платіж',
  seeFirst: 'Що з тим платежем',
  payAnew: 'Усе одно сплатити ще раз',
  unknown: 'Такого платежу немає',
  unknownWhy:
    'Можливо, посилання скопійоване не повністю. Якщо ви вже платили, подивіться в історії оплат. Якщо ні, почніть оплату знову на сайті.',
  silent: 'Сторінка оплати не відповідає',
  silentWhy: (site) => `Сайт ${site} зараз недоступний. Нічого не списано. Спробуйте ще раз за кілька хвилин.`,
  refused: 'Цей платіж не прийнято до оплати',
  refusedWhy: (site) =>
    `Сайт ${site} не приймає цей платіж. Нічого не списано. Поверніться і виберіть інший спосіб або зателефонуйте нам.`,
};

const ru: DepartureTexts = {
  leaving: 'Переходим к оплате',
  ready: 'Перейдите к оплате',
  cardThere: (site) => `Оплата будет на сайте ${site}. Данные карты вводите только там: мы их не видим.`,
  check: (site) => `Проверьте адрес: ${site}`,
  checkWhy:
    'Он должен быть в строке адреса вверху или внизу браузера. Если там другой, закройте страницу и позвоните нам.',
  number: 'Номер платежа',
  total: 'К оплате',
  ofItFee: 'Из них комиссия',
  goOn: (site) => `Перейти на ${site}`,
  isTest: 'Это пробная оплата: настоящие деньги не списываются.',
  back: 'Вернуться на сайт',
  again: 'Попробовать ещё раз',
  closed: 'По этой ссылке платить уже нельзя',
  closedWhy: 'Ссылка действует для одного платежа, и она уже использована.',
  closedNext: 'Вернитесь на сайт: там видно, что с платежом, и можно начать новый.',
  expired: 'Время на оплату вышло',
  expiredWhy: 'Оплатить можно в течение 90 минут после того, как вы нажали кнопку.',
  onItsWay: 'Другой платёж за этот счёт уже в пути',
  onItsWayWhy: 'Чтобы не заплатить дважды, сначала дождитесь, чем он закончится. По этой ссылке ещё ничего не списано.',
  continueFirst: 'Продолжить тот платёж',
  seeFirst: 'Что с тем платежом',
  payAnew: 'Всё равно заплатить ещё раз',
  unknown: 'Такого платежа нет',
  unknownWhy:
    'Возможно, ссылка скопирована не полностью. Если вы уже платили, посмотрите в истории оплат. Если нет, начните оплату снова на сайте.',
  silent: 'Страница оплаты не отвечает',
  silentWhy: (site) => `Сайт ${site} сейчас недоступен. Ничего не списано. Попробуйте ещё раз через несколько минут.`,
  refused: 'Этот платёж не принят к оплате',
  refusedWhy: (site) =>
    `Сайт ${site} не принимает этот платёж. Ничего не списано. Вернитесь и выберите другой способ или позвоните нам.`,
};

const en: DepartureTexts = {
  leaving: 'Taking you to the payment page',
  ready: 'Go on to the payment page',
  cardThere: (site) => `You pay on ${site}. Enter your card there and nowhere else: we do not see it.`,
  check: (site) => `Check the address: ${site}`,
  checkWhy:
    'It must stand in the address line at the top or bottom of your browser. If it is another one, close the page and call us.',
  number: 'Payment number',
  total: 'To pay',
  ofItFee: 'Of which fee',
  goOn: (site) => `Go to ${site}`,
  isTest: 'This is a trial payment: no real money moves.',
  back: 'Back to the site',
  again: 'Try again',
  closed: 'This link cannot be used to pay any more',
  closedWhy: 'A link is for one payment, and this one has been used.',
  closedNext: 'Go back to the site: it shows what became of the payment, and you can start a new one there.',
  expired: 'The time to pay is over',
  expiredWhy: 'You can pay within 90 minutes after pressing the button.',
  onItsWay: 'Another payment for this account is on its way',
  onItsWayWhy:
    'So that you do not pay twice, wait for what becomes of it first. Nothing has been charged by this link.',
  continueFirst: 'Continue that payment',
  seeFirst: 'See that payment',
  payAnew: 'Pay once more all the same',
  unknown: 'There is no such payment',
  unknownWhy:
    'The link may have been copied only in part. If you have paid already, look in your payment history. If not, start the payment again on the site.',
  silent: 'The payment page does not answer',
  silentWhy: (site) => `${site} cannot be reached right now. Nothing was charged. Try again in a few minutes.`,
  refused: 'This payment cannot be made',
  refusedWhy: (site) =>
    `${site} does not take this payment. Nothing was charged. Go back and choose another way to pay, or call us.`,
};

export const departureTexts: Readonly<Record<PageLanguage, DepartureTexts>> = { uk, ru, en };
