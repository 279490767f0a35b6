import { texts } from './tariffs.js';

const NETWORK = texts(
  'Придеснянськгаз (розподіл газу)',
  'Придеснянскгаз (распределение газа)',
  'Prydesnianskgaz (gas network)',
);
const SUPPLY = texts(
  'Придеснянськгаз Збут (постачання)',
  'Придеснянскгаз Сбыт (поставка)',
  'Prydesnianskgaz Zbut (gas supply)',
);

const PASSPORT = texts(
  'Візьміть паспорт. Хто приходить за іншу людину, має мати довіреність.',
  'Возьмите паспорт. Кто приходит за другого человека, должен иметь доверенность.',
  'Bring your passport. Who comes for somebody else needs their power of attorney.',
);

const weekdays = (days: readonly number[], from: string, to: string) => days.map((weekday) => ({ weekday, from, to }));

/** Receptions in the manner of system A: managers of the company that distributes the gas, and of the one that sells it. */
export const GAS_RECEPTIONS = [
  {
    id: 'network-head',
    company: NETWORK,
    name: texts('Прийом керівника', 'Приём руководителя', 'The head of the company'),
    manager: texts(
      'Гайдамаченко Устим Ґедеонович, голова правління',
      'Гайдамаченко Устим Гедеонович, председатель правления',
      'Ustym Haidamachenko, chairman of the board',
    ),
    topics: texts(
      'Скарги, на які не відповіли підрозділи; пропозиції щодо роботи товариства',
      'Жалобы, на которые не ответили подразделения; предложения по работе общества',
      'Complaints that departments left unanswered; proposals about how the company works',
    ),
    address: texts(
      'м. Придеснянськ, вул. Річкова, 4, каб. 201',
      'г. Придеснянск, ул. Речная, 4, каб. 201',
      'Prydesniansk, 4 Richkova Street, room 201',
    ),
    phone: '0 800 000 104',
    hours: weekdays([3], '09:00', '12:00'),
    slotMinutes: 20,
    noticeHours: 24,
    bookableDays: 45,
    note: PASSPORT,
  },
  {
    id: 'network-engineer',
    company: NETWORK,
    name: texts('Прийом головного інженера', 'Приём главного инженера', 'The chief engineer'),
    manager: texts(
      'Щербань Їлона Василівна, головна інженерка',
      'Щербань Илона Васильевна, главный инженер',
      'Ilona Shcherban, chief engineer',
    ),
    topics: texts(
      'Підключення до мережі, тиск газу, повірка лічильників, планові роботи',
      'Подключение к сети, давление газа, поверка счётчиков, плановые работы',
      'Connection to the network, gas pressure, meter verification, planned works',
    ),
    address: texts(
      'м. Придеснянськ, вул. Річкова, 4, каб. 12',
      'г. Придеснянск, ул. Речная, 4, каб. 12',
      'Prydesniansk, 4 Richkova Street, room 12',
    ),
    hours: [...weekdays([2, 4], '09:00', '12:00'), ...weekdays([2], '14:00', '16:30')],
    slotMinutes: 30,
    note: PASSPORT,
  },
  {
    id: 'supply-manager',
    company: SUPPLY,
    name: texts('Прийом керівниці збуту', 'Приём руководителя сбыта', 'The head of supply'),
    manager: texts(
      'Луб’янецька Єва Юхимівна, директорка',
      'Лубянецкая Ева Ефимовна, директор',
      'Yeva Lubianetska, director',
    ),
    topics: texts(
      'Нарахування, перерахунок, договір постачання, заборгованість',
      'Начисления, перерасчёт, договор поставки, задолженность',
      'Charges, recalculation, the supply contract, debts',
    ),
    address: texts(
      'м. Придеснянськ, просп. Миру, 21, каб. 5',
      'г. Придеснянск, просп. Мира, 21, каб. 5',
      'Prydesniansk, 21 Myru Avenue, room 5',
    ),
    phone: '0 800 000 100',
    hours: weekdays([1, 5], '10:00', '13:00'),
    slotMinutes: 20,
    note: PASSPORT,
  },
  {
    id: 'supply-office',
    company: SUPPLY,
    name: texts('Центр обслуговування споживачів', 'Центр обслуживания потребителей', 'Customer service centre'),
    topics: texts(
      'Пільги та субсидії, показання, зміна власника, довідки',
      'Льготы и субсидии, показания, смена владельца, справки',
      'Benefits and subsidies, readings, a new owner, certificates',
    ),
    address: texts(
      'м. Придеснянськ, просп. Миру, 21, 1-й поверх',
      'г. Придеснянск, просп. Мира, 21, 1-й этаж',
      'Prydesniansk, 21 Myru Avenue, ground floor',
    ),
    phone: '0 800 000 100',
    hours: [...weekdays([1, 2, 3, 4, 5], '08:00', '17:00'), ...weekdays([6], '09:00', '13:00')],
    slotMinutes: 15,
    capacity: 4,
    bookableDays: 14,
    noticeHours: 1,
    atMostPerCustomer: 2,
  },
];

/** One of the electricity supplier's: people of its staff sign in on our own pages. */
export const POWER_RECEPTIONS = [
  {
    id: 'consumers',
    name: texts('Прийом споживачів', 'Приём потребителей', 'Consumers’ reception'),
    manager: texts(
      'Ґалаґан Зореслава Остапівна, начальниця відділу',
      'Галаган Зореслава Остаповна, начальник отдела',
      'Zoreslava Galagan, head of the department',
    ),
    topics: texts(
      'Нарахування, зонний лічильник, договір, приєднання до мережі',
      'Начисления, зонный счётчик, договор, присоединение к сети',
      'Charges, time-of-use meters, the contract, connection to the network',
    ),
    address: texts(
      'м. Придніпровськ, вул. Набережна, 8, каб. 3',
      'г. Приднепровск, ул. Набережная, 8, каб. 3',
      'Prydniprovsk, 8 Naberezhna Street, room 3',
    ),
    hours: weekdays([1, 2, 3, 4, 5], '09:00', '12:00'),
    slotMinutes: 20,
    capacity: 2,
  },
];
