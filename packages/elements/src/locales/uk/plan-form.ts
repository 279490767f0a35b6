import { createFormat } from '../../core/format.js';
import type { PlanFormMessages } from '../messages.js';

const { plural } = createFormat('uk');

export const planForm: PlanFormMessages = {
  titleNew: 'Нова планова оплата',
  title: 'Змінити планову оплату',
  what: 'Скільки сплачувати',
  allDue: 'Усе, що до сплати',
  fixed: 'Щоразу однакову суму',
  sum: (currency) => `Сума, ${currency}`,
  sumHint: (example) => `Наприклад, ${example}`,
  when: 'Коли сплачувати',
  daysBefore: 'Перед строком оплати',
  dayOfMonth: 'В один день місяця',
  days: { days_before_due: 'За скільки днів до строку', day_of_month: 'Якого числа' },
  day: {
    days_before_due: (count) => `за ${count} ${plural(count, { one: 'день', few: 'дні', many: 'днів', other: 'дня' })}`,
    day_of_month: (day) => `${day} числа`,
  },
  limit: (currency) => `Найбільше за один раз, ${currency}`,
  limitHint: 'Можна не заповнювати. Якщо до сплати буде більше, ми нічого не спишемо: сплатите самі.',
  method: 'Яким способом',
  byCard: 'Спочатку ви сплатите самі, і банк запам’ятає картку. Далі рахунок сплачуватиметься автоматично.',
  untilCard: 'Доки картки немає, ми нагадуємо.',
  byReminder: 'Ми надішлемо нагадування з готовою оплатою, а ви її підтвердите.',
  thisSum: 'цю суму',
  create: 'Запланувати',
  save: 'Зберегти зміни',
  saving: 'Зберігаємо…',
  cancel: 'Скасувати',
  enterSum: (example) => `Введіть суму цифрами, наприклад ${example}`,
  tooLittle: (sum) => `Введіть суму від ${sum}`,
  tooMuch: (sum) => `Введіть суму до ${sum}`,
};
