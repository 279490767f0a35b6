import type { CabinetMessages } from '../messages.js';

export const cabinet: CabinetMessages = {
  heading: 'Особистий кабінет',
  sections: 'Розділи кабінету',
  section: {
    overview: 'Головне',
    readings: 'Показання і лічильники',
    payments: 'Оплата',
    receipts: 'Квитанції про оплату',
    tariffs: 'Тарифи',
    appeals: 'Звернення',
    appointments: 'Запис на прийом',
    contracts: 'Договори',
    accounts: 'Особові рахунки',
  },
  waiting: (phone) => `Ще завантажуємо. Якщо нічого не з’явиться, зателефонуйте: ${phone}`,
  nothing: {
    title: 'У цьому кабінеті поки нічого немає',
    text: 'Постачальник ще не відкрив жодного розділу. Зателефонуйте до контакт-центру.',
  },
  app: {
    title: 'Кабінет на екрані телефона',
    text: 'Він відкриватиметься одним дотиком, навіть там, де немає зв’язку.',
  },
  install: 'Додати на екран',
  installByHand: 'Натисніть «Поділитися» внизу екрана і оберіть «На початковий екран».',
};
