import type { SupplierProfile } from '../domain/supplier-profile.js';

const everyone = {
  company: null,
  manager: null,
  topics: null,
  phone: null,
  note: null,
  validFrom: null,
  validTo: null,
};

/**
 * Two receptions: of the network on Tuesdays and Thursdays from ten to twelve, an hour for two people, two a customer and a day's notice; and of
 * supply on Thursdays from two to four, an hour for ten people.
 */
export function testReceptions(): SupplierProfile['receptions'] {
  return [
    {
      ...everyone,
      id: 'network',
      name: { uk: 'Прийом начальника дільниці', ru: 'Приём начальника участка', en: 'The head of the section' },
      address: { uk: 'вул. Шевченка, 1, каб. 12', ru: 'ул. Шевченко, 1, каб. 12', en: '1 Shevchenka Street, room 12' },
      hours: [2, 4].map((weekday) => ({ weekday, from: '10:00', to: '12:00' })),
      slotMinutes: 60,
      capacity: 2,
      bookableDays: 14,
      noticeHours: 24,
      atMostPerCustomer: 2,
    },
    {
      ...everyone,
      id: 'supply',
      name: { uk: 'Прийом зі збуту', ru: 'Приём по сбыту', en: 'Supply desk' },
      address: { uk: 'вул. Миру, 2', ru: 'ул. Мира, 2', en: '2 Myru Street' },
      hours: [{ weekday: 4, from: '14:00', to: '16:00' }],
      slotMinutes: 60,
      capacity: 10,
      bookableDays: 30,
      noticeHours: 2,
      atMostPerCustomer: 1,
    },
  ];
}
