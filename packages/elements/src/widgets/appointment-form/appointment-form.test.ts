import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { ApiError, type SlotList } from '@kabinet/api';
import { sampleData } from '@kabinet/api/mock';
import { wipeOutbox } from '../../core/outbox.js';
import { LANGUAGES } from '../../locales/load.js';
import '../../provider/provider.define.js';
import {
  CHOOSE_HEAD,
  chooses,
  having,
  plain,
  pressesNamed,
  signedOut,
  slots,
  tag,
  writes,
} from '../../testing/appointment-form.js';
import { stopTheClock } from '../../testing/clock.js';
import { focusIsOn, lull, type Person, until } from '../../testing/person.js';
import { failing, hanging, losingAnswers, noNetwork, Service } from '../../testing/service.js';
import { enter, stage } from '../../testing/stage.js';
import './appointment-form.define.js';

describe(`<${tag}>`, () => {
  beforeEach(async () => {
    stopTheClock();
    await wipeOutbox();
  });

  it('shows everybody who receives people, by company, and asks nobody to sign in for that', async () => {
    const service = having();
    service.fault = signedOut;
    const { person } = await stage({ tag, service });
    await person.sees(
      'Зразок Газмережі',
      'Прийом начальника дільниці',
      'Кравець Остап Лук’янович',
      'вівторок, четвер 09:00–12:00',
      'вул. Річкова, 4, каб. 12',
      'Прийом з питань нарахувань',
      '0 800 500 104',
    );
    expect(person.reads).not.to.include('Спочатку увійдіть');
    await person.sees('Увійдіть, щоб побачити свої записи');
    expect(person.reads).not.to.include('Ваші записи');
    expect(focusIsOn()).to.equal('body');
  });

  it('shows one reception alone where the page names it', async () => {
    const { person } = await stage({ tag, service: having(), attributes: { reception: 'supply-office' } });
    await person.sees('Прийом з питань нарахувань');
    expect(person.reads).not.to.include('Прийом начальника дільниці');
  });

  it('says so where there is nothing to book', async () => {
    const { person } = await stage({ tag, service: having({ receptions: [] }) });
    await person.sees('Зараз запису на прийом немає');
  });

  it('hides itself where the supplier does not offer it', async () => {
    const data = sampleData({ now: new Date(), accounts: ['gas'] });
    const supplier = { ...data.supplier, capabilities: ['balance' as const] };
    const { widget } = enter({ tag, service: new Service({ ...data, supplier }) });
    await until(
      () => widget.shadowRoot?.querySelector('slot') === null && widget.shadowRoot.textContent?.trim() === '',
      () => 'nothing at all',
    );
  });

  describe('books a time', () => {
    it('that is chosen, and says number, time, place and what to bring', async () => {
      const service = having();
      const { person, widget } = await stage({ tag, service });
      const changes: string[] = [];
      widget.addEventListener('kabinet-appointment-changed', ({ change }) => changes.push(change));
      const when = await chooses(person);
      await until(
        () => focusIsOn().startsWith('h4'),
        () => `the focus on the chosen time, not on ${focusIsOn()}`,
      );
      await person.sees(`Ваш час: ${when}`);
      await writes(person, '  Тиск газу взимку ');
      await person.types('067 123 45 67', 'Мобільний телефон');
      await person.presses(`Записатися: ${when}`);
      await person.sees(`Вас записано: ${when}`, 'Номер запису 7000-', 'вул. Річкова, 4, каб. 12', 'Візьміть паспорт');
      expect(focusIsOn()).to.include('Вас записано');
      expect(person.root.querySelector('[role=status]')?.textContent, 'told once').to.equal('');
      const [body] = service.bodiesOf('bookAppointment') as [Record<string, unknown>];
      expect(body).to.deep.include({
        receptionId: 'network-head',
        topic: 'Тиск газу взимку',
        // The only account there is.
        accountId: 'gas',
        phone: '067 123 45 67',
      });
      expect(changes).to.deep.equal(['booked']);
      expect(person.has('Додати в календар')).to.equal(true);
    });

    it('names the next free times where the first two weeks are full', async () => {
      const service = having();
      service.fault = (operation, _args, _options, next) =>
        operation !== 'listAppointmentSlots'
          ? next()
          : next().then((list) => {
              const { items, ...rest } = list as SlotList;
              return { ...rest, items: items.map((slot) => ({ ...slot, free: 0 })) };
            });
      const { person } = await stage({ tag, service });
      await pressesNamed(person, CHOOSE_HEAD);
      await person.sees('Найближчий вільний час', 'зайнято');
      slots(person)[0]?.click();
      await person.sees('Ваш час: ');
    });

    it('shows days without reception as what they are', async () => {
      const { person } = await stage({ tag, service: having({ holidays: ['11-05'] }) });
      await pressesNamed(person, CHOOSE_HEAD);
      await person.sees('четвер, 5 листопада', 'Прийому немає');
    });

    it('shows full times as taken, in words', async () => {
      const { person } = await stage({ tag, service: having() });
      await pressesNamed(person, CHOOSE_HEAD);
      await person.sees('зайнято', 'Записатися можна до');
      const full = person.root.querySelector('.full') as HTMLElement;
      expect(full.querySelector('button')).to.equal(null);
    });

    it('shows later days and comes back', async () => {
      const service = having();
      const { person } = await stage({ tag, service });
      await pressesNamed(person, CHOOSE_HEAD);
      await person.sees('четвер, 5 листопада');
      await person.presses('Пізніші дні');
      await person.noLongerSees('четвер, 5 листопада');
      await person.presses('Раніші дні');
      await person.sees('четвер, 5 листопада');
      await person.presses('Пізніші дні');
      await person.sees('вівторок, 17 листопада');
      await person.presses('Пізніші дні');
      await person.sees('вівторок, 1 грудня');
      expect(person.has('Пізніші дні')).to.equal(false);
      // One page back, not to the first.
      await person.presses('Раніші дні');
      await person.sees('вівторок, 17 листопада');
    });

    it('asks for what is missing on submit only, with a way to the field', async () => {
      const service = having();
      const { person } = await stage({ tag, service });
      const when = await chooses(person);
      await person.types('12', 'Мобільний телефон');
      expect(person.root.querySelector('.error')).to.equal(null);
      await person.presses(`Записатися: ${when}`);
      await person.sees('Перевірте написане', 'Напишіть, з яким питанням ви прийдете', 'Введіть номер мобільного');
      expect(focusIsOn()).to.include('Перевірте написане');
      person.root.querySelector<HTMLElement>('[data-focus] a')?.click();
      expect(focusIsOn()).to.equal('textarea#topic');
      expect(person.descriptionOf(person.root.querySelector('#topic') as Element)).to.include('Напишіть');
      expect(service.count('bookAppointment')).to.equal(0);
    });

    it('tells who comes a moment too late the next free times, and keeps what they wrote', async () => {
      const service = having({ isSnatched: true });
      const { person } = await stage({ tag, service });
      const when = await chooses(person);
      await writes(person, 'Тиск газу');
      await person.presses(`Записатися: ${when}`);
      await person.sees('Цей час щойно зайняли', 'Оберіть інший вільний час');
      expect(focusIsOn()).to.include('Цей час щойно зайняли');
      const [next] = slots(person);
      const other = plain(next?.innerText ?? '');
      expect(other).not.to.equal(when);
      next?.click();
      await person.sees(`Ваш час: ${other}`);
      expect(person.root.querySelector('textarea')?.value).to.equal('Тиск газу');
      await person.presses(`Записатися: ${other}`);
      await person.sees(`Вас записано: ${other}`);
    });

    it('says that they have one already, where they may have no more', async () => {
      const { person } = await stage({ tag, service: having({ begins: 'booked' }) });
      const when = await chooses(person, 2);
      await writes(person, 'Тиск газу');
      await person.presses(`Записатися: ${when}`);
      await person.sees('Ви вже записані на цей прийом');
    });

    it('asks who is not signed in to sign in, and keeps the time and the words', async () => {
      const service = having();
      service.fault = signedOut;
      const { person, provider } = await stage({ tag, service });
      const when = await chooses(person);
      await writes(person, 'Тиск газу');
      await person.presses(`Записатися: ${when}`);
      await person.sees('Щоб записатися, увійдіть', 'Увійти');
      service.fault = null;
      provider.sessionChanged();
      await person.noLongerSees('Щоб записатися, увійдіть');
      expect(person.root.querySelector('textarea')?.value).to.equal('Тиск газу');
      await person.presses(`Записатися: ${when}`);
      await person.sees(`Вас записано: ${when}`);
    });

    it('leaves off the paper what is still to be chosen', async () => {
      const { person } = await stage({ tag, service: having() });
      await chooses(person);
      const isShown = () => person.root.querySelector('.booking')?.checkVisibility();
      expect(isShown()).to.equal(true);
      await emulateMedia({ media: 'print' });
      expect(isShown()).to.equal(false);
      await emulateMedia({ media: 'screen' });
    });

    for (const way of ['the person presses', 'the network is back'])
      it(`books once however often the answer is lost, and finds out once ${way}`, async () => {
        const service = having();
        const { person } = await stage({ tag, service });
        const clock = stopTheClock();
        const when = await chooses(person);
        await writes(person, 'Тиск газу');
        service.fault = losingAnswers('timeout', 'bookAppointment');
        await person.presses(`Записатися: ${when}`);
        await clock.tickAsync(15_000);
        await person.sees('Ще не знаємо, чи вас записано');
        service.fault = null;
        if (way === 'the person presses') await person.presses('Спробувати ще раз');
        else window.dispatchEvent(new Event('online'));
        await person.sees(`Вас записано: ${when}`);
        expect(new Set(service.callsOf('bookAppointment').map(({ key }) => key)).size).to.equal(1);
        expect((await service.api.listAppointments({})).items).to.have.length(1);
      });
  });

  describe('keeps what was written', () => {
    const topicOf = (person: Person) => person.root.querySelector('textarea')?.value;
    const isThere = (person: Person, topic: string) =>
      until(
        () => topicOf(person) === topic,
        () => `“${topic}” in the form; there is “${topicOf(person) ?? person.reads}”`,
      );
    /** The page is loaded anew. */
    const again = async (service: Service) => {
      for (const each of document.querySelectorAll(tag)) each.remove();
      return stage({ tag, service });
    };
    afterEach(() => wipeOutbox());

    it('over a reload, until it is booked', async () => {
      const { person } = await stage({ tag, service: having() });
      await chooses(person);
      await writes(person, 'Тиск газу');
      await lull();
      const { person: later } = await again(having());
      const when = await chooses(later);
      await isThere(later, 'Тиск газу');
      await later.presses(`Записатися: ${when}`);
      await later.sees('Вас записано');
      await lull();
      const { person: last } = await again(having());
      await chooses(last);
      await lull();
      expect(topicOf(last)).to.equal('');
    });

    it('over signing in on a page of its own, and not for the next person', async () => {
      const service = having();
      service.fault = signedOut;
      const { person } = await stage({ tag, service });
      await chooses(person);
      await writes(person, 'Тиск газу');
      await lull();
      const signedInService = having();
      const { person: signedIn, provider } = await again(signedInService);
      await chooses(signedIn);
      await isThere(signedIn, 'Тиск газу');
      signedInService.fault = signedOut;
      await provider.connection?.signedOut();
      await until(
        () => (topicOf(signedIn) ?? '') === '',
        () => 'nothing of what was written',
      );
      const { person: next } = await again(Service.sample({ accounts: ['relative'] }));
      await chooses(next);
      await lull();
      expect(topicOf(next)).to.equal('');
    });
  });

  describe('looks after what is booked', () => {
    it('shows it first, and moves it: the old time stays until the new one is confirmed', async () => {
      const service = having({ begins: 'booked' });
      const { person } = await stage({ tag, service });
      await person.sees('Ваші записи', 'Номер запису');
      expect(person.reads.indexOf('Ваші записи')).to.be.below(person.reads.indexOf('Оберіть, до кого'));
      const before = (await service.api.listAppointments({})).items[0];
      await pressesNamed(person, 'Змінити час');
      await person.sees('Зараз ви записані', 'Цей час залишиться за вами');
      const slot = slots(person).at(-1) as HTMLElement;
      slot.click();
      await person.sees('Ваш час');
      // Only the time changes.
      expect(person.root.querySelector('textarea')).to.equal(null);
      await pressesNamed(person, 'Перенести');
      await person.sees('Запис перенесено');
      const [after] = (await service.api.listAppointments({})).items;
      expect([after?.id, after?.startsAt === before?.startsAt]).to.deep.equal([before?.id, false]);
    });

    it('asks before it cancels, and keeps it at a no', async () => {
      const service = having({ begins: 'booked' });
      const { person } = await stage({ tag, service });
      await pressesNamed(person, 'Скасувати запис');
      await person.sees('Місце дістанеться іншій людині');
      await person.presses('Ні, залишити');
      expect(service.count('cancelAppointment')).to.equal(0);
      expect(focusIsOn()).to.include('Скасувати запис');
      await pressesNamed(person, 'Скасувати запис');
      await person.presses('Так, скасувати');
      await person.sees('Запис скасовано');
      await person.noLongerSees('Ваші записи');
    });

    it('says why one was called off', async () => {
      const { person } = await stage({ tag, service: having({ begins: 'called_off' }) });
      await person.sees('Прийому не буде: його скасовано', 'Причина: Начальник дільниці хворіє.');
    });

    it('hands a file to the calendar', async () => {
      const { person } = await stage({ tag, service: having({ begins: 'booked' }) });
      const saved: string[] = [];
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function save(this: HTMLAnchorElement) {
        saved.push(this.download);
      };
      try {
        await pressesNamed(person, 'Додати в календар');
        await until(
          () => saved.length > 0,
          () => 'a file',
        );
      } finally {
        HTMLAnchorElement.prototype.click = click;
      }
      expect(saved[0]).to.match(/^7000-\d+\.ics$/);
    });

    it('says plainly when something cannot be changed any more', async () => {
      const service = having({ begins: 'booked' });
      const { person } = await stage({ tag, service });
      const problem = { type: '', title: '', status: 409, code: 'appointment_not_changeable', requestId: 'r' } as const;
      service.fault = failing(new ApiError('conflict', { problem }), 'cancelAppointment');
      await pressesNamed(person, 'Скасувати запис');
      await person.presses('Так, скасувати');
      await person.sees('Цей запис уже не можна змінити');
    });

    it('says nothing of the person before once somebody else is signed in', async () => {
      const service = having({ begins: 'booked' });
      const { person, provider } = await stage({ tag, service });
      await person.sees('Ваші записи');
      await pressesNamed(person, 'Змінити час');
      await person.sees('Зараз ви записані');
      service.fault = failing('unauthorized', 'listAppointments');
      provider.sessionChanged();
      await person.noLongerSees('Зараз ви записані');
      await person.sees('Прийом начальника дільниці');
      expect(person.reads).not.to.include('Ваші записи');
    });
  });

  describe('where nothing is free', () => {
    it('offers the queue, and says how many are before', async () => {
      const service = having({ taken: 'all' });
      const { person } = await stage({ tag, service });
      await pressesNamed(person, CHOOSE_HEAD);
      await person.sees('вільного часу немає');
      await person.presses('Стати в чергу');
      await writes(person, 'Тиск газу');
      await person.presses('Стати в чергу');
      await person.sees('Ви в черзі', 'У черзі перед вами 2 людини');
      await pressesNamed(person, 'Вийти з черги');
      await person.sees('Ви вийшли з черги');
    });

    it('holds a place for who is next, to book or to let go', async () => {
      const service = having({ taken: 'all', begins: 'offered' });
      const { person } = await stage({ tag, service });
      await person.sees('Для вас звільнилося місце', 'Тримаємо його до 4 листопада, 10:00');
      await pressesNamed(person, 'Записатися: Прийом начальника');
      await person.sees('Вас записано');
      await person.noLongerSees('Для вас звільнилося місце');
    });
  });

  describe('has words for each state', () => {
    const broken = (fault: Service['fault']) => {
      const service = having();
      service.fault = fault;
      return service;
    };
    for (const [name, fault, says] of [
      ['loading', hanging('listReceptions'), 'Завантажуємо дані…'],
      ['down', failing('unavailable', 'listReceptions'), 'Сервіс зараз не працює'],
      ['too slow', failing('timeout', 'listReceptions'), 'Сервіс відповідає надто довго'],
      ['answering nonsense', failing('bad-response', 'listReceptions'), 'Сервіс дав незрозумілу відповідь'],
      ['offline from the first', noNetwork, 'Немає зв’язку з інтернетом'],
    ] as const) {
      it(`is ${name}`, async () => {
        const { person } = enter({ tag, service: broken(fault) });
        await person.sees(says);
      });
    }

    it('shows the receptions also where what is booked cannot be read', async () => {
      const { person } = await stage({ tag, service: broken(failing('unavailable', 'listAppointments')) });
      await person.sees('Сервіс зараз не працює', 'Прийом начальника дільниці');
    });

    it('speaks each language, and turns with the page', async () => {
      const { person, provider } = await stage({ tag, service: having({ begins: 'booked' }) });
      for (const [lang, says, never] of [
        ['ru', 'Запись на приём', /[іїєґ’]/i],
        ['en', 'Book an appointment', null],
        ['uk', 'Запис на прийом', /[ыэёъ]/i],
      ] as const) {
        provider.lang = lang;
        await person.sees(says);
        // What the customer wrote is in the language in which they did.
        const own = person.reads.replace('Тиск газу взимку', '').replace('Лук’янович', '');
        if (never) expect(own).not.to.match(never);
      }
      expect(LANGUAGES).to.have.length(3);
    });
  });
});
