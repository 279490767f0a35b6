import type { BalanceCardMessages } from '../messages.js';

export const balanceCard: BalanceCardMessages = {
  heading: 'Стан рахунку',
  owed: 'До сплати',
  owedBy: (date) => `до ${date}`,
  overdue: (date) => `строк сплати минув ${date}`,
  credit: 'Переплата',
  creditNote: 'платити не треба',
  settled: 'Боргу немає',
  settledNote: 'платити не треба',
  covered: 'Оплата',
  coveredNote: 'надходить, більше платити не треба',
  signs: { more: 'плюс', less: 'мінус' },
  asOf: (when) => `Станом на ${when}`,
  lastPayment: (sum, date) => `Остання оплата: ${sum}, ${date}`,
  onTheWay: (sum) => ({
    title: `Ваша оплата ${sum} уже надходить`,
    text: 'Щойно її зарахують, стан рахунку оновиться. Не сплачуйте вдруге.',
  }),
  partOnTheWay: (sum, left) => ({
    title: `Ваша оплата ${sum} уже надходить`,
    text: `Коли її зарахують, до сплати залишиться ${left}.`,
  }),
  pay: 'Перейти до оплати',
  why: 'Чому така сума',
  story: {
    opening: {
      more: (date, sum) => `На ${date} ви були винні ${sum}.`,
      zero: (date) => `На ${date} боргу не було.`,
      less: (date, sum) => `На ${date} у вас була переплата ${sum}.`,
    },
    then: ({ charged, for: what, more, less, paid, refunded }) => {
      const moves = [
        charged && `нараховано ${charged}${what ? ` (${what})` : ''}`,
        more && `ще додано ${more}`,
        less && `зменшено на ${less}`,
        paid && `сплачено ${paid}`,
        refunded && `повернено вам ${refunded}`,
      ];
      return `Потім ${new Intl.ListFormat('uk').format(moves.filter((move) => move !== null))}.`;
    },
    now: {
      more: (sum) => `Тому зараз до сплати ${sum}.`,
      zero: () => 'Тому зараз платити не треба.',
      less: (sum) => `Тому зараз у вас переплата ${sum}.`,
    },
  },
  total: { more: 'Разом до сплати', zero: 'Разом до сплати', less: 'Разом переплата' },
  period: (from, to) => `З ${from} до ${to}`,
  subject: (service, month) => (month === null ? service : `${service} за ${month}`),
  component: { supply: '', network: 'доставка', service: 'обслуговування' },
  line: {
    opening: { more: 'Борг на початок', less: 'Переплата на початок' },
    charge: { more: 'Нараховано', less: 'Нарахування скасовано' },
    payment: { more: 'Платіж скасовано', less: 'Сплачено' },
    benefit: { more: 'Пільгу чи субсидію скасовано', less: 'Пільги та субсидія' },
    recalculation: { more: 'Перерахунок: додано', less: 'Перерахунок на вашу користь' },
    refund: { more: 'Повернено вам', less: 'Повернення скасовано' },
  },
  estimated: 'за середнім споживанням',
  estimatedNote:
    'Показання не надійшло, тому суму нараховано за середнім споживанням. Передайте показання, і її перерахують.',
  estimatedHandedIn: 'Суму нараховано за середнім споживанням. Показання вже отримано: суму перерахують.',
  sendReading: 'Передати показання',
  empty: 'Нарахувань і оплат ще не було.',
};
