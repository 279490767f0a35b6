import { createFormat } from '../../core/format.js';
import type { AppealTalkMessages } from '../messages.js';

const { plural } = createFormat('ru');
const words = (count: number, forms: readonly [one: string, few: string, many: string]) =>
  plural(count, { one: forms[0], few: forms[1], many: forms[2], other: forms[1] });

export const appealTalk: AppealTalkMessages = {
  files: {
    save: (name) => `Скачать: ${name}`,
    asking: 'Готовим файл…',
    gone: { title: 'Этого файла уже нет', text: 'Обновите страницу или позвоните нам.' },
  },
  back: 'Все обращения',
  number: 'Номер',
  account: 'Лицевой счёт',
  department: 'Кому',
  due: 'Ответим не позднее',
  term: (days, counts, source) =>
    `Срок ответа: ${days} ${counts === 'working' ? words(days, ['рабочий день', 'рабочих дня', 'рабочих дней']) : words(days, ['день', 'дня', 'дней'])}${source ? ` (${source})` : ''}.`,
  notifiedAt: 'Об ответе сообщим на',
  history: 'Что произошло',
  asked: 'Ваши данные',
  talk: 'Переписка',
  you: 'Вы',
  supplier: 'Поставщик',
  of: (person, supplier) => `${person}, ${supplier}`,
  channel: { email: 'электронной почтой' },
  fresh: 'Новое',
  quoted: 'Цитата или подпись',
  overdue: (date) => ({
    title: `Ответ запаздывает: должен был быть до ${date}`,
    text: 'Извините. Позвоните нам и назовите номер обращения.',
  }),
  next: (name) => `Куда обратиться дальше: ${name}`,
  unsatisfied: 'Если ответ вас не устраивает',
  waiting: { title: 'Мы ждём вашего ответа', text: 'Пока вы не напишете, рассмотреть обращение не сможем.' },
  reply: 'Дописать',
  notSolved: 'Вопрос не решён',
  reopenUntil: (date) => `Открыть обращение снова можно до ${date}.`,
  reopenOver: (date) => ({
    title: 'Обращение закрыто',
    text: `Открыть его снова можно было до ${date}. Если вопрос остался, напишите новое обращение.`,
  }),
  writeNew: 'Написать новое обращение',
  field: { reply: 'Ваше сообщение', reopen: 'Почему ответ не подходит' },
  hint: {
    reply: 'Его прочитает тот, кто занимается обращением',
    reopen: 'Обращение рассмотрим ещё раз и назначим новый срок',
  },
  send: { reply: 'Отправить', reopen: 'Открыть снова' },
  cancel: 'Не писать',
  restored: 'Это вы писали раньше и ещё не отправили.',
  discard: 'Стереть написанное',
  summary: 'Проверьте написанное',
  textMissing: 'Напишите сообщение',
  tooLong: (over) => `Сократите на ${over} ${words(over, ['знак', 'знака', 'знаков'])}`,
  filesNotReady: 'Не все файлы дошли. Продолжите или уберите их',
  awaitingFiles: 'Ждём файлы…',
  sending: 'Отправляем…',
  withdraw: 'Отозвать обращение',
  withdrawAsk: {
    title: 'Отозвать обращение?',
    text: 'Ответа не будет. Написать снова можно в любое время.',
  },
  withdrawYes: 'Да, отозвать',
  withdrawNo: 'Нет, оставить',
  rate: 'Помог ли ответ?',
  score: {
    5: 'Полностью помог',
    4: 'В основном помог',
    3: 'Частично',
    2: 'Почти не помог',
    1: 'Не помог',
  },
  scoreMissing: 'Выберите один из вариантов',
  comment: 'Что можно сделать лучше (не обязательно)',
  rateSend: 'Оценить',
  rated: (score) => `Ваша оценка: ${score}`,
  rateAgain: 'Изменить оценку',
  print: 'Напечатать',
  done: {
    replied: { title: 'Сообщение отправлено', text: 'Оно в переписке ниже.' },
    reopened: { title: 'Обращение снова рассматриваем', text: 'Новый срок ответа указан ниже.' },
    withdrawn: { title: 'Обращение отозвано', text: 'Написать снова можно в любое время.' },
    rated: { title: 'Спасибо за оценку', text: '' },
  },
  unsure: {
    title: 'Ещё не знаем, дошло ли это',
    text: 'Сервис не ответил. Нажмите «Проверить ещё раз»: дважды ничего не придёт.',
  },
  checkAgain: 'Проверить ещё раз',
  changed: {
    title: 'Обращение тем временем изменилось',
    text: 'Посмотрите его нынешнее состояние. Написанное не потеряно.',
  },
  filesGone: { title: 'Файлы уже не сохранены', text: 'Уберите их и добавьте ещё раз. Написанное не потеряно.' },
  gone: { title: 'Такого обращения у вас нет', text: 'Возможно, его отправили из другого кабинета.' },
};
