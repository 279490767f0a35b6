// @ts-check
// Everything that the five cabinets do which this product has to match, code by code: what it is, where in the demo it can be seen, and which test
// shows that it works. What nothing shows has no place and no test, and the page says "not yet".

/**
 * @typedef {object} Code
 * @property {string} code
 * @property {{uk: string, ru: string, en: string}} name
 * @property {Place} [where]
 * @property {string} [test] a file of tests, from the root
 */

/**
 * @typedef {object} Place
 * @property {string} supplier whose site or pages
 * @property {string} [path] a page of its site
 * @property {string} [hosted] or one of the cabinet's own pages
 * @property {string} shows what is to be seen there, as CSS names it
 */

const A = 'prydesnianskgaz';
const B = 'polonynagaz';
const C = 'verkhnevolzhsk-energo';
const D = 'stepnohorske-vodoteplo';
const E = 'prydniprovski-merezhi';

/** @type {(supplier: string, path: string, shows: string) => Place} */
const on = (supplier, path, shows) => ({ supplier, path, shows });
/** @type {(supplier: string, hosted: string, shows: string) => Place} */
const hosted = (supplier, page, shows) => ({ supplier, hosted: page, shows });
/** @type {(code: string, uk: string, ru: string, en: string, where?: Place, test?: string) => Code} */
const row = (code, uk, ru, en, where, test) => ({ code, name: { uk, ru, en }, ...(where && test && { where, test }) });

/** @type {readonly Code[]} */
export const CODES = [
  row(
    'A1',
    'Для побуту і для ФОП на власне ім’я',
    'Для быта и для ИП на собственное имя',
    'Households, and entrepreneurs in their own name',
    on(A, '/kabinet.html', 'kabinet-balance-card'),
    'packages/server/src/sample/write-sample.test.ts',
  ),
  row(
    'A2',
    'Нарахування, оплати й показання з білінгу',
    'Начисления, оплаты и показания из биллинга',
    'Charges, payments and readings, live from the billing base',
    on(A, '/kabinet.html', 'kabinet-payment-history'),
    'test/e2e/journeys.test.ts',
  ),
  row(
    'A3',
    'Власний тариф',
    'Собственный тариф',
    'The customer’s own tariff',
    on(A, '/kabinet.html', 'kabinet-tariff-lookup[account]'),
    'test/e2e/own-tariff.test.ts',
  ),
  row(
    'A4',
    'Передача показань',
    'Передача показаний',
    'Taking actual readings',
    on(A, '/pokazannia.html', 'kabinet-reading-form'),
    'test/e2e/journeys.test.ts',
  ),
  row(
    'A5',
    'Оплата будь-коли',
    'Оплата в любое время',
    'Paying at any time',
    on(A, '/rakhunok.html', 'kabinet-payment-button'),
    'test/e2e/paying.test.ts',
  ),
  row(
    'A6',
    'Питання, скарги й пропозиції до фахівців',
    'Вопросы, жалобы и предложения специалистам',
    'Questions, complaints and suggestions to specialists',
    on(A, '/zvernennia.html', 'kabinet-appeal-form'),
    'test/e2e/appeal-life.test.ts',
  ),
  row(
    'A7',
    'Запис на прийом до керівників двох товариств',
    'Запись на приём к руководителям двух обществ',
    'Appointments with the managers of either company',
    on(A, '/zvernennia.html', 'kabinet-appointment-form'),
    'test/e2e/appointments.test.ts',
  ),
  row(
    'A8',
    'Реєстрація за рахунком, останньою оплатою, телефоном і поштою',
    'Регистрация по счёту, последней оплате, телефону и почте',
    'Signing up by account, last payment, phone and e-mail',
    hosted(B, 'link', 'main form'),
    'test/e2e/getting-in.test.ts',
  ),
  row(
    'A9',
    'Проста будова й докладна довідка на сайті',
    'Простое устройство и подробная справка на сайте',
    'A simple interface with detailed instructions on the site',
    on(A, '/pro-kabinet.html#pid-rukoiu', '#pid-rukoiu'),
    'test/unit/demo-site.test.ts',
  ),
  row(
    'A10',
    'Захист: чужі дані нікому не видно',
    'Защита: чужие данные никому не видны',
    'Nobody else can use the data',
    hosted(E, 'sign-in', 'main form'),
    'test/e2e/sessions.test.ts',
  ),
  row(
    'A11',
    'Тестовий режим: про збої — поштою чи листом із кабінету',
    'Тестовый режим: о сбоях — почтой или письмом из кабинета',
    'Test mode: trouble is reported by e-mail or from the cabinet',
    on(A, '/pro-kabinet.html#test', '#test'),
    'test/e2e/appeal-life.test.ts',
  ),
  row(
    'A12',
    'Телефони там, де вони потрібні',
    'Телефоны там, где они нужны',
    'Phones are shown where they are needed',
    on(A, '/pokazannia.html', 'kabinet-reading-form [part~=contact] a'),
    'test/unit/demo-site.test.ts',
  ),

  row(
    'B1',
    'SMS на короткий номер: рахунок і показання',
    'SMS на короткий номер: счёт и показания',
    'A reading by SMS to a short number',
  ),
  row('B2', 'Автоматична відповідь на SMS', 'Автоматический ответ на SMS', 'Automatic replies to the SMS'),
  row(
    'B3',
    'Інші способи передати показання — завжди поруч',
    'Другие способы передать показания — всегда рядом',
    'Other ways to hand in a reading are always listed',
    on(B, '/pokaznyky.html', 'table.ways'),
    'test/e2e/demo-suppliers.test.ts',
  ),
  row(
    'B4',
    'Показання станом на 1-ше, передача з 1-го по 5-те',
    'Показания на 1-е, передача с 1-го по 5-е',
    'Readings as of the 1st, sent from the 1st to the 5th',
    on(B, '/kabinet.html', 'kabinet-reading-form'),
    'packages/rules/src/reading-window.test.ts',
  ),
  row(
    'B5',
    'Один номер для всіх споживачів, лише для показань',
    'Один номер для всех потребителей, только для показаний',
    'One number for all customers, for readings only',
  ),

  row(
    'C1',
    'Реєстрація за хвилину з кодом із SMS чи листа',
    'Регистрация за минуту с кодом из SMS или письма',
    'Signing up in a minute with a code by SMS or e-mail',
    hosted(C, 'sign-up', 'main form'),
    'test/e2e/getting-in.test.ts',
  ),
  row(
    'C2',
    'Помічник додає рахунок за PIN із квитанції',
    'Помощник добавляет счёт по PIN из квитанции',
    'An assistant links the account by the PIN on the bill',
    hosted(C, 'link', 'main form'),
    'test/e2e/getting-in.test.ts',
  ),
  row(
    'C3',
    'Кілька рахунків, зокрема рідних',
    'Несколько счетов, в том числе родных',
    'Several accounts, relatives’ too',
    on(C, '/kabinet.html', 'kabinet-link-account'),
    'test/e2e/journeys.test.ts',
  ),
  row(
    'C4',
    'Оплата без комісії',
    'Оплата без комиссии',
    'No fee on payments',
    on(C, '/kabinet.html', 'kabinet-payment-button'),
    'test/e2e/paying.test.ts',
  ),
  row(
    'C5',
    'Оплата: сума і картка',
    'Оплата: сумма и карта',
    'Paying by entering a sum and card details',
    on(C, '/kabinet.html', 'kabinet-payment-button'),
    'test/e2e/paying.test.ts',
  ),
  row(
    'C6',
    'Картка лише на сторінці банку',
    'Карта только на странице банка',
    'Card details only on the payment platform',
    on(C, '/kabinet.html', 'kabinet-payment-button'),
    'test/e2e/sandbox-bank.test.ts',
  ),
  row(
    'C7',
    'Заява на технічне приєднання',
    'Заявка на технологическое присоединение',
    'Application for a technical connection',
    on(C, '/obrashcheniya.html', 'kabinet-appeal-form'),
    'packages/server/src/sample/suppliers/appeals.test.ts',
  ),
  row(
    'C8',
    'Нарахування, оплати, тарифи й пільги',
    'Начисления, оплаты, тарифы и льготы',
    'Charges and payments, tariffs and benefits',
    on(C, '/kabinet.html', 'kabinet-tariff-lookup[account]'),
    'test/e2e/own-tariff.test.ts',
  ),
  row(
    'C9',
    'Форма показань і вся їх історія',
    'Форма показаний и вся их история',
    'Reading form; every reading stays in the history',
    on(C, '/kabinet.html', 'kabinet-meter-card[with-history]'),
    'test/e2e/journeys.test.ts',
  ),
  row(
    'C10',
    'Історія оплат і договорів',
    'История оплат и договоров',
    'History of payments and of contracts',
    on(B, '/kabinet.html', 'kabinet-payment-history ~ kabinet-contracts'),
    'packages/elements/src/widgets/contracts/contracts.test.ts',
  ),
  row(
    'C11',
    'Заяви й звернення онлайн зі станом кожного',
    'Заявки и обращения онлайн со статусом каждого',
    'Applications and appeals online, with the status of each',
    on(C, '/obrashcheniya.html', 'kabinet-appeal-list'),
    'test/e2e/appeal-life.test.ts',
  ),
  row(
    'C12',
    'У браузері й на телефоні з одним входом',
    'В браузере и на телефоне с одним входом',
    'On the web and on phones with one login',
    on(C, '/ves-kabinet.html', 'kabinet-cabinet[worker-url]'),
    'test/e2e/installable-demo.test.ts',
  ),
  row(
    'C13',
    'Сплата щомісяця до 10-го',
    'Оплата ежемесячно до 10-го',
    'The bill is paid monthly by the 10th',
    on(C, '/bill.html', '.bill .due:has-text("до 10.")'),
    'packages/server/src/sample/write-sample.test.ts',
  ),

  row(
    'D1',
    'Кожен постачальник і місто має свій період',
    'У каждого поставщика и города свой период',
    'Each supplier and town has its own reading window',
    on(D, '/kabinet.html', 'kabinet-reading-form'),
    'packages/rules/src/reading-window.test.ts',
  ),
  row(
    'D2',
    'Багато каналів: голосовий робот, Viber, соцмережа',
    'Много каналов: голосовой робот, Viber, соцсеть',
    'Many channels: a voice robot, Viber, a social page',
  ),
  row(
    'D3',
    'Калькулятор опалення',
    'Калькулятор отопления',
    'A calculator of what heating will cost',
    on(D, '/', 'kabinet-cost-calculator[mode=heating]'),
    'test/e2e/tariffs.test.ts',
  ),
  row(
    'D4',
    'Акти звірки, планова оплата, завантаження рахунків',
    'Акты сверки, плановая оплата, скачивание счетов',
    'Reconciliation statements, planned payments, bills to download',
  ),
  row(
    'D5',
    'Навантаження: усі приходять за кілька днів',
    'Нагрузка: все приходят за несколько дней',
    'Load: everybody comes in the same few days',
  ),
  row(
    'D6',
    'Для людей будь-якого віку: розділи за назвами',
    'Для людей любого возраста: разделы по названиям',
    'For people of every age: found by the names of the sections',
    on(E, '/kabinet.html', 'nav.sections'),
    'test/e2e/demo-suppliers.test.ts',
  ),
  row(
    'D7',
    'Новини, поради, зміни тарифів, години роботи у свята',
    'Новости, советы, изменения тарифов, часы работы в праздники',
    'News, saving tips, tariff changes, opening hours on holidays',
    on(A, '/#news', '.news:has-text("Різдво"):has-text("Ціна газу"):has-text("менше газу")'),
    'test/e2e/codes.test.ts',
  ),
  row(
    'D8',
    'Без показання — за середнім, з показанням — за фактом',
    'Без показания — по среднему, с показанием — по факту',
    'Average use without a reading, the fact with one',
    on(D, '/kabinet.html', 'kabinet-balance-card'),
    'packages/elements/src/widgets/balance-card/balance-card.test.ts',
  ),

  row(
    'E1',
    'Показання й сальдо',
    'Показания и сальдо',
    'Readings, and the financial state of the account',
    on(E, '/kabinet.html', 'kabinet-balance-card'),
    'test/e2e/own-tariff.test.ts',
  ),
  row(
    'E2',
    'Надходження оплат і перевірка записаних показань',
    'Поступление оплат и проверка записанных показаний',
    'Payments as they arrive; readings as they were recorded',
    on(E, '/kabinet.html', 'kabinet-payment-history'),
    'test/e2e/paying.test.ts',
  ),
  row(
    'E3',
    'Рахунок без очікування листоноші',
    'Счёт без ожидания почтальона',
    'Download the bill without waiting for the postman',
  ),
  row(
    'E4',
    'Лічильник: номер, пломба, дата встановлення',
    'Счётчик: номер, пломба, дата установки',
    'Meter number, seal number, date of installation',
    on(E, '/kabinet.html', 'kabinet-meter-card'),
    'packages/elements/src/widgets/meter-card/meter-card.test.ts',
  ),
  row('E5', 'Рахунок за фактом у будь-який день', 'Счёт по факту в любой день', 'A bill on actual readings on any day'),
  row(
    'E6',
    'Опитування: пропозиції споживачів',
    'Опрос: предложения потребителей',
    'A poll: customers propose improvements',
  ),
  row(
    'E7',
    'Презентація всіх можливостей і кроків реєстрації',
    'Презентация всех возможностей и шагов регистрации',
    'A presentation of every feature and step',
    on(E, '/tur.html', 'kabinet-tour'),
    'packages/elements/src/widgets/tour/tour.test.ts',
  ),
  row(
    'E8',
    '«Немає в базі», повільні сторінки, юридичні особи: на що скаржилися',
    '«Нет абонента в базе», медленные страницы, юрлица: на что жаловались',
    'What customers complained of: “not in the base”, slow pages, no legal entities',
  ),
];
