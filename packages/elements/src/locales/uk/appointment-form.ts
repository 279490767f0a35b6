import { createFormat } from '../../core/format.js';
import type { AppointmentFormMessages } from '../messages.js';

const { plural } = createFormat('uk');
const people = (count: number) =>
  `${count} ${plural(count, { one: 'людина', few: 'людини', many: 'людей', other: 'людини' })}`;

export const appointmentForm: AppointmentFormMessages = {
  heading: 'Запис на прийом',
  intro: 'Оберіть, до кого хочете прийти, і зручний час.',
  none: { title: 'Зараз запису на прийом немає', text: 'Зателефонуйте нам: підкажемо, коли й де приймають.' },
  mine: 'Ваші записи',
  signIn: 'Увійдіть, щоб побачити свої записи',
  receptions: 'Хто приймає',
  manager: 'Приймає',
  topics: 'З питань',
  hours: 'Коли',
  address: 'Де',
  phone: 'Телефон',
  note: 'Зверніть увагу',
  choose: 'Обрати час',
  when: (day, time) => `${day} ${time.startsWith('11') ? 'об' : 'о'}\u00a0${time}`,
  here: (when) => `На вашому годиннику: ${when}`,
  number: (number) => `Номер запису ${number}`,
  topic: (topic) => `Питання: ${topic}`,
  status: {
    cancelled: 'Ви скасували запис',
    called_off: 'Прийому не буде: його скасовано',
    attended: 'Прийом відбувся',
    missed: 'Ви не прийшли',
  },
  reason: (reason) => `Причина: ${reason}`,
  calendar: 'Додати в календар',
  move: 'Змінити час',
  again: 'Обрати інший час',
  cancel: 'Скасувати запис',
  cancelAsk: (when) => `Скасувати запис: ${when}? Місце дістанеться іншій людині.`,
  cancelYes: 'Так, скасувати',
  cancelNo: 'Ні, залишити',
  ahead: (count) => (count === 0 ? 'Ви в черзі наступні' : `У черзі перед вами ${people(count)}`),
  waitingText: (isTold) =>
    isTold
      ? 'Щойно звільниться місце, притримаємо його для вас і повідомимо.'
      : 'Щойно звільниться місце, притримаємо його для вас на добу. Повідомити нікуди: заглядайте сюди.',
  offer: (when, until) => ({
    title: `Для вас звільнилося місце: ${when}`,
    text: `Тримаємо його до ${until}, потім воно дістанеться наступній людині в черзі.`,
  }),
  take: 'Записатися',
  letGo: 'Відмовитися',
  leave: 'Вийти з черги',
  earlier: 'Попередні записи',
};
