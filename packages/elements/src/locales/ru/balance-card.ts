import type { BalanceCardMessages } from '../messages.js';

export const balanceCard: BalanceCardMessages = {
  heading: 'Состояние счёта',
  owed: 'К оплате',
  owedBy: (date) => `до ${date}`,
  overdue: (date) => `срок оплаты истёк ${date}`,
  credit: 'Переплата',
  creditNote: 'платить не нужно',
  settled: 'Долга нет',
  settledNote: 'платить не нужно',
  asOf: (when) => `По состоянию на ${when}`,
  onTheWay: (sum) =>
    `Ваша оплата ${sum} уже поступает. Как только её зачислят, сумма уменьшится. Не платите второй раз.`,
  why: 'Почему такая сумма',
  period: (from, to) => `С ${from} по ${to}`,
  line: {
    opening: { more: 'Долг на начало', less: 'Переплата на начало' },
    charge: { more: 'Начислено', less: 'Начисление отменено' },
    payment: { more: 'Платёж отменён', less: 'Оплачено' },
    benefit: { more: 'Льгота или субсидия отменена', less: 'Льготы и субсидия' },
    recalculation: { more: 'Перерасчёт: добавлено', less: 'Перерасчёт в вашу пользу' },
    refund: { more: 'Возвращено вам', less: 'Возврат отменён' },
  },
  estimated: 'по среднему потреблению',
  estimatedNote:
    'Показание не поступило, поэтому сумма начислена по среднему потреблению. Передайте показание, и её пересчитают.',
  estimatedHandedIn: 'Сумма начислена по среднему потреблению. Показание уже получено: сумму пересчитают.',
  sendReading: 'Передать показание',
  empty: 'Начислений и оплат ещё не было.',
};
