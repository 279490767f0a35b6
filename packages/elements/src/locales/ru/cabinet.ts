import { createFormat } from '../../core/format.js';
import type { CabinetMessages } from '../messages.js';

const { plural } = createFormat('ru');
const days = (count: number) => `${count} ${plural(count, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`;

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
  missing: {
    title: 'Такого раздела в этом кабинете нет',
    text: 'Ссылка устарела, или у поставщика этого раздела нет. Выберите другой раздел.',
  },
  offline: (keptDays) => ({
    title: 'Нет связи с интернетом',
    text: `Ваших данных в памяти этого устройства нет, поэтому показать их без связи нельзя.${keptDays === null ? '' : ` Показание, которое не удалось отправить, сохранено на этом устройстве, не больше чем на ${days(keptDays)}.`} Как только связь появится, кабинет откроется сам.`,
  }),
  app: {
    title: 'Кабинет на экране телефона',
    text: 'Он будет открываться одним касанием, даже там, где нет связи.',
  },
  install: 'Добавить на экран',
  installByHand: 'Нажмите «Поделиться» внизу экрана и выберите «На экран „Домой“».',
};
