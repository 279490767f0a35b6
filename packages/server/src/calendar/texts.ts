import type { ServiceKind } from '@kabinet/api/contract';
import type { PageLanguage } from '../words/languages.js';

/** What a calendar says. `service` as {@link CalendarTexts.services} has it, accounts by the last digits of their number. */
interface CalendarTexts {
  readonly services: Readonly<Record<ServiceKind, string>>;
  readonly account: (tail: string) => string;
  readonly pass: (service: string) => string;
  readonly pay: (supplier: string) => string;
  readonly where: string;
  readonly appointment: (number: string) => string;
}

const uk: CalendarTexts = {
  services: {
    electricity: 'електроенергія',
    gas: 'газ',
    cold_water: 'холодна вода',
    hot_water: 'гаряча вода',
    heat: 'опалення',
    sewerage: 'водовідведення',
    refuse: 'вивезення сміття',
  },
  account: (tail) => `рахунок …${tail}`,
  pass: (service) => `Передати показання: ${service}`,
  pay: (supplier) => `Сплатити: ${supplier}`,
  where: 'Кабінет',
  appointment: (number) => `Запис ${number}`,
};

const ru: CalendarTexts = {
  services: {
    electricity: 'электроэнергия',
    gas: 'газ',
    cold_water: 'холодная вода',
    hot_water: 'горячая вода',
    heat: 'отопление',
    sewerage: 'водоотведение',
    refuse: 'вывоз мусора',
  },
  account: (tail) => `счёт …${tail}`,
  pass: (service) => `Передать показания: ${service}`,
  pay: (supplier) => `Оплатить: ${supplier}`,
  where: 'Кабинет',
  appointment: (number) => `Запись ${number}`,
};

const en: CalendarTexts = {
  services: {
    electricity: 'electricity',
    gas: 'gas',
    cold_water: 'cold water',
    hot_water: 'hot water',
    heat: 'heating',
    sewerage: 'sewerage',
    refuse: 'refuse collection',
  },
  account: (tail) => `account …${tail}`,
  pass: (service) => `Send the meter reading: ${service}`,
  pay: (supplier) => `Pay: ${supplier}`,
  where: 'Your account',
  appointment: (number) => `Appointment ${number}`,
};

export const calendarTexts: Readonly<Record<PageLanguage, CalendarTexts>> = { uk, ru, en };
