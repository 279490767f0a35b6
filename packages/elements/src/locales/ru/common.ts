import type { CommonMessages } from '../messages.js';

export const common: CommonMessages = {
  serviceKind: {
    electricity: 'Электроэнергия',
    gas: 'Газ',
    cold_water: 'Холодная вода',
    hot_water: 'Горячая вода',
    heat: 'Отопление',
    sewerage: 'Водоотведение',
    refuse: 'Вывоз мусора',
  },
  zone: { total: 'Всего', day: 'День', night: 'Ночь', peak: 'Пик', half_peak: 'Полупик' },
  source: {
    customer: 'передали вы',
    inspector: 'снял контролёр',
    sms: 'передали по SMS',
    voice: 'передали по телефону',
    messenger: 'передали в мессенджере',
    import: 'по данным поставщика',
    estimate: 'рассчитано по среднему потреблению',
  },
  account: 'Лицевой счёт',
  chooseAccount: 'Выберите лицевой счёт',
  loading: 'Загружаем данные…',
  retry: 'Попробовать ещё раз',
  phone: 'Контакт-центр',
  emergencyPhone: 'Аварийная служба',
  signIn: 'Войти',
  signedOut: {
    title: 'Сначала войдите',
    text: 'Чтобы увидеть данные своего счёта, войдите в личный кабинет.',
  },
  offline: {
    title: 'Нет связи с интернетом',
    text: 'Ваши данные не потеряны. Как только связь появится, мы попробуем ещё раз сами.',
  },
  unavailable: {
    title: 'Сервис сейчас не работает',
    text: 'Вы ничего не сделали неправильно. Попробуйте через несколько минут или позвоните.',
  },
  stale: (when) => `Не удалось обновить. Показаны данные на ${when}.`,
  requestId: (id) => `Номер для службы поддержки: ${id}`,
};
