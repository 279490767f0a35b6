import type { CabinetMessages } from '../messages.js';

export const cabinet: CabinetMessages = {
  heading: 'Личный кабинет',
  sections: 'Разделы кабинета',
  section: {
    overview: 'Главное',
    readings: 'Показания и счётчики',
    payments: 'Оплата и история',
    receipts: 'Квитанции об оплате',
    tariffs: 'Тарифы и расчёт',
    appeals: 'Обращения',
    appointments: 'Приём у специалиста',
    contracts: 'Мои договоры',
    accounts: 'Лицевые счета',
  },
  waiting: (phone) => `Ещё загружаем. Если ничего не появится, позвоните: ${phone}`,
  nothing: {
    title: 'В этом кабинете пока ничего нет',
    text: 'Поставщик ещё не открыл ни одного раздела. Позвоните в контакт-центр.',
  },
  app: {
    title: 'Кабинет на экране телефона',
    text: 'Он будет открываться одним касанием, даже там, где нет связи.',
  },
  install: 'Добавить на экран',
  installByHand: 'Нажмите «Поделиться» внизу экрана и выберите «На экран „Домой“».',
};
