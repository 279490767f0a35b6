import type { Language } from './inspector.js';

/** What stands on the screen in the life of an appeal: of the customer's page, of the staff's pages, of the letters. */
export interface AppealWords {
  readonly topics: Readonly<Record<'charge' | 'question' | 'suggestion' | 'complaint', string>>;
  readonly theReadings: string;
  readonly text: string;
  readonly added: string;
  readonly next: string;
  readonly check: string;
  readonly within30Days: string;
  readonly send: string;
  /** A question that has an answer already, and how that begins. */
  readonly question: string;
  readonly looksLike: string;
  readonly instantAnswer: string;
  readonly sendAllTheSame: string;
  readonly sent: string;
  readonly law: string;
  readonly toList: string;
  readonly status: Readonly<
    Record<'received' | 'in_progress' | 'waiting' | 'answered' | 'closed' | 'withdrawn', string>
  >;
  readonly oneNew: string;
  readonly dueBy: (day: string) => string;
  readonly late: (day: string) => string;
  readonly turnTo: string;
  readonly notSatisfied: string;
  readonly weWait: string;
  readonly message: string;
  readonly sendMessage: string;
  readonly messageSent: string;
  readonly save: (name: string) => string;
  readonly hardly: string;
  readonly rate: string;
  readonly thanks: string;
  readonly rated: string;
  readonly notSolved: string;
  readonly whyNot: string;
  readonly openAgain: string;
  readonly workedOnAgain: string;
  readonly writeMore: string;
  readonly back: string;
  readonly takeBack: string;
  readonly yesTakeBack: string;
  readonly takenBack: string;
  readonly supplier: string;
  readonly regulator: string;
  readonly letters: Readonly<Record<'received' | 'question' | 'answer', (number: string) => string>>;
  readonly staff: {
    readonly appeals: string;
    readonly take: string;
    readonly taken: string;
    readonly text: string;
    readonly isAnswer: string;
    readonly isQuestion: string;
    readonly isLast: string;
    readonly send: string;
    readonly told: string;
    readonly template: string;
    readonly recalculated: string;
    readonly insert: string;
    /** Of the template, in the customer's language. */
    readonly templateSays: (number: string) => string;
    readonly awaitsUs: string;
    readonly status: Readonly<Record<'received' | 'waiting' | 'in_progress' | 'answered' | 'closed', string>>;
    readonly overdueOnly: string;
    readonly show: string;
    readonly overdueBy: (days: number) => string;
  };
}

/** Word for word as it is read: nothing here comes from where the pages have it. */
export const appealWords: Readonly<Record<Language, AppealWords>> = {
  uk: {
    topics: {
      charge: 'Не згоден з нарахуванням',
      question: 'Маю запитання',
      suggestion: 'Пропозиція',
      complaint: 'Скарга',
    },
    theReadings: 'Не ті показання',
    text: 'Ваше звернення',
    added: 'додано',
    next: 'Далі: перевірити',
    check: 'Перевірте й надішліть',
    within30Days: 'Відповімо протягом 30 днів.',
    send: 'Надіслати',
    question: 'Де мій особовий рахунок?',
    looksLike: 'Схоже на ваше запитання',
    instantAnswer: 'У квитанції вгорі, після слів «Особовий рахунок»',
    sendAllTheSame: 'Все одно надіслати',
    sent: 'Звернення надіслано',
    law: 'Строк за документом: Закон України «Про звернення громадян», стаття 20.',
    toList: 'Мої звернення',
    status: {
      received: 'Отримано',
      in_progress: 'Опрацьовуємо',
      waiting: 'Чекаємо на вашу відповідь',
      answered: 'Є відповідь',
      closed: 'Закрито',
      withdrawn: 'Ви відкликали',
    },
    oneNew: '1 нове повідомлення',
    dueBy: (day) => `Відповімо не пізніше ${day}`,
    late: (day) => `Відповідь запізнюється: мала бути до ${day}`,
    turnTo: 'Куди звернутися далі',
    notSatisfied: 'Якщо відповідь вас не влаштовує',
    weWait: 'Ми чекаємо на вашу відповідь',
    message: 'Ваше повідомлення',
    sendMessage: 'Надіслати',
    messageSent: 'Повідомлення надіслано',
    save: (name) => `Завантажити: ${name}`,
    hardly: 'Майже не допомогла',
    rate: 'Оцінити',
    thanks: 'Дякуємо за оцінку',
    rated: 'Ваша оцінка: Майже не допомогла',
    notSolved: 'Питання не вирішено',
    whyNot: 'Чому відповідь не підходить',
    openAgain: 'Відкрити знову',
    workedOnAgain: 'Звернення знову опрацьовуємо',
    writeMore: 'Дописати',
    back: 'Усі звернення',
    takeBack: 'Відкликати звернення',
    yesTakeBack: 'Так, відкликати',
    takenBack: 'Звернення відкликано',
    supplier: 'Придніпровські електромережі',
    regulator: 'НКРЕКП, регулятор енергетики',
    letters: {
      received: (number) => `Звернення ${number} отримано`,
      question: (number) => `Звернення ${number}: потрібна ваша відповідь`,
      answer: (number) => `Відповідь на звернення ${number}`,
    },
    staff: {
      appeals: 'Звернення',
      take: 'Взяти собі',
      taken: 'Записано, хто працює',
      text: 'Що написати споживачеві',
      isAnswer: 'Це відповідь',
      isQuestion: 'Це запитання до споживача',
      isLast: 'Це відповідь, і листування закінчено',
      send: 'Надіслати споживачеві',
      told: 'Споживачеві надіслано',
      template: 'Заготовка',
      recalculated: 'Перераховано',
      insert: 'Вставити заготовку',
      templateSays: (number) => `За зверненням ${number} ми перевірили нарахування і виправили їх.`,
      awaitsUs: 'чекає на нас',
      status: {
        received: 'отримано',
        waiting: 'чекаємо на споживача',
        in_progress: 'у роботі',
        answered: 'є відповідь',
        closed: 'закрито',
      },
      overdueOnly: 'Лише прострочені',
      show: 'Показати',
      overdueBy: (days) => `прострочено на ${days} д`,
    },
  },
  ru: {
    topics: {
      charge: 'Не согласен с начислением',
      question: 'Есть вопрос',
      suggestion: 'Предложение',
      complaint: 'Жалоба',
    },
    theReadings: 'Не те показания',
    text: 'Ваше обращение',
    added: 'добавлен',
    next: 'Дальше: проверить',
    check: 'Проверьте и отправьте',
    within30Days: 'Ответим в течение 30 дней.',
    send: 'Отправить',
    question: 'Где мой лицевой счёт?',
    looksLike: 'Похоже на ваш вопрос',
    instantAnswer: 'В квитанции вверху, после слов «Лицевой счёт»',
    sendAllTheSame: 'Всё равно отправить',
    sent: 'Обращение отправлено',
    law: 'Срок по документу: Закон Украины «Об обращениях граждан», статья 20.',
    toList: 'Мои обращения',
    status: {
      received: 'Получено',
      in_progress: 'Рассматриваем',
      waiting: 'Ждём вашего ответа',
      answered: 'Есть ответ',
      closed: 'Закрыто',
      withdrawn: 'Вы отозвали',
    },
    oneNew: '1 новое сообщение',
    dueBy: (day) => `Ответим не позднее ${day}`,
    late: (day) => `Ответ запаздывает: должен был быть до ${day}`,
    turnTo: 'Куда обратиться дальше',
    notSatisfied: 'Если ответ вас не устраивает',
    weWait: 'Мы ждём вашего ответа',
    message: 'Ваше сообщение',
    sendMessage: 'Отправить',
    messageSent: 'Сообщение отправлено',
    save: (name) => `Скачать: ${name}`,
    hardly: 'Почти не помог',
    rate: 'Оценить',
    thanks: 'Спасибо за оценку',
    rated: 'Ваша оценка: Почти не помог',
    notSolved: 'Вопрос не решён',
    whyNot: 'Почему ответ не подходит',
    openAgain: 'Открыть снова',
    workedOnAgain: 'Обращение снова рассматриваем',
    writeMore: 'Дописать',
    back: 'Все обращения',
    takeBack: 'Отозвать обращение',
    yesTakeBack: 'Да, отозвать',
    takenBack: 'Обращение отозвано',
    supplier: 'Приднепровские электросети',
    regulator: 'НКРЭКУ, регулятор энергетики',
    letters: {
      received: (number) => `Обращение ${number} получено`,
      question: (number) => `Обращение ${number}: нужен ваш ответ`,
      answer: (number) => `Ответ на обращение ${number}`,
    },
    staff: {
      appeals: 'Обращения',
      take: 'Взять себе',
      taken: 'Записано, кто работает',
      text: 'Что написать потребителю',
      isAnswer: 'Это ответ',
      isQuestion: 'Это вопрос к потребителю',
      isLast: 'Это ответ, и переписка закончена',
      send: 'Отправить потребителю',
      told: 'Потребителю отправлено',
      template: 'Заготовка',
      recalculated: 'Пересчитано',
      insert: 'Вставить заготовку',
      templateSays: (number) => `По обращению ${number} мы проверили начисления и исправили их.`,
      awaitsUs: 'ждёт нас',
      status: {
        received: 'получено',
        waiting: 'ждём потребителя',
        in_progress: 'в работе',
        answered: 'есть ответ',
        closed: 'закрыто',
      },
      overdueOnly: 'Только просроченные',
      show: 'Показать',
      overdueBy: (days) => `просрочено на ${days} д`,
    },
  },
  en: {
    topics: {
      charge: 'I do not agree with a charge',
      question: 'I have a question',
      suggestion: 'Suggestion',
      complaint: 'Complaint',
    },
    theReadings: 'The readings',
    text: 'Your message',
    added: 'added',
    next: 'Next: check it',
    check: 'Check it and send it',
    within30Days: 'We answer within 30 days.',
    send: 'Send',
    question: 'Where is my account number?',
    looksLike: 'This looks like your question',
    instantAnswer: 'At the top of the bill, after “Account number”.',
    sendAllTheSame: 'Send it anyway',
    sent: 'Sent',
    law: 'The term follows from: Law of Ukraine on citizens’ appeals, article 20.',
    toList: 'My appeals',
    status: {
      received: 'Received',
      in_progress: 'Being worked on',
      waiting: 'Waiting for your reply',
      answered: 'Answered',
      closed: 'Closed',
      withdrawn: 'You withdrew it',
    },
    oneNew: '1 new message',
    dueBy: (day) => `We will answer by ${day}`,
    late: (day) => `The answer is late: it was due by ${day}`,
    turnTo: 'You can turn to',
    notSatisfied: 'If the answer does not satisfy you',
    weWait: 'We are waiting for your reply',
    message: 'Your message',
    sendMessage: 'Send',
    messageSent: 'Your message was sent',
    save: (name) => `Download: ${name}`,
    hardly: 'It hardly helped',
    rate: 'Rate',
    thanks: 'Thank you for rating',
    rated: 'Your rating: It hardly helped',
    notSolved: 'It is not solved',
    whyNot: 'Why the answer does not help',
    openAgain: 'Open it again',
    workedOnAgain: 'Your appeal is worked on again',
    writeMore: 'Write more',
    back: 'All appeals',
    takeBack: 'Withdraw the appeal',
    yesTakeBack: 'Yes, withdraw it',
    takenBack: 'The appeal was withdrawn',
    supplier: 'Prydniprovski Power Networks',
    regulator: 'NEURC, the regulator of energy',
    letters: {
      received: (number) => `Appeal ${number} received`,
      question: (number) => `Appeal ${number}: we need your answer`,
      answer: (number) => `Answer to appeal ${number}`,
    },
    staff: {
      appeals: 'Appeals',
      take: 'Take it on',
      taken: 'Who works on it is recorded',
      text: 'What to write to the customer',
      isAnswer: 'This is the answer',
      isQuestion: 'This is a question to the customer',
      isLast: 'This is the answer, and the conversation is over',
      send: 'Send to the customer',
      told: 'Sent to the customer',
      template: 'Template',
      recalculated: 'Recalculated',
      insert: 'Insert the template',
      templateSays: (number) => `on appeal ${number} we have checked the charges and corrected them.`,
      awaitsUs: 'waits for us',
      status: {
        received: 'received',
        waiting: 'waiting for the customer',
        in_progress: 'in progress',
        answered: 'answered',
        closed: 'closed',
      },
      overdueOnly: 'Only overdue ones',
      show: 'Show',
      overdueBy: (days) => `${days} days overdue`,
    },
  },
};
