import { ProfileAppeals } from '../domain/appeal-profile.js';

const text = (uk: string, ru: string, en: string) => ({ uk, ru, en });

/** What a test supplier's customers can write about: a plain question, one about an account with fields of every type, an application. */
export const TEST_APPEALS = ProfileAppeals.parse({
  kinds: [
    {
      id: 'question',
      group: 'question',
      name: text('Запитання', 'Вопрос', 'Question'),
      department: text('Контактний центр', 'Контактный центр', 'Contact centre'),
      term: { days: 30, source: text('Закон', 'Закон', 'The act') },
      takesGuests: true,
      instantAnswers: [
        {
          id: 'where',
          question: text('Де мій рахунок?', 'Где мой счёт?', 'Where is my account?'),
          answer: text('На квитанції.', 'На квитанции.', 'On the bill.'),
        },
      ],
    },
    {
      id: 'meter',
      group: 'application',
      name: text('Повірка лічильника', 'Поверка счётчика', 'Meter check'),
      term: { days: 10, counts: 'working' },
      account: 'required',
      text: { isRequired: false, maxLength: 300 },
      fields: [
        {
          name: 'meter',
          type: 'meter_number',
          label: text('Лічильник', 'Счётчик', 'Meter'),
          isRequired: true,
          maxLength: 20,
        },
        {
          name: 'reading',
          type: 'number',
          label: text('Показання', 'Показания', 'Reading'),
          atLeast: '0',
          atMost: '99999',
          unit: text('м³', 'м³', 'm³'),
        },
        {
          name: 'day',
          type: 'date',
          label: text('Зручний день', 'Удобный день', 'Day'),
          isRequired: true,
          days: 'future',
        },
        {
          name: 'part',
          type: 'choice',
          label: text('Коли', 'Когда', 'When'),
          options: [
            { value: 'morning', label: text('зранку', 'утром', 'in the morning') },
            { value: 'evening', label: text('увечері', 'вечером', 'in the evening') },
          ],
        },
        { name: 'agreed', type: 'yes', label: text('Згода', 'Согласие', 'Agreed'), isRequired: true },
        { name: 'phone', type: 'phone', label: text('Телефон', 'Телефон', 'Phone') },
        { name: 'email', type: 'email', label: text('Пошта', 'Почта', 'E-mail') },
      ],
    },
    {
      id: 'connection',
      group: 'application',
      name: text('Приєднання', 'Подключение', 'Connection'),
      term: { days: 15 },
      account: 'none',
      fields: [{ name: 'place', type: 'address', label: text('Адреса', 'Адрес', 'Address'), isRequired: true }],
      files: { atLeast: 1, atMost: 2 },
      takesGuests: true,
    },
  ],
  nextInstance: { name: text('НКРЕКП', 'НКРЭКУ', 'The regulator'), phone: '0 800 000 000' },
  replyTemplates: [
    {
      id: 'thanks',
      name: text('Подяка', 'Благодарность', 'Thanks'),
      text: text(
        'Вітаємо, {name}! Щодо звернення {number} «{kind}»: відповімо до {dueOn}.',
        'Здравствуйте, {name}! По обращению {number} «{kind}»: ответим до {dueOn}.',
        'Hello {name}, on appeal {number} "{kind}": by {dueOn}.',
      ),
    },
    {
      id: 'working',
      name: text('Працюємо', 'Работаем', 'We are on it'),
      text: text('Перевіряємо дані.', 'Проверяем данные.', 'We are checking.'),
      then: 'in_progress',
    },
  ],
  support: { address: 'support@gas.example', kindId: 'question' },
});
