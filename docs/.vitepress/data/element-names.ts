import type { Language } from './manifest.js';

/**
 * What an element is called by whoever looks for it: mostly the heading that it shows. An English tag says as much by itself. search.test.ts
 * holds them to the headings.
 */
const NAMES: Partial<Readonly<Record<Language, Readonly<Record<string, string>>>>> = {
  uk: {
    'kabinet-account-menu': 'Мій кабінет',
    'kabinet-appeal-form': 'Написати звернення',
    'kabinet-appeal-list': 'Мої звернення',
    'kabinet-appointment-form': 'Запис на прийом',
    'kabinet-balance-card': 'Стан рахунку',
    'kabinet-cabinet': 'Особистий кабінет',
    'kabinet-contracts': 'Договори',
    'kabinet-cost-calculator': 'Скільки це коштуватиме',
    'kabinet-guest-reading-form': 'Передати показання без входу',
    'kabinet-link-account': 'Мої рахунки',
    'kabinet-meter-card': 'Лічильник',
    'kabinet-payment-button': 'Оплата',
    'kabinet-payment-history': 'Історія оплат',
    'kabinet-payment-plan': 'Планова оплата',
    'kabinet-reading-form': 'Передати показання',
    'kabinet-receipt': 'Квитанція',
    'kabinet-tariff-lookup': 'Тарифи',
    'kabinet-tour': 'Що вміє кабінет',
  },
  ru: {
    'kabinet-account-menu': 'Мой кабинет',
    'kabinet-appeal-form': 'Написать обращение',
    'kabinet-appeal-list': 'Мои обращения',
    'kabinet-appointment-form': 'Запись на приём',
    'kabinet-balance-card': 'Состояние счёта',
    'kabinet-cabinet': 'Личный кабинет',
    'kabinet-contracts': 'Договоры',
    'kabinet-cost-calculator': 'Сколько это будет стоить',
    'kabinet-guest-reading-form': 'Передать показания без входа',
    'kabinet-link-account': 'Мои счета',
    'kabinet-meter-card': 'Счётчик',
    'kabinet-payment-button': 'Оплата',
    'kabinet-payment-history': 'История оплат',
    'kabinet-payment-plan': 'Плановая оплата',
    'kabinet-reading-form': 'Передать показание',
    'kabinet-receipt': 'Квитанция',
    'kabinet-tariff-lookup': 'Тарифы',
    'kabinet-tour': 'Что умеет кабинет',
  },
};

export const elementName = (language: Language, tag: string): string | undefined => NAMES[language]?.[tag];
