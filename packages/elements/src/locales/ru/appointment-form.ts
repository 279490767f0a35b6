import { createFormat } from '../../core/format.js';
import type { AppointmentFormMessages } from '../messages.js';

const { plural } = createFormat('ru');
const people = (count: number) =>
  `${count} ${plural(count, { one: 'человек', few: 'человека', many: 'человек', other: 'человека' })}`;

export const appointmentForm: AppointmentFormMessages = {
  heading: 'Запись на приём',
  intro: 'Выберите, к кому хотите прийти, и удобное время.',
  none: { title: 'Сейчас записи на приём нет', text: 'Позвоните нам: подскажем, когда и где принимают.' },
  mine: 'Ваши записи',
  signIn: 'Войдите, чтобы увидеть свои записи',
  receptions: 'Кто принимает',
  manager: 'Принимает',
  topics: 'По вопросам',
  hours: 'Когда',
  address: 'Где',
  phone: 'Телефон',
  note: 'Обратите внимание',
  choose: 'Выбрать время',
  when: (day, time) => `${day} в\u00a0${time}`,
  here: (when) => `На ваших часах: ${when}`,
  number: (number) => `Номер записи ${number}`,
  topic: (topic) => `Вопрос: ${topic}`,
  status: {
    cancelled: 'Вы отменили запись',
    called_off: 'Приёма не будет: его отменили',
    attended: 'Приём состоялся',
    missed: 'Вы не пришли',
  },
  reason: (reason) => `Причина: ${reason}`,
  calendar: 'Добавить в календарь',
  move: 'Изменить время',
  again: 'Выбрать другое время',
  cancel: 'Отменить запись',
  cancelAsk: (when) => `Отменить запись: ${when}? Место достанется другому человеку.`,
  cancelYes: 'Да, отменить',
  cancelNo: 'Нет, оставить',
  ahead: (count) => (count === 0 ? 'Вы в очереди следующие' : `В очереди перед вами ${people(count)}`),
  waitingText: (isTold) =>
    isTold
      ? 'Как только освободится место, придержим его для вас и сообщим.'
      : 'Как только освободится место, придержим его для вас на сутки. Сообщить некуда: заглядывайте сюда.',
  offer: (when, until) => ({
    title: `Для вас освободилось место: ${when}`,
    text: `Держим его до ${until}, потом оно достанется следующему человеку в очереди.`,
  }),
  take: 'Записаться',
  letGo: 'Отказаться',
  leave: 'Выйти из очереди',
  earlier: 'Прошлые записи',
};
