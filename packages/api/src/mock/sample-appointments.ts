import type { Reception } from '../schemas/index.js';

/** A reception of the mock, with how it is booked. */
export interface MockReception {
  readonly reception: Reception;
  readonly capacity: number;
  readonly bookableDays: number;
  readonly noticeHours: number;
  readonly atMostPerCustomer: number;
}

/** What the mock knows of receptions, and how it begins. */
export interface MockAppointmentsData {
  readonly receptions: readonly MockReception[];
  /** Days off: one day, or of every year. */
  readonly holidays: readonly string[];
  /** How much others have booked. */
  readonly taken: 'some' | 'all';
  /** What the customer has themselves: an appointment, or a place in the queue with a slot that is held for them. */
  readonly begins: 'nothing' | 'booked' | 'called_off' | 'waiting' | 'offered';
  /** Somebody else is a moment faster at the first booking. */
  readonly isSnatched: boolean;
  /** Whether there is anywhere to write to the customer, without a phone for the visit. */
  readonly hasContact: boolean;
}

const weekdays = (days: readonly number[], from: string, to: string) => days.map((weekday) => ({ weekday, from, to }));

const NETWORK = {
  uk: 'Зразок Газмережі',
  ru: 'Образец Газсети',
  en: 'Sample Gas Networks',
};
const SUPPLY = { uk: 'Зразок Енерго', ru: 'Образец Энерго', en: 'Sample Energy' };

/** Receptions of both companies: of the network, and of supply. */
export const sampleReceptions: readonly MockReception[] = [
  {
    reception: {
      id: 'network-head',
      company: NETWORK,
      name: {
        uk: 'Прийом начальника дільниці',
        ru: 'Приём начальника участка',
        en: 'The head of the district',
      },
      manager: {
        uk: 'Кравець Остап Лук’янович, начальник дільниці',
        ru: 'Кравец Остап Лукьянович, начальник участка',
        en: 'Ostap Kravets, head of the district',
      },
      topics: {
        uk: 'Підключення до мережі, тиск, плани робіт, скарги на бригаду',
        ru: 'Подключение к сети, давление, планы работ, жалобы на бригаду',
        en: 'Connection to the network, pressure, planned works, complaints about a crew',
      },
      address: { uk: 'вул. Річкова, 4, каб. 12', ru: 'ул. Речная, 4, каб. 12', en: '4 Richkova Street, room 12' },
      phone: '0 800 500 104',
      hours: weekdays([2, 4], '09:00', '12:00'),
      slotMinutes: 30,
      note: {
        uk: 'Візьміть паспорт і договір, якщо він є. Вхід з двору, є пандус.',
        ru: 'Возьмите паспорт и договор, если он есть. Вход со двора, есть пандус.',
        en: 'Bring your passport, and the contract if you have it. Enter from the yard; there is a ramp.',
      },
    },
    capacity: 1,
    bookableDays: 30,
    noticeHours: 2,
    atMostPerCustomer: 1,
  },
  {
    reception: {
      id: 'supply-office',
      company: SUPPLY,
      name: { uk: 'Прийом з питань нарахувань', ru: 'Приём по начислениям', en: 'Questions about charges' },
      manager: {
        uk: 'Бондаренко Ярина Їжаківна, керівниця відділу',
        ru: 'Бондаренко Ярина Ежаковна, руководитель отдела',
        en: 'Yaryna Bondarenko, head of the department',
      },
      topics: {
        uk: 'Нарахування, пільги та субсидії, договір на постачання',
        ru: 'Начисления, льготы и субсидии, договор на поставку',
        en: 'Charges, benefits and subsidies, the supply contract',
      },
      address: { uk: 'просп. Миру, 21', ru: 'просп. Мира, 21', en: '21 Myru Avenue' },
      phone: null,
      hours: [...weekdays([1, 3], '14:00', '17:00'), ...weekdays([6], '09:00', '11:00')],
      slotMinutes: 20,
      note: null,
    },
    capacity: 3,
    bookableDays: 21,
    noticeHours: 1,
    atMostPerCustomer: 2,
  },
];

/** What the mock begins with unless it is told otherwise. */
export const sampleAppointments: MockAppointmentsData = {
  receptions: sampleReceptions,
  holidays: ['12-25', '01-01'],
  taken: 'some',
  begins: 'nothing',
  isSnatched: false,
  hasContact: true,
};
