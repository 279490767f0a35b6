import type { PageLanguage } from '../page.js';

/** What the page of signed-in devices says. */
export interface DeviceTexts {
  readonly title: string;
  readonly intro: string;
  readonly thisDevice: string;
  /** A browser on a system: `Chrome, Windows`. */
  readonly unknownDevice: string;
  readonly signedIn: (when: string) => string;
  readonly seen: (when: string) => string;
  readonly end: string;
  readonly endThis: string;
  readonly everywhereTitle: string;
  readonly everywhereText: string;
  readonly everywhere: string;
  readonly others: string;
  readonly doneOne: string;
  readonly doneOthers: string;
  readonly doneNothing: string;
  readonly notYours: string;
  readonly toPassword: string;
}

const uk: DeviceTexts = {
  title: 'Пристрої',
  intro: 'Тут ви зараз увійшли. Якщо якийсь пристрій не ваш, завершіть на ньому сеанс і змініть пароль.',
  thisDevice: 'цей пристрій',
  unknownDevice: 'Невідомий пристрій',
  signedIn: (when) => `Увійшли: ${when}`,
  seen: (when) => `Востаннє: ${when}`,
  end: 'Завершити сеанс',
  endThis: 'Вийти на цьому пристрої',
  everywhereTitle: 'Усі пристрої',
  everywhereText: 'Якщо загубили телефон або заходили з чужого комп’ютера, вийдіть усюди одразу.',
  everywhere: 'Вийти всюди',
  others: 'Вийти на інших, залишитися тут',
  doneOne: 'Сеанс завершено',
  doneOthers: 'На інших пристроях сеанси завершено',
  doneNothing: 'Цей сеанс уже було завершено',
  notYours: 'Не ваш пристрій?',
  toPassword: 'Змінити пароль',
};

const ru: DeviceTexts = {
  title: 'Устройства',
  intro: 'Здесь вы сейчас вошли. Если какое-то устройство не ваше, завершите на нём сеанс и смените пароль.',
  thisDevice: 'это устройство',
  unknownDevice: 'Неизвестное устройство',
  signedIn: (when) => `Вошли: ${when}`,
  seen: (when) => `Последний раз: ${when}`,
  end: 'Завершить сеанс',
  endThis: 'Выйти на этом устройстве',
  everywhereTitle: 'Все устройства',
  everywhereText: 'Если потеряли телефон или заходили с чужого компьютера, выйдите везде сразу.',
  everywhere: 'Выйти везде',
  others: 'Выйти на других, остаться здесь',
  doneOne: 'Сеанс завершён',
  doneOthers: 'На других устройствах сеансы завершены',
  doneNothing: 'Этот сеанс уже был завершён',
  notYours: 'Не ваше устройство?',
  toPassword: 'Сменить пароль',
};

const en: DeviceTexts = {
  title: 'Devices',
  intro: 'You are signed in here. If a device is not yours, sign it out and change your password.',
  thisDevice: 'this device',
  unknownDevice: 'Unknown device',
  signedIn: (when) => `Signed in: ${when}`,
  seen: (when) => `Last seen: ${when}`,
  end: 'Sign out there',
  endThis: 'Sign out on this device',
  everywhereTitle: 'All devices',
  everywhereText: 'If you lost your phone or used somebody else’s computer, sign out everywhere at once.',
  everywhere: 'Sign out everywhere',
  others: 'Sign out elsewhere, stay here',
  doneOne: 'The device was signed out',
  doneOthers: 'The other devices were signed out',
  doneNothing: 'That device was signed out before',
  notYours: 'Not your device?',
  toPassword: 'Change the password',
};

export const deviceTexts: Readonly<Record<PageLanguage, DeviceTexts>> = { uk, ru, en };
