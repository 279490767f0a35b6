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
  covered: 'Оплата',
  coveredNote: 'поступает, больше платить не нужно',
  signs: { more: 'плюс', less: 'минус' },
  asOf: (when) => `По состоянию на ${when}`,
  lastPayment: (sum, date) => `Последняя оплата: ${sum}, ${date}`,
  onTheWay: (sum) => ({
    title: `Ваша оплата ${sum} уже поступает`,
    text: 'Как только её зачислят, состояние счёта обновится. Не платите второй раз.',
  }),
  partOnTheWay: (sum, left) => ({
    title: `Ваша оплата ${sum} уже поступает`,
    text: `Когда её зачислят, останется оплатить ${left}.`,
  }),
  pay: 'Перейти к оплате',
  why: 'Почему такая сумма',
  story: {
    opening: {
      more: (date, sum) => `На ${date} вы были должны ${sum}.`,
      zero: (date) => `На ${date} долга не было.`,
      less: (date, sum) => `На ${date} у вас была переплата ${sum}.`,
    },
    then: ({ charged, for: what, more, less, paid, refunded }) => {
      const moves = [
        charged && `начислено ${charged}${what ? ` (${what})` : ''}`,
        more && `ещё добавлено ${more}`,
        less && `уменьшено на ${less}`,
        paid && `оплачено ${paid}`,
        refunded && `возвращено вам ${refunded}`,
      ];
      return `Потом ${new Intl.ListFormat('ru').format(moves.filter((move) => move !== null))}.`;
    },
    now: {
      more: (sum) => `Поэтому сейчас к оплате ${sum}.`,
      zero: () => 'Поэтому сейчас платить не нужно.',
      less: (sum) => `Поэтому сейчас у вас переплата ${sum}.`,
    },
  },
  total: { more: 'Итого к оплате', zero: 'Итого к оплате', less: 'Итого переплата' },
  period: (from, to) => `С ${from} по ${to}`,
  subject: (service, month) => (month === null ? service : `${service} за ${month}`),
  component: { supply: '', network: 'доставка', service: 'обслуживание' },
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
