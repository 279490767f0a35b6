import { expect } from '@open-wc/testing';
import type { Supplier } from '@kabinet/api';
import { type MockData, sampleData } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { looksRightEverywhere, nothingSticksOut, type Shown } from '../../testing/looks.js';
import { focusIsOn, lull, type Person, until } from '../../testing/person.js';
import { openForm, SEND } from '../../testing/reading-form.js';
import { failing, hanging, Service } from '../../testing/service.js';
import { LANGUAGES } from '../../locales/load.js';
import './reading-form.define.js';

everyWidget({
  tag: 'kabinet-reading-form',
  heading: { uk: 'Передати показання', ru: 'Передать показание', en: 'Send a meter reading' },
  reads: ['listMeters', 'listReadingWindows'],
  content: 'Лічильник № 04512877',
  asHelper: 'Садова, 18, кв. 2',
});

type Sample = NonNullable<Parameters<typeof Service.sample>[0]>;

function withSupplier(change: Partial<Supplier>, windows?: MockData['windows']): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  return new Service({ ...data, supplier: { ...data.supplier, ...change }, windows: windows ?? data.windows });
}

describe('<kabinet-reading-form>, before a reading is sent', () => {
  beforeEach(() => {
    stopTheClock();
  });

  describe('says when readings are taken', () => {
    const cases: readonly (readonly [string, Sample, readonly string[]])[] = [
      ['open', { window: 'open' }, ['Можна передати до 5 листопада, залишилось 2 дні.']],
      ['on the last day', { window: 'last-day' }, ['Сьогодні останній день, щоб передати показання.']],
      [
        'in the days of grace',
        { window: 'grace' },
        ['Період передачі закінчився 2 листопада, але до 4 листопада показання ще зарахують вчасно.'],
      ],
      [
        'closed, late readings taken',
        { window: 'closed' },
        ['Показання приймають з 13 листопада до 17 листопада', 'Надіслати можна й зараз', 'за жовтень 2026'],
      ],
      [
        'closed, late readings refused',
        { window: 'refused' },
        ['Показання приймають з 9 листопада до 13 листопада', 'Зараз постачальник їх не приймає', '9 листопада'],
      ],
    ];
    for (const [name, sample, texts] of cases) {
      it(name, async () => {
        const { person } = await openForm(sample);
        await person.sees(...texts);
        // Whatever the day, the form is not dead.
        expect(person.field().disabled).to.equal(false);
        expect(person.has(SEND)).to.equal(true);
      });
    }

    it('the days left in the form that goes with their number', async () => {
      const day = { graceDays: 0, countsFor: 'previous_month', lateReadings: 'accept' } as const;
      for (const [closesOnDay, ...texts] of [
        [4, 'залишився 1 день.', 'остался 1 день.', '1 day left.'],
        [5, 'залишилось 2 дні.', 'осталось 2 дня.', '2 days left.'],
        [8, 'залишилось 5 днів.', 'осталось 5 дней.', '5 days left.'],
        [24, 'залишився 21 день.', 'остался 21 день.', '21 days left.'],
        [25, 'залишилось 22 дні.', 'осталось 22 дня.', '22 days left.'],
      ] as const) {
        const service = withSupplier({}, { gas: { ...day, opensOnDay: 1, closesOnDay } });
        const { person, provider } = await openForm({ service });
        for (const [index, lang] of LANGUAGES.entries()) {
          provider.lang = lang;
          await person.sees(texts[index] ?? '');
        }
      }
    });

    it('a supplier that takes readings all month says nothing of days', async () => {
      const { person } = await openForm({ service: withSupplier({}, {}) });
      expect(person.reads).not.to.match(/Можна передати до|приймають/);
      expect(person.has(SEND)).to.equal(true);
    });
  });

  it('shows the meter, its place, and the last reading with its day and who gave it', async () => {
    const { person } = await openForm();
    await person.sees('Лічильник № 04512877', 'Газ · кухня', 'Попереднє показання: 1234 м³', '1 жовтня, передали ви');
    const estimated = await openForm({ accounts: ['rolled-over'] });
    await estimated.person.sees('розраховано за середнім споживанням');
  });

  it('says that it will be the first reading of a meter never read', async () => {
    const { person } = await openForm({ accounts: ['never-read'] });
    await person.sees('Це буде перше показання лічильника.');
    expect(person.reads).not.to.include('Попереднє показання');
  });

  it('has one field a register, called by its zone', async () => {
    const { person } = await openForm({ accounts: ['two-zones'] });
    const labels = [...person.root.querySelectorAll('label')].map((label) => label.innerText);
    expect(labels).to.deep.equal(['День, кВт·год', 'Ніч, кВт·год']);
  });

  it('has fields that phones show a number pad for and that refuse no keystroke', async () => {
    const { person } = await openForm();
    const field = person.field();
    expect(field.type).to.equal('text');
    expect(field.inputMode).to.equal('decimal');
    expect(field.maxLength).to.equal(-1);
    expect(field.placeholder).to.equal('');
    expect(parseFloat(getComputedStyle(field).fontSize)).to.be.at.least(16);
    expect(person.descriptionOf(field)).to.include('5 чорних цифр, наприклад 01234');
  });

  describe('draws the digits of the meter', () => {
    /** What stands on the meter: `(01)279|(000)`; in brackets what is faint, after the bar what is red. */
    const drawn = (person: Person, place = 0) => {
      const wheels = [...(person.root.querySelectorAll('.wheels')[place]?.querySelectorAll('span') ?? [])];
      const text = wheels.map((wheel, at) => {
        const is = (name: string) => wheel.classList.contains(name);
        const bar = is('red') && !wheels[at - 1]?.classList.contains('red') ? '|' : '';
        return bar + (is('faint') ? `(${wheel.dataset['digit']})` : wheel.dataset['digit']);
      });
      return text.join('').replaceAll(')(', '');
    };

    it('the earlier ones faintly, then what is typed, with zeros in front', async () => {
      const { person } = await openForm();
      for (const [typed, shown] of [
        ['', '(01234)|(000)'],
        ['1', '(0000)1|(000)'],
        ['1279', '(0)1279|(000)'],
        ['1279,4', '(0)1279|4(00)'],
        ['О 1279', '01279|(000)'],
        // Copied with the red ones: they are seen to be the red ones.
        ['01279456', '01279|456'],
        ['０１２７９', '01279|(000)'],
        ['1279456', '12794|56(0)'],
        ['012794567', '01279|456'],
        ['12x9', '(01234)|(000)'],
      ] as const) {
        await person.types(typed);
        expect(drawn(person), typed).to.equal(shown);
      }
    });

    it('of each register with its zone, and of a new meter zeros', async () => {
      const { person } = await openForm({ accounts: ['two-zones'] });
      await person.types('18500', 'День');
      expect([drawn(person, 0), drawn(person, 1)]).to.deep.equal(['(0)18500|(0)', '(007051)|(0)']);
      const heads = [...person.root.querySelectorAll<HTMLElement>('.dial')].map((dial) => dial.innerText.split('\n'));
      expect(heads.map(([zone, unit]) => `${zone} ${unit}`)).to.deep.equal(['День кВт·год', 'Ніч кВт·год']);
      const { person: another } = await openForm({ accounts: ['never-read'] });
      expect(drawn(another)).to.equal('(00000)|(000)');
    });

    it('beside the words, from the first drawing on, and moves nothing when one types', async () => {
      const { person } = await openForm();
      const dial = person.root.querySelector<HTMLElement>('.dial');
      expect(dial?.ariaHidden).to.equal('true');
      expect(dial?.innerText).to.include('не вводьте');
      expect(person.descriptionOf(person.field())).to.include('Червоні цифри після коми не потрібні.');
      const place = () => JSON.stringify([dial?.getBoundingClientRect(), person.field().getBoundingClientRect()]);
      const before = place();
      for (const typed of ['1', '88888', '01279456', 'багато']) {
        await person.types(typed);
        expect(place(), typed).to.equal(before);
      }
    });

    it('in full in the narrowest column, at twice the text size too', async () => {
      const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
      for (const { meter } of data.accounts.flatMap((account) => account.meters)) {
        for (const register of meter.registers) Object.assign(register, { integerDigits: 8, decimalDigits: 3 });
      }
      for (const fontSize of ['16px', '32px']) {
        const { person, widget } = await openForm({ service: new Service(data) });
        Object.assign(widget.style, { width: '280px', fontSize });
        nothingSticksOut(person);
        for (const wheel of person.root.querySelectorAll('.wheels span')) {
          expect(wheel.scrollWidth, fontSize).to.be.at.most(wheel.clientWidth);
        }
      }
    });
  });

  it('shows as one types what was used, and nothing while the number cannot be', async () => {
    const { person } = await openForm();
    for (const [typed, shown] of [
      ['1', null],
      ['127', null],
      ['1279', 'Витрата: 45 м³'],
      ['О1279,567', 'Витрата: 45,567 м³'],
      ['123456', null],
      ['12x9', null],
      ['', null],
    ] as const) {
      await person.types(typed);
      if (shown) await person.sees(shown);
      else expect(person.reads, typed).not.to.include('Витрата');
    }
    expect(person.reads).not.to.include('Введіть показання цифрами');
  });

  it('keeps what was typed for one meter while another is looked at', async () => {
    const { person } = await openForm({ accounts: ['huge-debt'] });
    await person.types('820');
    const [cold, hot] = [...person.root.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
    hot?.click();
    await person.sees('Попереднє показання: 407 м³');
    expect(person.field().value).to.equal('');
    await person.types('411');
    cold?.click();
    await person.sees('Попереднє показання: 812 м³');
    expect(person.field().value).to.equal('820');
    hot?.click();
    await person.sees('Попереднє показання: 407 м³');
    expect(person.field().value).to.equal('411');
  });

  it('offers no meter that was taken off', async () => {
    const { person } = await openForm({ accounts: ['replaced-meter'] });
    await person.sees('Лічильник № 07719003');
    expect(person.reads).not.to.include('01180442');
    for (const account of ['closed', 'no-meters'] as const) {
      const { person: other } = await openForm({ accounts: [account] });
      await other.sees('Немає лічильника, за яким передають показання', '0 800 500 104');
    }
  });

  it('always lists the other ways to hand in a reading', async () => {
    const { person } = await openForm();
    await person.presses('Інші способи передати показання');
    await person.sees('7104', 'номер рахунку, пробіл, показання: 0400123456 1279', 'readings@energy.example');
    const { person: other } = await openForm({ service: withSupplier({ channels: [] }) });
    expect(other.reads).not.to.include('Інші способи');
  });

  it('shows what was handed in on another visit or device', async () => {
    const { person } = await openForm({ handedIn: 'accepted' });
    await person.sees('Показання прийнято', '1275 м³', 'Виправити або скасувати можна до 5 листопада включно.');
    expect(person.root.querySelector('form')).to.equal(null);
    expect(focusIsOn()).to.equal('body');
    const questioned = await openForm({ handedIn: 'questioned' });
    await questioned.person.sees('Показання отримано, його перевірить фахівець');
  });

  it('takes the focus when the page sends somebody here', async () => {
    const { widget } = await openForm();
    widget.focus();
    expect(focusIsOn()).to.equal('input#register-gas-total');
  });
});

describe('<kabinet-reading-form> looks right in every language, width and colour scheme', () => {
  beforeEach(() => {
    stopTheClock();
  });

  const tag = 'kabinet-reading-form';
  const sample = (options: Sample, play: Shown['play'] = (person) => person.seesItLoaded()): Shown => ({
    tag,
    service: () => Service.sample(options),
    play,
  });
  /** Presses the main button, whatever it is called in the language. */
  const send = async (person: Person) => {
    person.root.querySelector<HTMLElement>('button.primary')?.click();
    await lull();
  };
  const typeAndSend =
    (text: string, sees: string, fault: Service['fault'] = null): Shown['play'] =>
    async (person, service) => {
      await person.seesItLoaded();
      service.fault = fault;
      for (const input of person.root.querySelectorAll('input[type="text"]')) {
        await person.types(text, (input as HTMLInputElement).labels?.[0]?.innerText);
      }
      await send(person);
      await until(
        () => person.root.querySelector(sees),
        () => `${sees} in “${person.reads}”`,
      );
      person.focused?.dispatchEvent(new Event('blur'));
    };

  const shown: Readonly<Record<string, Shown>> = {
    open: sample({ window: 'open' }),
    'on the last day': sample({ window: 'last-day' }),
    'in the days of grace': sample({ window: 'grace' }),
    'closed, late readings taken': sample({ window: 'closed' }),
    'closed, late readings refused': sample({ window: 'refused' }),
    'closed, kept on the device': {
      ...sample({ window: 'refused' }, typeAndSend('1279', '.notice.good')),
      attributes: { 'with-outbox': '' },
    },
    'with several meters': sample({ accounts: ['huge-debt'] }),
    'of a meter never read': sample({ accounts: ['never-read'] }),
    'without a meter': sample({ accounts: ['no-meters'] }),
    'with an error': sample({}, typeAndSend('', '.error')),
    'with several errors': sample({ accounts: ['long-names'] }, typeAndSend('не число', '.notice.bad')),
    'with too many digits': sample({}, typeAndSend('1234567890123', '.error')),
    'with a use shown': sample({}, async (person) => {
      await person.seesItLoaded();
      await person.types('1279');
    }),
    'showing a doubt back': sample({ accounts: ['long-names'] }, typeAndSend('999999', '.notice.warn')),
    sending: sample({}, typeAndSend('1279', '[aria-disabled]', hanging('submitReading'))),
    'not knowing yet': sample({}, typeAndSend('1279', '.notice.warn', failing('offline', 'submitReading'))),
    'refused, the session ended': sample(
      {},
      typeAndSend('1279', '.notice.info', failing('unauthorized', 'submitReading')),
    ),
    refused: sample({}, typeAndSend('1279', '.notice.bad', failing('forbidden', 'submitReading'))),
    accepted: sample({ handedIn: 'accepted' }),
    'accepted, to be checked': sample({ handedIn: 'questioned' }),
    'accepted, of several registers': sample({ accounts: ['long-names'], handedIn: 'accepted' }),
    'being corrected': sample({ handedIn: 'accepted' }, async (person) => {
      await person.seesItLoaded();
      person.root.querySelector<HTMLElement>('.receipt button')?.click();
      await lull();
    }),
    'asking before it is withdrawn': sample({ handedIn: 'accepted' }, async (person) => {
      await person.seesItLoaded();
      person.root.querySelector<HTMLElement>('.receipt button:last-of-type')?.click();
      await lull();
    }),
    withdrawn: sample({ handedIn: 'accepted' }, async (person) => {
      await person.seesItLoaded();
      person.root.querySelector<HTMLElement>('.receipt button:last-of-type')?.click();
      await lull();
      await send(person);
      if (!person.root.querySelector('form')) throw new Error(`not withdrawn: “${person.reads}”`);
    }),
  };
  for (const [name, each] of Object.entries(shown)) it(name, () => looksRightEverywhere(each));
});
