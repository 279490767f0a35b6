import { expect } from '@open-wc/testing';
import { ApiError } from '@kabinet/api';
import { sampleAppealKind, sampleAppealKinds, sampleData } from '@kabinet/api/mock';
import {
  answering,
  chooses,
  NEXT,
  openForm,
  QUESTION,
  SEND,
  signedOut,
  tag,
  writes,
  writesQuestion,
} from '../../testing/appeal-form.js';
import { type Clock, stopTheClock } from '../../testing/clock.js';
import { wipeOutbox } from '../../core/outbox.js';
import { focusIsOn, lull, Person, until } from '../../testing/person.js';
import { failing, hanging, losingAnswers, noNetwork, Service } from '../../testing/service.js';
import { enter, makeWidget, place, stage } from '../../testing/stage.js';
import '../appeal-list/appeal-list.define.js';

const SENT = 'Звернення надіслано';

const focusComesTo = (what: string) =>
  until(
    () => focusIsOn().includes(what),
    () => `the focus on ${what}; it is on ${focusIsOn()}`,
  );

describe(`<${tag}>`, () => {
  let clock: Clock;
  beforeEach(async () => {
    await wipeOutbox();
    clock = stopTheClock();
  });

  describe('asks what it is about', () => {
    it('with the emergency line above, in the customer’s words, and takes no focus', async () => {
      const { person } = await openForm();
      await person.sees(
        'Написати звернення Запах газу чи аварія? Не пишіть, телефонуйте 104 Про що ви пишете Запитання Маю запитання',
        'Скарги Не згоден з нарахуванням Скарга',
        'Заяви Повірка лічильника Підключити до газової мережі',
      );
      expect(person.root.querySelector('[part=emergency] a')?.getAttribute('href')).to.equal('tel:104');
      expect(focusIsOn()).to.equal('body');
    });

    it('and goes to the topic that was pressed, and back with what was written', async () => {
      const { person } = await openForm({ topic: QUESTION });
      await focusComesTo('Маю запитання');
      await writes(person, 'Чому так?');
      await person.presses('Інша тема');
      await person.sees('Про що ви пишете');
      await person.presses('Скарга');
      await person.sees('Що сталося');
      expect(person.root.querySelector('textarea')?.value).to.equal('Чому так?');
    });

    it('or begins with the topic that the page names, without taking the focus', async () => {
      const { person, widget } = await openForm({ attributes: { kind: 'suggestion' } });
      await person.sees('Пропозиція', NEXT);
      expect(focusIsOn()).to.equal('body');
      await person.presses('Інша тема');
      await person.sees('Про що ви пишете');
      widget.setAttribute('kind', 'nothing-like-it');
      await person.sees('Про що ви пишете');
    });

    it('and puts topics of a group it does not know at the end, without a name for it', async () => {
      const [first, ...rest] = sampleAppealKinds;
      if (!first) throw new Error('no kinds');
      const kinds = [sampleAppealKind({ ...first, id: 'new', group: 'newer', name: { uk: 'Нове' } }), ...rest];
      const { person } = await openForm({ service: answering({ appeals: { sent: [], kinds } }) });
      await person.sees('Підключити до газової мережі Нове');
    });
  });

  describe('sends it', () => {
    it('once it was shown back, and tells number, day, term and where the answer comes', async () => {
      const { person, service, widget } = await openForm({ topic: QUESTION, session: 'cookie' });
      let told: unknown = null;
      widget.addEventListener('kabinet-appeal-sent', ({ kindId, appealId }) => (told = { kindId, appealId }));
      await writesQuestion(person, ' Чому\u00a0так багато?\n\nПоясніть. ');
      await focusComesTo('Перевірте й надішліть');
      await person.sees(
        'Тема Маю запитання',
        'Кому Контактний центр',
        'Особовий рахунок 0400123456',
        'Чому так багато? Поясніть.',
        'Відповімо протягом 15 днів. Відповідь надійде на +380 67 ••• •• 67 і буде в кабінеті.',
      );
      await person.presses(SEND);
      await person.sees(
        SENT,
        'Номер 5-',
        'Надіслано 3 листопада, 10:00',
        'Відповімо не пізніше 18 листопада',
        'стаття 20',
      );
      await focusComesTo(SENT);
      expect(service.bodiesOf('submitAppeal')).to.deep.equal([
        {
          kindId: 'question',
          accountId: 'gas',
          text: 'Чому так багато?\n\nПоясніть.',
          fields: {},
          uploadIds: [],
          language: 'uk',
        },
      ]);
      expect(told).to.deep.equal({ kindId: 'question', appealId: 'appeal-message-1' });

      await person.presses('Написати ще');
      await person.presses(QUESTION);
      expect(person.root.querySelector('textarea')?.value).to.equal('');
    });

    it('with everything that the topic asks, read as people write it and shown back as it was understood', async () => {
      const { person, service } = await openForm({ topic: 'Повірка лічильника' });
      await person.types('SN 77', 'Номер лічильника');
      await person.types('10.11.26', 'Зручний день');
      await person.types('067 123-45-67', 'Телефон');
      await person.presses(NEXT);
      await person.sees('Номер лічильника SN 77', 'Зручний день 10 листопада 2026', 'протягом 10 робочих днів');
      await person.presses(SEND);
      await person.sees(SENT);
      const [body] = service.bodiesOf('submitAppeal') as { accountId: string; fields: unknown }[];
      expect(body?.accountId).to.equal('gas');
      expect(body?.fields).to.deep.equal({ meter: 'SN 77', day: '2026-11-10', phone: '0671234567' });
    });

    it('about the account that was chosen, or about none', async () => {
      const { person, service } = await openForm({
        service: answering({ accounts: ['gas', 'two-zones'] }),
        topic: QUESTION,
      });
      const select = person.root.querySelector<HTMLSelectElement>('#appeal-account');
      if (!select) throw new Error('no choice of accounts');
      expect([...select.options].map(({ text }) => text)).to.include('Не про мій рахунок');
      select.value = '';
      select.dispatchEvent(new Event('change'));
      await writesQuestion(person);
      expect(person.reads).not.to.include('0400123456');
      await person.presses(SEND);
      await person.sees(SENT);
      expect(service.bodiesOf('submitAppeal')).to.have.nested.property('[0].accountId', null);
    });

    it('about the account that the page names, in whatever spacing, until another one is chosen', async () => {
      const { person, service } = await openForm({
        service: answering({ accounts: ['two-zones', 'gas'] }),
        topic: QUESTION,
        attributes: { account: '0400 123 456' },
      });
      expect(person.root.querySelector<HTMLSelectElement>('#appeal-account')?.value).to.equal('gas');
      await writesQuestion(person);
      await person.sees('Особовий рахунок 0400123456');
      await person.presses(SEND);
      await person.sees(SENT);
      expect(service.bodiesOf('submitAppeal')).to.have.nested.property('[0].accountId', 'gas');
    });

    it('once, however often it is pressed', async () => {
      const { person, service } = await openForm({ topic: QUESTION });
      await writesQuestion(person);
      const button = person.control(SEND);
      for (let presses = 0; presses < 5; presses += 1) button.click();
      await person.sees(SENT);
      expect(service.count('submitAppeal')).to.equal(1);
    });

    it('on another topic, when the one it was about is not taken any more, and nothing is lost', async () => {
      const { person, service } = await openForm({ topic: QUESTION });
      await writesQuestion(person);
      service.fault = failing(
        new ApiError('rejected', {
          problem: {
            type: 'about:blank',
            title: 'invalid request',
            status: 400,
            code: 'invalid_request',
            requestId: 'r',
            issues: [{ pointer: '/kindId', code: 'unknown_kind' }],
          },
        }),
        'submitAppeal',
      );
      await person.presses(SEND);
      await person.sees('На цю тему вже не пишуть', 'Про що ви пишете');
      await focusComesTo('Про що ви пишете');
      expect(service.count('listAppealKinds'), 'the topics are read anew').to.equal(2);
      service.fault = null;
      await person.presses('Скарга');
      await person.sees('Що сталося');
      expect(person.root.querySelector('textarea')?.value).to.equal('Чому так багато?');
    });

    it('only once there is an account, where it must be about one', async () => {
      const { person, service } = await openForm({
        service: answering({ accounts: [] }),
        topic: 'Повірка лічильника',
        session: 'cookie',
      });
      await person.sees('Спочатку додайте особовий рахунок', 'Додати рахунок');
      await person.presses(NEXT);
      await person.sees('Перевірте, що введено', 'Виберіть рахунок');
      expect(service.count('submitAppeal')).to.equal(0);
    });

    it('and names all that is missing or wrong, with links, blaming nobody', async () => {
      const { person } = await openForm({ topic: 'Підключити до газової мережі' });
      await person.types('0,05', 'Найбільша витрата');
      await person.types('12', 'Телефон');
      await person.types('olena', 'Пошта');
      await person.presses(NEXT);
      await person.sees(
        'Перевірте, що введено',
        'Що підключити: Виберіть один із варіантів',
        'Адреса об’єкта: Заповніть це поле',
        'Найбільша витрата: Введіть не менше ніж 0,1',
        'Телефон, за яким вас застати: Введіть номер телефону',
        'Пошта для документів: Введіть адресу пошти',
        'Підтверджую, що об’єкт належить мені або я маю довіреність: Поставте позначку',
        'Додайте файл',
      );
      await focusComesTo('Перевірте, що введено');
      await person.presses('Найбільша витрата: Введіть не менше ніж 0,1');
      expect(person.descriptionOf(person.field('Найбільша витрата'))).to.include('Введіть не менше ніж 0,1');
      expect(person.focused).to.equal(person.field('Найбільша витрата'));
      await chooses(person, 'house');
      await person.noLongerSees('Що підключити: Заповніть');
      await person.types('0,5', 'Найбільша витрата');
      await person.noLongerSees('Введіть не менше');
    });

    it('and one mistake alone gets the focus', async () => {
      const { person } = await openForm({ topic: QUESTION });
      await person.presses(NEXT);
      await person.sees('Напишіть кілька слів');
      await focusComesTo('textarea#appeal-text');
    });

    it('and shows what the service says is wrong where it is wrong', async () => {
      const { person, service } = await openForm({ topic: QUESTION });
      service.fault = failing(
        new ApiError('rejected', {
          problem: {
            type: 'about:blank',
            title: 'invalid request',
            status: 400,
            code: 'invalid_request',
            requestId: 'r',
            issues: [{ pointer: '/text', code: 'too_long' }],
          },
        }),
        'submitAppeal',
      );
      await writesQuestion(person);
      await person.presses(SEND);
      await person.sees('Скоротіть на');
      await focusComesTo('textarea#appeal-text');
    });

    it('and says how much may still be written: to be seen always, aloud only near the end and in a pause', async () => {
      const kinds = sampleAppealKinds.map((kind) => ({ ...kind, text: { ...kind.text, maxLength: 120 } }));
      const { person, service } = await openForm({
        service: answering({ appeals: { sent: [], kinds } }),
        topic: QUESTION,
      });
      const said = () => person.root.querySelector('[role=status]')?.textContent;
      await writes(person, 'а'.repeat(10));
      await person.sees('Можна ще 110 знаків');
      await clock.tickAsync(1_500);
      expect(said()).to.equal('');
      await writes(person, 'а'.repeat(122));
      await person.sees('Забагато на 2 знаки');
      expect(said()).to.equal('');
      await clock.tickAsync(1_500);
      await until(
        () => said() === 'Забагато на 2 знаки',
        () => `it to be said; there is ${said() ?? ''}`,
      );
      await person.presses(NEXT);
      await person.sees('Скоротіть на 2 знаки');
      expect(service.count('submitAppeal')).to.equal(0);
    });
  });

  describe('knows answers', () => {
    it('shows those of the topic, closed, and offers what fits what is typed; it can be sent all the same', async () => {
      const { person, service } = await openForm({ topic: QUESTION });
      await person.sees('Можливо, відповідь уже є', 'Коли передавати показання?');
      expect(person.reads).not.to.include('З 1 до 5 числа');
      await person.presses('Коли передавати показання?');
      await person.sees('З 1 до 5 числа');
      expect(person.control('Як зняти показання').getAttribute('rel')).to.equal('noopener');
      await writes(person, 'Загубив квитанцію');
      await person.sees('Схоже на ваше запитання Де мій особовий рахунок?');
      await person.presses(NEXT);
      await person.sees('Схоже на ваше запитання', 'Все одно надіслати');
      await person.presses('Все одно надіслати');
      await person.sees(SENT);
      expect(service.count('submitAppeal')).to.equal(1);
    });

    const linking = async (url: string) => {
      const [kind] = sampleAppealKinds;
      const [answer] = kind?.instantAnswers ?? [];
      if (!kind || !answer) throw new Error('no answers');
      const kinds = [{ ...kind, instantAnswers: [{ ...answer, link: { url, label: { uk: 'Далі' } } }] }];
      const { person } = await openForm({ service: answering({ appeals: { sent: [], kinds } }), topic: QUESTION });
      await person.presses('Де мій особовий рахунок?');
      await person.sees('Угорі квитанції');
      return person.root.querySelector('details a');
    };

    for (const url of ['https://www.gas.example/faq', 'tel:104', 'mailto:support@gas.example']) {
      it(`leads on to ${url}, as a profile may say`, async () => {
        const link = await linking(url);
        expect(link?.getAttribute('href')).to.equal(url);
        expect(link?.getAttribute('target')).to.equal(url.startsWith('https:') ? '_blank' : null);
      });
    }

    for (const url of ['javascript:alert(1)', 'data:text/html,x', '/faq']) {
      it(`follows no ${url}, which no profile may say`, async () => {
        expect(await linking(url)).to.equal(null);
      });
    }
  });

  describe('when the line breaks', () => {
    it('asks again under the same key, and it comes once', async () => {
      const { person, service } = await openForm({ topic: QUESTION });
      await writesQuestion(person);
      service.fault = losingAnswers('timeout', 'submitAppeal');
      await person.presses(SEND);
      await clock.tickAsync(15_000);
      await person.sees('Ще не знаємо, чи звернення надійшло');
      await focusComesTo('Ще не знаємо');
      expect(person.has('Виправити')).to.equal(false);
      service.fault = null;
      await person.presses('Перевірити ще раз');
      await person.sees(SENT);
      expect(new Set(service.callsOf('submitAppeal').map(({ key }) => key)).size).to.equal(1);
      const { items } = await service.api.listAppeals({});
      expect(items).to.have.length(1);
    });

    it('says that nothing is lost when there is no network, and lets it be sent again', async () => {
      const { person, service } = await openForm({ topic: QUESTION });
      await writesQuestion(person);
      service.fault = noNetwork;
      await person.presses(SEND);
      await person.sees('Немає зв’язку', 'Написане не втрачено');
      service.fault = null;
      await person.presses('Перевірити ще раз');
      await person.sees(SENT);
    });

    for (const isElsewhere of [false, true]) {
      it(`finds out by itself when the network is back, ${isElsewhere ? 'and leaves the focus where it is' : 'and shows it'}`, async () => {
        const { person, service } = await openForm({ topic: QUESTION });
        await writesQuestion(person);
        service.fault = losingAnswers('offline', 'submitAppeal');
        await person.presses(SEND);
        await person.sees('Немає зв’язку: не знаємо', 'Коли зв’язок з’явиться, перевіримо самі');
        await focusComesTo('Немає зв’язку');
        const field = document.createElement('input');
        if (isElsewhere) {
          place().append(field);
          field.focus();
        }
        service.fault = null;
        window.dispatchEvent(new Event('online'));
        await person.sees(SENT, 'Номер 5-');
        if (isElsewhere) expect(document.activeElement).to.equal(field);
        else await focusComesTo(SENT);
        window.dispatchEvent(new Event('online'));
        await lull();
        expect(service.count('submitAppeal')).to.equal(2);
        expect(new Set(service.callsOf('submitAppeal').map(({ key }) => key)).size).to.equal(1);
        expect((await service.api.listAppeals({})).items).to.have.length(1);
      });
    }

    it('tells why it was not taken, and keeps all that was written', async () => {
      const { person, service } = await openForm({ topic: QUESTION });
      await writesQuestion(person);
      service.fault = failing(new ApiError('rate-limited', { retryAfter: 7200 }), 'submitAppeal');
      await person.presses(SEND);
      await person.sees('Зараз дуже багато запитів', 'Написане не втрачено');
      await person.presses('Виправити');
      expect(person.root.querySelector('textarea')?.value).to.equal('Чому так багато?');
    });

    for (const [what, fault] of [
      ['answers nothing that makes sense', 'bad-response'],
      ['is overloaded', 'unavailable'],
    ] as const) {
      it(`says that nobody knows yet where the service ${what}, keeps everything, and it comes once`, async () => {
        const { person, service } = await openForm({ topic: QUESTION });
        await writesQuestion(person);
        service.fault = losingAnswers(fault, 'submitAppeal');
        await person.presses(SEND);
        await clock.tickAsync(15_000);
        await person.sees('Ще не знаємо, чи звернення надійшло', 'Чому так багато?');
        service.fault = null;
        await person.presses('Перевірити ще раз');
        await person.sees(SENT);
        expect((await service.api.listAppeals({})).items).to.have.length(1);
      });
    }

    it('settles within fifteen seconds where the service never answers', async () => {
      const { person, service } = await openForm({ topic: QUESTION });
      await writesQuestion(person);
      service.fault = hanging('submitAppeal');
      await person.presses(SEND);
      await person.sees('Надсилаємо…');
      await clock.tickAsync(15_000);
      await person.sees('Ще не знаємо, чи звернення надійшло', 'Чому так багато?');
    });

    it('reads the topics again when asked to, and by itself when the network is back', async () => {
      const service = answering();
      service.fault = failing('unavailable', 'listAppealKinds');
      const { person } = enter({ tag, service, inside: 'Телефонуйте 104' });
      await person.sees('Сервіс зараз не працює', '0 800 500 104');
      expect(
        person.root.querySelector('[part=emergency] a')?.getAttribute('href'),
        'the emergency line stays',
      ).to.equal('tel:104');
      service.fault = null;
      await person.presses('Спробувати ще раз');
      await person.sees(QUESTION);
      const other = enter({
        tag,
        service: Object.assign(answering(), { fault: noNetwork }),
        inside: 'Телефонуйте 104',
      });
      await other.person.sees('Немає зв’язку з інтернетом');
      expect(other.person.seesInside).to.equal('Телефонуйте 104');
    });
  });

  describe('without signing in', () => {
    const outside = (options: Parameters<typeof answering>[0] = {}) => {
      const service = answering(options);
      service.fault = signedOut;
      return service;
    };

    it('takes a name and a contact where the topic allows it, and leads to where the code is typed', async () => {
      const { person, service, widget } = await openForm({ service: outside(), topic: 'Скарга', session: 'cookie' });
      let told: unknown = null;
      widget.addEventListener('kabinet-appeal-sent', ({ appealId }) => (told = appealId));
      await person.sees('Можна надіслати й без входу', 'Файли додасте далі, після коду.');
      expect(person.root.querySelector('input[type=file]')).to.equal(null);
      await writes(person, 'Хам на лінії');
      await person.presses(NEXT);
      await person.sees('Напишіть, як до вас звертатися', 'Введіть номер телефону або адресу пошти');
      await person.types('Олена', 'Як до вас');
      await person.types('ivan@', 'Телефон або пошта');
      await person.presses(NEXT);
      await person.sees('Введіть адресу пошти, наприклад olena@example.com');
      await person.types(' 067 123-45-67 ', 'Телефон або пошта');
      await person.presses(NEXT);
      await person.sees('Перевірте й надішліть', 'Олена');
      await person.presses(SEND);
      await person.sees('Лишилося підтвердити контакт', '•••67', 'до 3 листопада, 10:05');
      await focusComesTo('Лишилося підтвердити контакт');
      const link = new URL(person.control('Ввести код').getAttribute('href') ?? '');
      expect(link.origin + link.pathname).to.match(/^https:\/\/cabinet\.energy\.example\/sample\/my\/confirm-appeal\//);
      expect(decodeURIComponent(link.href)).not.to.match(/0671234567|Олена/);
      expect(told).to.equal(null);
      expect(service.bodiesOf('submitGuestAppeal')).to.deep.equal([
        {
          kindId: 'complaint',
          name: 'Олена',
          contact: '0671234567',
          accountNumber: '',
          text: 'Хам на лінії',
          fields: {},
          language: 'uk',
        },
      ]);
      expect(service.count('submitAppeal')).to.equal(0);
      await person.sees(
        'Файли можна додати там само',
        'звернення надіслано: це вікно можна закрити. Виправлене тут надійде як друге звернення',
      );
      await person.presses('Виправити');
      expect(person.field('Як до вас').value).to.equal('Олена');
    });

    it('says before anything is written which files there must be, and again until they can be added', async () => {
      const kinds = [
        sampleAppealKind({
          id: 'connection',
          group: 'application',
          name: { uk: 'Підключити' },
          term: { days: 10, counts: 'working', source: null },
          account: 'none',
          takesGuests: true,
          files: { atLeast: 1, atMost: 5, hint: { uk: 'Документ про право на будинок' } },
        }),
      ];
      const { person } = await openForm({
        service: outside({ appeals: { sent: [], kinds } }),
        topic: 'Підключити',
        session: 'cookie',
      });
      await person.sees('Знадобляться файли Документ про право на будинок Файли додасте далі, після коду.');
      await writes(person, 'Будинок');
      await person.types('Олена', 'Як до вас');
      await person.types('0671234567', 'Телефон або пошта');
      await person.presses(NEXT);
      await person.sees('Перевірте й надішліть', 'Файли Файли додасте далі, після коду.');
      await person.presses(SEND);
      await person.sees('Лишилося підтвердити контакт', 'Там само додасте файли: без них його не приймемо');
    });

    it('lets anybody write, and asks to sign in to send what needs it; then goes on with it', async () => {
      const service = outside();
      const { person, provider } = await openForm({ service, topic: 'Повірка лічильника', session: 'cookie' });
      await person.sees('Щоб надіслати, увійдіть', 'Увійти', 'Файли можна додати після входу.');
      await person.types('77', 'Номер лічильника');
      await person.types('10.11.2026', 'Зручний день');
      await person.types('0671234567', 'Телефон');
      await person.presses(NEXT);
      await person.sees('Перевірте й надішліть', 'Увійти');
      expect(person.has(SEND)).to.equal(false);
      service.fault = null;
      provider.sessionChanged();
      await person.sees(SEND, '0400123456');
      await person.presses(SEND);
      await person.sees(SENT);
      expect(service.count('submitAppeal')).to.equal(1);
    });

    it('asks to sign in again when the session ended meanwhile, and nothing is lost', async () => {
      const { person, service, provider } = await openForm({ topic: QUESTION });
      await writesQuestion(person);
      service.fault = signedOut;
      await person.presses(SEND);
      await person.sees('Час входу закінчився', 'Те, що ви ввели, не втрачено');
      service.fault = null;
      provider.sessionChanged();
      await person.sees(SEND);
      await person.presses(SEND);
      await person.sees(SENT);
    });

    it('names mistakes in the order of the form, and a name that is too long as such', async () => {
      const kinds = sampleAppealKinds.map((kind) => ({ ...kind, account: 'required' as const }));
      const { person } = await openForm({ service: outside({ appeals: { sent: [], kinds } }), topic: 'Скарга' });
      await writes(person, 'Хам на лінії');
      await person.types('О'.repeat(103), 'Як до вас');
      await person.presses(NEXT);
      await person.sees('Перевірте, що введено');
      const links = [...person.root.querySelectorAll('#error-summary + ul a')].map((link) => link.textContent);
      expect(links).to.deep.equal([
        'Введіть номер особового рахунку',
        'Скоротіть на 3 знаки',
        'Введіть номер телефону або адресу пошти, наприклад 067 123 45 67',
      ]);
    });

    it('shows how a phone is written where the supplier is, in whatever language, and how many files there can be', async () => {
      const data = sampleData({ now: new Date(), accounts: ['gas'] });
      const service = new Service({ ...data, supplier: { ...data.supplier, currency: 'RUB' } });
      const { person } = await openForm({ service, lang: 'ru' });
      await person.presses('Есть вопрос');
      await person.sees('Фото или PDF, каждый до 10 МБ, не больше 5 файлов');
      service.fault = signedOut;
      const guest = await openForm({ service, lang: 'ru' });
      await guest.person.presses('Жалоба');
      await guest.person.sees('Дальше: проверить');
      await writes(guest.person, 'Груби');
      await guest.person.types('12', 'Телефон или почта');
      await guest.person.presses('Дальше: проверить');
      await guest.person.sees('Введите номер телефона или адрес почты, например 8 912 345-67-89');
    });

    it('asks nobody’s name for what cannot be sent so', async () => {
      const { person } = await openForm({ service: outside(), topic: 'Не згоден з нарахуванням' });
      expect(person.reads).not.to.include('Як до вас звертатися');
    });
  });

  describe('in its place on a page', () => {
    it('is not there where the supplier takes no appeals, and says so where none are set up', async () => {
      const service = answering();
      const supplier = await service.api.getSupplier({});
      service.fault = (operation, _args, _options, next) =>
        operation === 'getSupplier' ? Promise.resolve({ ...supplier, capabilities: ['balance'] }) : next();
      const { widget } = enter({ tag, service });
      await until(
        () => widget.shadowRoot && widget.shadowRoot.querySelector('*') === null,
        () => 'nothing',
      );
      const empty = await openForm({ service: answering({ appeals: { sent: [], kinds: [] } }) });
      await empty.person.sees('Тут поки не можна написати');
    });

    it('names itself when it is not configured', async () => {
      const alone = makeWidget({ tag, inside: 'Телефонуйте 104' });
      const { warn } = console;
      const warnings: string[] = [];
      console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
      place({ lang: 'uk' }).append(alone);
      await until(
        () => warnings.length > 0,
        () => 'a warning',
      );
      console.warn = warn;
      expect(warnings[0]).to.include(`<${tag}>`);
    });

    it('leads to the appeal in the list of the same service on this page, as often as somebody presses', async () => {
      enter({ tag: 'kabinet-appeal-list', service: answering() });
      const { person, provider } = await openForm({ topic: QUESTION });
      const list = new Person(makeWidget({ tag: 'kabinet-appeal-list' }));
      provider.append(list.widget);
      await list.seesItLoaded();
      await writesQuestion(person);
      await person.presses(SEND);
      await person.sees(SENT);
      for (const _press of [1, 2]) {
        await person.presses('Мої звернення');
        await list.sees('Листування', 'Чому так багато?');
        await until(
          () => list.focused?.matches('[data-talk]'),
          () => `the focus on the appeal, not on ${focusIsOn()}`,
        );
        await list.presses('Усі звернення');
      }
    });

    it('leads to the page of appeals that was named', async () => {
      const { person } = await openForm({ topic: QUESTION, attributes: { 'list-url': '/appeals' } });
      await writesQuestion(person);
      await person.presses(SEND);
      await person.sees(SENT);
      expect(person.control('Мої звернення').getAttribute('href')).to.equal(`${location.origin}/appeals`);
    });

    it('shows what was sent also where the page names no address at all', async () => {
      const { person } = await openForm({ topic: QUESTION, attributes: { 'list-url': 'http://[' } });
      await writesQuestion(person);
      await person.presses(SEND);
      await person.sees(SENT, 'Номер 5-');
    });

    it('takes the focus into the first field, or onto the first topic', async () => {
      const { person, widget } = await openForm();
      widget.focus();
      expect(focusIsOn()).to.include('Маю запитання');
      await person.presses(QUESTION);
      await person.sees(NEXT);
      widget.focus();
      expect(focusIsOn()).to.include('select#appeal-account');
    });

    it('speaks each language in its own words, and turns with what was written', async () => {
      const { person, widget } = await openForm({ topic: QUESTION });
      await writes(person, '12345');
      widget.setAttribute('lang', 'en');
      await person.sees('I have a question', 'Next: check it', '1995 characters left');
      expect(person.root.querySelector('textarea')?.value).to.equal('12345');
      widget.setAttribute('lang', 'ru');
      await person.sees('Есть вопрос', 'Дальше: проверить');
    });

    it('leaves nothing behind when it goes', async () => {
      const { widget, service } = await openForm({ topic: QUESTION });
      widget.remove();
      await lull();
      const before = service.calls.length;
      window.dispatchEvent(new Event('online'));
      await lull();
      expect(service.calls.length).to.equal(before);
    });
  });

  it('asks nothing of the service twice', async () => {
    const service = answering();
    const { provider, person } = await stage({ tag, service });
    provider.append(makeWidget({ tag }));
    await person.sees(QUESTION);
    await lull();
    for (const operation of ['getSupplier', 'listAppealKinds', 'listAccounts'] as const) {
      expect(service.count(operation), operation).to.equal(1);
    }
  });
});
