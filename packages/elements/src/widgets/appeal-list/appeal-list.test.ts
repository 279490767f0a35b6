import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { ApiError, type Appeal, type AppealDetails } from '@kabinet/api';
import { sampleData } from '@kabinet/api/mock';
import { wipeOutbox } from '../../core/outbox.js';
import { LANGUAGES } from '../../locales/load.js';
import { chooses, messages, opens, pdf, tag, writes, written } from '../../testing/appeal-list.js';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, lull, type Person, until } from '../../testing/person.js';
import { failing, hanging, losingAnswers, noNetwork, Service } from '../../testing/service.js';
import { enter, stage } from '../../testing/stage.js';

const opened = (appeal: string) => ({ tag, service: Service.sample(), attributes: { appeal } });

function broken(fault: Service['fault']): Service {
  const service = Service.sample();
  service.fault = fault;
  return service;
}

/** The line of the appeal whose kind begins so. */
const lineOf = ({ root }: Person, id: string) =>
  (root.querySelector(`[data-open="${id}"]`)?.closest('li') as HTMLElement | null)?.innerText.replace(/\s+/g, ' ') ??
  '';

describe(`<${tag}>`, () => {
  beforeEach(async () => {
    stopTheClock();
    await wipeOutbox();
  });

  it('folds away what a mail quotes, and keeps it', async () => {
    const service = Service.sample();
    service.fault = async (operation, _args, _options, next) => {
      const answer = await next();
      if (operation !== 'getAppeal') return answer;
      const details = answer as AppealDetails;
      const [first] = details.messages;
      if (!first) throw new Error('no message');
      const mail = { ...first, id: 'mail', channel: 'email', text: 'Моє слово\n\nГаз пише:\n> Старе', quotedFrom: 9 };
      return { ...details, messages: [...details.messages, mail] };
    };
    const { person } = await stage({ tag, service, attributes: { appeal: 'waiting' } });
    await person.sees('Моє слово', 'Цитата або підпис');
    const folded = [...person.root.querySelectorAll('details')].find(({ innerText }) => innerText.includes('Цитата'));
    expect(folded?.open).to.equal(false);
    expect(folded?.querySelector('.text')?.textContent).to.equal('Газ пише:\n> Старе');
    expect(folded?.previousElementSibling?.textContent).to.equal('Моє слово');
  });

  describe('lists', () => {
    it('what was written: topic, number, days, status in words, and by when there will be an answer', async () => {
      const { person } = await stage({ tag, service: Service.sample() });
      await person.sees('Мої звернення', '0 800 500 104');
      expect(lineOf(person, 'received')).to.equal(
        'Маю запитання № 5-000117, надіслано 2 листопада Коли у квитанції з’явиться моя жовтнева оплата? Отримано Відповімо не пізніше 17 листопада',
      );
      expect(lineOf(person, 'answered')).to.include('надіслано 25 жовтня, оновлено 31 жовтня');
      expect(lineOf(person, 'answered')).to.include('Є відповідь');
      expect(lineOf(person, 'withdrawn')).to.include('Ви відкликали');
      expect(lineOf(person, 'withdrawn')).not.to.include('Відповімо');
      const lines = [...person.root.querySelectorAll('.appeals > li')].map(
        (line) => getComputedStyle(line).borderBottomWidth,
      );
      expect([lines[0], lines.at(-1)], 'a line between two, none below the last').to.deep.equal(['1px', '0px']);
      expect(person.root.querySelector('.appeals + .row'), 'an empty row below').to.equal(null);
      expect(focusIsOn()).to.equal('body');
    });

    it('what is new, and what is late, in words', async () => {
      const { person } = await stage({ tag, service: Service.sample() });
      await person.sees('Мої звернення');
      expect(lineOf(person, 'waiting')).to.include('1 нове повідомлення');
      expect(lineOf(person, 'closed')).not.to.include('нове');
      expect(lineOf(person, 'overdue')).to.include('Відповідь запізнюється: мала бути до 24 жовтня');
    });

    it('more of it when asked', async () => {
      const service = Service.sample();
      const items = await service.api.listAppeals({}).then((page) => page.items);
      const all: Appeal[] = Array.from({ length: 23 }, (_, index) => ({
        ...(items[0] as Appeal),
        id: `a${index}`,
        number: `7-${index}`,
      }));
      service.fault = (operation, args, _options, next) => {
        if (operation !== 'listAppeals') return next();
        const { limit, cursor = '0' } = args as { limit: string; cursor?: string };
        const end = Number(cursor) + Number(limit);
        return Promise.resolve({ items: all.slice(Number(cursor), end), nextCursor: end < 23 ? String(end) : null });
      };
      const { person } = await stage({ tag, service });
      await person.sees('№ 7-9');
      expect(person.reads).not.to.include('№ 7-10');
      await person.presses('Показати давніші');
      await person.sees('№ 7-22');
      expect(person.has('Показати давніші')).to.equal(false);
    });

    it('the same line of a later page when somebody comes back from what was new there, whatever was read anew', async () => {
      const service = Service.sample();
      const details = await service.api.getAppeal({ appealId: 'waiting' });
      const all: Appeal[] = Array.from({ length: 23 }, (_, index) => ({
        ...details.appeal,
        id: `a${index}`,
        number: `7-${index}`,
        unread: index === 15 ? 1 : 0,
      }));
      service.fault = (operation, args, _options, next) => {
        if (operation === 'listAppeals') {
          const { limit, cursor = '0' } = args as { limit: string; cursor?: string };
          const end = Number(cursor) + Number(limit);
          const items = all.slice(Number(cursor), end);
          return Promise.resolve({ items, nextCursor: end < all.length ? String(end) : null });
        }
        const appeal = all.find(({ id }) => id === (args as { appealId?: string }).appealId);
        if (!appeal) return next();
        if (operation === 'markAppealSeen') all.splice(15, 1, { ...appeal, unread: 0 });
        return Promise.resolve({ ...details, appeal: all.find(({ id }) => id === appeal.id) });
      };
      const { person } = await stage({ tag, service });
      await person.sees('№ 7-9');
      await person.presses('Показати давніші');
      await person.sees('№ 7-22');
      await opens(person, 'a15');
      await until(
        () => service.count('markAppealSeen') === 1 && service.count('listAppeals') === 4,
        () => `the list read anew, not ${service.count('listAppeals')} reads`,
      );
      await person.presses('Усі звернення');
      await until(
        () => person.focused?.dataset['open'] === 'a15',
        () => `the focus on its line, not on ${focusIsOn()}`,
      );
      expect(person.reads).to.include('№ 7-22').and.not.to.include('нове повідомлення');
    });

    it('its heading to go on from when what was open is not on the page: nothing takes the focus later', async () => {
      const { person } = await stage(opened('somebody-elses'));
      await person.sees('Такого звернення у вас немає');
      await person.presses('Усі звернення');
      await until(
        () => person.focused?.id === 'heading',
        () => `the focus on the heading, not on ${focusIsOn()}`,
      );
    });

    it('nothing where nothing was written, and leads to the form where the page names it', async () => {
      const appeals = { sent: [] };
      const { person } = await stage({
        tag,
        service: Service.sample({ appeals }),
        attributes: { 'form-url': '#write' },
      });
      await person.sees('Ви ще нічого не писали');
      expect(person.control('Написати звернення').getAttribute('href')).to.equal('#write');
    });

    it('nothing at all where the supplier does not offer it', async () => {
      const data = sampleData({ now: new Date(), accounts: ['gas'] });
      const supplier = { ...data.supplier, capabilities: ['balance' as const] };
      const { widget } = enter({ tag, service: new Service({ ...data, supplier }) });
      await until(
        () => widget.shadowRoot?.querySelector('*') === null,
        () => 'nothing at all',
      );
    });

    it('what was written without an account too', async () => {
      const { person } = await stage({ tag, service: Service.sample({ accounts: [] }) });
      await person.sees('Скарга', 'Повірка лічильника');
      expect(person.reads).not.to.include('не додано особовий рахунок');
    });
  });

  describe('has words for each state', () => {
    for (const [name, fault, says] of [
      ['loading', hanging(), 'Завантажуємо дані…'],
      ['signed out', failing('unauthorized'), 'Спочатку увійдіть'],
      ['offline', noNetwork, 'Немає зв’язку з інтернетом'],
      ['down', failing('unavailable', 'listAppeals'), 'Сервіс зараз не працює'],
      ['too slow', failing('timeout', 'listAppeals'), 'Сервіс відповідає надто довго'],
      ['answering nonsense', failing('bad-response', 'listAppeals'), 'Сервіс дав незрозумілу відповідь'],
    ] as const) {
      it(`is ${name}`, async () => {
        const service = broken(fault);
        const { person } = enter({ tag, service });
        await person.sees(says);
        expect(focusIsOn()).to.equal('body');
        if (name === 'loading' || name === 'signed out') return;
        service.fault = null;
        await person.presses('Спробувати ще раз');
        await person.sees('Маю запитання');
      });
    }

    it('shows nothing of the person before once somebody else is signed in', async () => {
      const { person, provider } = await stage(opened('answered'));
      await person.sees('Як перевести договір на дружину?');
      provider.service = Service.sample({ appeals: { sent: [] } }).api;
      await person.sees('Ви ще нічого не писали');
      expect(person.reads).not.to.include('дружину');
    });
  });

  describe('shows a conversation', () => {
    it('with status, steps, term, account, department, fields, messages and files', async () => {
      const { person } = await stage(opened('waiting'));
      await person.sees(
        'Ми чекаємо на вашу відповідь',
        'Номер 5-000119',
        'Особовий рахунок 0400123456',
        'Строк відповіді:',
        '28 жовтня, 10:00 Отримано',
        '1 листопада, 10:00 Чекаємо на вашу відповідь',
        'Ваші дані',
        'За вересень нараховано вдвічі більше, ніж я передав.',
        'Лічильник.jpg',
        '403 КБ',
        'Ярина, Зразок Енерго 1 листопада, 10:00',
        'На фото не видно останньої цифри.',
      );
    });

    it('that is opened from the list takes the focus, and gives it back', async () => {
      const { person } = await stage({ tag, service: Service.sample() });
      await opens(person, 'answered');
      await until(
        () => focusIsOn().startsWith('div'),
        () => `the focus on the conversation, not on ${focusIsOn()}`,
      );
      await person.presses('Усі звернення');
      await until(
        () => person.focused?.dataset['open'] === 'answered',
        () => `the focus on its line, not on ${focusIsOn()}`,
      );
    });

    it('takes the focus when the page opens it and leads there, and the list does when none is open', async () => {
      const { person, widget } = await stage({ tag, service: Service.sample() });
      await person.sees('Мої звернення', 'Маю запитання');
      widget.focus();
      await until(
        () => person.focused?.dataset['open'] !== undefined,
        () => `the focus on a line, not on ${focusIsOn()}`,
      );
      widget.setAttribute('appeal', 'answered');
      widget.focus();
      await until(
        () => focusIsOn().startsWith('div'),
        () => `the focus on the conversation, not on ${focusIsOn()}`,
      );
      await person.sees('Листування');
      await person.presses('Усі звернення');
      await person.sees('Маю запитання');
      widget.setAttribute('appeal', 'answered');
      await person.sees('Листування');
    });

    it('and says that it was read, once, and keeps showing what was new', async () => {
      const service = Service.sample();
      const { person } = await stage({ tag, service });
      await person.sees('1 нове повідомлення');
      await opens(person, 'waiting');
      await person.sees('Нове');
      await until(
        () => service.count('markAppealSeen') === 1,
        () => 'word that it was read',
      );
      await lull();
      expect(messages(person).filter((each) => each.includes('Нове'))).to.have.length(1);
      await person.presses('Усі звернення');
      await until(
        () => lineOf(person, 'waiting') !== '' && !lineOf(person, 'waiting').includes('нове'),
        () => `no mark; there is “${lineOf(person, 'waiting')}”`,
      );
      expect(service.count('markAppealSeen')).to.equal(1);
      expect(service.bodiesOf('markAppealSeen')).to.have.length(1);
    });

    it('that is open where nobody looks is read once somebody does', async () => {
      const service = Service.sample();
      const look = (value: 'hidden' | 'visible') => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      look('hidden');
      try {
        const { person } = await stage({ ...opened('waiting'), service });
        await person.sees('На фото не видно останньої цифри.');
        await lull();
        expect(service.count('markAppealSeen')).to.equal(0);
        look('visible');
        await until(
          () => service.count('markAppealSeen') === 1,
          () => 'word that it was read',
        );
        await person.sees('Нове');
      } finally {
        Reflect.deleteProperty(document, 'visibilityState');
      }
    });

    it('that is late, with whom else to turn to', async () => {
      const { person } = await stage(opened('overdue'));
      await person.sees(
        'Відповідь запізнюється: мала бути до 24 жовтня',
        'Куди звернутися далі: Регулятор, НКРЕКП',
        'Київ, вул. Зразкова, 19',
        '0 800 000 000',
      );
      expect(person.control('https://www.regulator.example/skarhy').getAttribute('href')).to.equal(
        'https://www.regulator.example/skarhy',
      );
    });

    it('and follows no address that is none of the web', async () => {
      const nextInstance = {
        name: { uk: 'Хтось' },
        phone: null,
        url: 'javascript:globalThis.attacked=1',
        address: null,
      };
      const service = Service.sample({ appeals: { nextInstance } });
      const { person } = await stage({ ...opened('overdue'), service });
      await person.sees('Куди звернутися далі: Хтось');
      expect(person.root.innerHTML).not.to.include('javascript:');
    });

    it('whose file is fetched by an address that is asked for', async () => {
      const service = Service.sample();
      const { person } = await stage({ ...opened('answered'), service });
      const { click } = HTMLAnchorElement.prototype;
      const names: string[] = [];
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        names.push(this.download);
      };
      try {
        await person.sees('Заява.pdf');
        (person.root.querySelector('[part=file] button') as HTMLElement).click();
        await lull();
      } finally {
        HTMLAnchorElement.prototype.click = click;
      }
      expect(names).to.deep.equal(['Заява.pdf']);
      expect(service.callsOf('getAppealAttachment').map(({ args }) => args)).to.deep.equal([
        { appealId: 'answered', attachmentId: 'answered-file-0' },
      ]);
    });

    it('that is not theirs is said so, and the way back is there', async () => {
      const { person } = await stage(opened('somebody-elses'));
      await person.sees('Такого звернення у вас немає');
      await person.presses('Усі звернення');
      await person.sees('Маю запитання');
    });
  });

  describe('takes a reply', () => {
    it('with its files, and says that it was sent', async () => {
      const service = Service.sample();
      const { person, widget } = await stage({ ...opened('waiting'), service });
      const changes: string[] = [];
      widget.addEventListener('kabinet-appeal-changed', ({ change }) => changes.push(change));
      await writes(person, '  Ось нове фото. ');
      await chooses(person, [pdf('Фото.pdf')]);
      await person.sees('Фото.pdf', 'додано');
      await person.presses('Надіслати');
      await person.sees('Повідомлення надіслано', 'Ви 3 листопада, 10:00 Ось нове фото. Фото.pdf');
      expect(focusIsOn()).to.include('Повідомлення надіслано');
      expect(service.bodiesOf('replyToAppeal')).to.deep.equal([{ text: 'Ось нове фото.', uploadIds: ['upload-1'] }]);
      expect(changes).to.deep.equal(['replied']);
      await person.sees('Опрацьовуємо');
    });

    it('not without words, and says which field is wrong', async () => {
      const service = Service.sample();
      const { person } = await stage({ ...opened('waiting'), service });
      await writes(person, '  ');
      await person.presses('Надіслати');
      await person.sees('Перевірте написане Напишіть повідомлення');
      expect(person.descriptionOf(person.root.querySelector('#message') as Element)).to.include(
        'Напишіть повідомлення',
      );
      await until(
        () => person.focused?.matches('[data-focus]'),
        () => `the focus on the summary, not on ${focusIsOn()}`,
      );
      await writes(person, 'я'.repeat(5001));
      await person.presses('Надіслати');
      await person.sees('Скоротіть на 1 знак');
      expect(service.count('replyToAppeal')).to.equal(0);
    });

    it('once, when its answer is lost, and in doubt nothing of it can be changed', async () => {
      const clock = stopTheClock();
      const service = Service.sample();
      const { person } = await stage({ ...opened('waiting'), service });
      service.fault = losingAnswers('timeout', 'replyToAppeal');
      await writes(person, 'Надсилаю ще раз');
      await person.presses('Надіслати');
      await clock.tickAsync(15_000);
      await person.sees('Ще не знаємо, чи це надійшло');
      expect(person.root.querySelector<HTMLTextAreaElement>('#message')?.readOnly).to.equal(true);
      service.fault = null;
      await person.presses('Перевірити ще раз');
      await person.sees('Повідомлення надіслано');
      expect(new Set(service.callsOf('replyToAppeal').map(({ key }) => key)).size).to.equal(1);
      expect(messages(person).filter((each) => each.includes('Надсилаю ще раз'))).to.have.length(1);
    });

    it('and loses nothing of it when it is refused', async () => {
      const service = Service.sample();
      const { person } = await stage({ ...opened('waiting'), service });
      service.fault = failing('rate-limited', 'replyToAppeal');
      const clock = stopTheClock();
      await writes(person, 'Ще одне слово');
      await person.presses('Надіслати');
      await clock.tickAsync(15_000);
      await person.sees('Зараз дуже багато запитів');
      expect(written(person)).to.equal('Ще одне слово');
      service.fault = null;
      await person.presses('Надіслати');
      await person.sees('Повідомлення надіслано');
    });

    it('that was begun and not sent is there again after a reload, and gone once it is sent', async () => {
      const first = await stage(opened('waiting'));
      await writes(first.person, 'Почав писати');
      first.provider.remove();
      await lull();
      const again = await stage(opened('waiting'));
      await until(
        () => written(again.person) === 'Почав писати',
        () => `what was written; there is “${written(again.person) ?? ''}”`,
      );
      await again.person.sees('Це ви писали раніше й ще не надіслали.');
      await again.person.presses('Надіслати');
      await again.person.sees('Повідомлення надіслано');
      await lull();
      again.provider.remove();
      const last = await stage(opened('waiting'));
      await lull();
      expect(written(last.person)).to.equal('');
    });

    it('and keeps what is written in one appeal out of the next', async () => {
      const { person } = await stage({ tag, service: Service.sample() });
      await opens(person, 'waiting');
      await writes(person, 'Про перерахунок');
      await person.presses('Усі звернення');
      await opens(person, 'received');
      await person.presses('Дописати');
      await lull();
      expect(written(person)).to.equal('');
    });
  });

  describe('goes on with what was answered', () => {
    it('has it taken up again, with a new day', async () => {
      const service = Service.sample();
      const { person } = await stage({ ...opened('answered'), service });
      await person.presses('Питання не вирішено');
      await person.sees('Чому відповідь не підходить');
      expect(focusIsOn()).to.equal('textarea#message');
      await writes(person, 'Зразок не відкривається');
      await person.presses('Відкрити знову');
      await person.sees('Звернення знову опрацьовуємо', 'Відповімо не пізніше 18 листопада');
      expect(service.bodiesOf('reopenAppeal')).to.deep.equal([{ text: 'Зразок не відкривається', uploadIds: [] }]);
    });

    it('says until when it can be taken up again; after that, that it is over, and what to do instead', async () => {
      const answered = await stage(opened('answered'));
      await answered.person.sees('Відкрити звернення знову можна до 30 листопада.');
      const closed = await stage({
        ...opened('closed'),
        attributes: { appeal: 'closed', 'form-url': '#write' },
      });
      await closed.person.sees(
        'Звернення закрито Відкрити його знову можна було до 14 жовтня. Якщо питання лишилося, напишіть нове звернення.',
      );
      expect(closed.person.has('Питання не вирішено')).to.equal(false);
      expect(closed.person.control('Написати нове звернення').getAttribute('href')).to.equal('#write');
    });

    it('rates it, and changes the rating', async () => {
      const service = Service.sample();
      const { person } = await stage({ ...opened('closed'), service });
      await person.sees('Чи допомогла відповідь?');
      await person.presses('Оцінити');
      await person.sees('Виберіть один із варіантів');
      expect(service.count('rateAppeal')).to.equal(0);
      const radio = (value: string) => person.root.querySelector<HTMLInputElement>(`input[value="${value}"]`);
      radio('4')?.click();
      await person.sees('Що можна зробити краще');
      await writes(person, 'Швидше', 'comment');
      await person.presses('Оцінити');
      await person.sees('Дякуємо за оцінку', 'Ваша оцінка: Переважно допомогла Швидше');
      await person.presses('Змінити оцінку');
      radio('1')?.click();
      await person.presses('Оцінити');
      await person.sees('Ваша оцінка: Не допомогла');
      expect(service.bodiesOf('rateAppeal')).to.deep.equal([
        { score: 4, comment: 'Швидше' },
        { score: 1, comment: 'Швидше' },
      ]);
    });

    it('says so when it was closed for good meanwhile, and shows how it stands', async () => {
      const service = Service.sample();
      const { person } = await stage({ ...opened('answered'), service });
      await person.presses('Питання не вирішено');
      await writes(person, 'Ще ні');
      const problem = { type: 'about:blank', title: '', status: 409, code: 'appeal_closed', requestId: 'r' } as const;
      service.fault = failing(new ApiError('conflict', { problem }), 'reopenAppeal');
      const before = service.count('getAppeal');
      await person.presses('Відкрити знову');
      await person.sees('Звернення тим часом змінилося');
      expect(written(person)).to.equal('Ще ні');
      expect(service.count('getAppeal')).to.be.greaterThan(before);
    });
  });

  it('takes back what is not answered, after asking once', async () => {
    const service = Service.sample();
    const { person } = await stage({ ...opened('received'), service });
    await person.presses('Відкликати звернення');
    await person.sees('Відкликати звернення?');
    await person.presses('Ні, залишити');
    expect(service.count('withdrawAppeal')).to.equal(0);
    await person.presses('Відкликати звернення');
    await person.presses('Так, відкликати');
    await person.sees('Звернення відкликано', 'Ви відкликали');
    expect(person.has('Дописати')).to.equal(false);
    expect(person.has('Відкликати звернення')).to.equal(false);
  });

  it('prints the conversation alone', async () => {
    const { person, widget } = await stage(opened('answered'));
    const { print } = window;
    let printed: boolean | null = null;
    window.print = () => void (printed = widget.hasAttribute('data-kabinet-printing'));
    try {
      await person.presses('Надрукувати');
    } finally {
      window.print = print;
      window.dispatchEvent(new Event('afterprint'));
    }
    expect(printed).to.equal(true);
    expect(widget.hasAttribute('data-kabinet-printing')).to.equal(false);
  });

  it('has on the paper all that is read on the screen, and nothing to press', async () => {
    const { person } = await stage(opened('answered'));
    await person.sees('Листування');
    await emulateMedia({ media: 'print' });
    try {
      await person.sees(
        'Номер',
        'Є відповідь',
        'Що відбулося',
        'Як перевести договір на дружину?',
        'Заява.pdf',
        // Folded away on the screen.
        'Куди звернутися далі: Регулятор, НКРЕКП',
      );
      for (const button of ['Надрукувати', 'Усі звернення', 'Питання не вирішено', 'Дописати', 'Оцінити']) {
        expect(person.has(button), button).to.equal(false);
      }
    } finally {
      await emulateMedia({ media: 'screen' });
    }
  });

  describe('speaks every language', () => {
    for (const lang of LANGUAGES) {
      it(lang, async () => {
        const { person } = await stage({ ...opened('closed'), lang });
        const heading = { uk: 'Мої звернення', ru: 'Мои обращения', en: 'My appeals' }[lang];
        const talk = { uk: 'Листування', ru: 'Переписка', en: 'Conversation' }[lang];
        await person.sees(heading, talk);
        if (lang === 'en') expect(person.has('All appeals')).to.equal(true);
      });
    }
  });

  describe('looks right everywhere', () => {
    it('as a list', () =>
      looksRightEverywhere({
        tag,
        service: () => Service.sample(),
        attributes: { 'form-url': '#write' },
        play: (person) => person.seesItLoaded(),
      }));

    for (const appeal of ['overdue', 'waiting', 'answered'] as const) {
      it(`as a conversation: ${appeal}`, () =>
        looksRightEverywhere({
          tag,
          service: () => Service.sample(),
          attributes: { appeal },
          play: async (person) => {
            await until(
              () => person.root.querySelector('[part=message]'),
              () => 'messages',
            );
            if (appeal !== 'waiting') return;
            await until(
              () => person.root.querySelector('form button'),
              () => 'the form',
            );
            person.root.querySelector<HTMLElement>('form button.primary')?.click();
            await until(
              () => person.root.querySelector('#message-error'),
              () => 'what is wrong',
            );
          },
        }));
    }
  });
});
