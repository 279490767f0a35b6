import { createFormat } from '../../core/format.js';
import type { PlanFormMessages } from '../messages.js';

const { plural } = createFormat('ru');

export const planForm: PlanFormMessages = {
  titleNew: 'Новая плановая оплата',
  title: 'Изменить плановую оплату',
  what: 'Сколько платить',
  allDue: 'Всё, что к оплате',
  fixed: 'Каждый раз одну и ту же сумму',
  sum: (currency) => `Сумма, ${currency}`,
  sumHint: (example) => `Например, ${example}`,
  when: 'Когда платить',
  daysBefore: 'Перед сроком оплаты',
  dayOfMonth: 'В один день месяца',
  days: { days_before_due: 'За сколько дней до срока', day_of_month: 'Какого числа' },
  day: {
    days_before_due: (count) => `за ${count} ${plural(count, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`,
    day_of_month: (day) => `${day} числа`,
  },
  limit: (currency) => `Не больше за один раз, ${currency}`,
  limitHint: 'Можно не заполнять. Если к оплате будет больше, мы ничего не спишем: заплатите сами.',
  method: 'Каким способом',
  byCard: 'Сначала вы заплатите сами, и банк запомнит карту. Дальше счёт будет оплачиваться автоматически.',
  untilCard: 'Пока карты нет, мы напоминаем.',
  byReminder: 'Мы пришлём напоминание с готовой оплатой, а вы её подтвердите.',
  thisSum: 'эту сумму',
  create: 'Запланировать',
  save: 'Сохранить изменения',
  saving: 'Сохраняем…',
  cancel: 'Отменить',
  enterSum: (example) => `Введите сумму цифрами, например ${example}`,
  tooLittle: (sum) => `Введите сумму от ${sum}`,
  tooMuch: (sum) => `Введите сумму до ${sum}`,
};
