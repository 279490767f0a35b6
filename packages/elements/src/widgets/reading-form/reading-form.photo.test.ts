import { expect } from '@open-wc/testing';
import { ApiError } from '@kabinet/api';
import { type MockData, sampleData } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, lull, type Person, until } from '../../testing/person.js';
import { phonePhoto } from '../../testing/pictures.js';
import { areOne, hasAll, openForm, SEND } from '../../testing/reading-form.js';
import { failing, hanging, losingAnswers, Service } from '../../testing/service.js';
import { shrinkPhoto } from './shrink-photo.js';

const ADD = 'Додати фото лічильника (необов’язково)';
const SEND_PHOTO = 'Надіслати фото';

const input = (person: Person) => person.root.querySelector<HTMLInputElement>('input[type="file"]');

/** Chooses a file as a person does, in the browser's own dialogue. */
async function choose(person: Person, file: File): Promise<void> {
  await until(
    () => input(person),
    () => `a place to choose a file; there is “${person.reads}”`,
  );
  const chosen = new DataTransfer();
  chosen.items.add(file);
  const field = input(person);
  if (!field) return;
  field.files = chosen.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await lull();
}

async function handedIn(change: (data: MockData) => unknown = () => {}) {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'], handedIn: 'accepted' });
  change(data);
  const form = await openForm({ service: new Service(data) });
  await form.person.sees('Показання прийнято');
  return form;
}

const bytesSent = (service: Service) =>
  service.bodiesOf('attachReadingPhoto').map((body) => atob((body as { data: string }).data));

describe('<kabinet-reading-form>, a photo of the meter', () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('is offered once the reading is there, by a real file input with its label', async () => {
    const { person } = await openForm();
    expect(input(person)).to.equal(null);
    await person.types('1279');
    await person.presses(SEND);
    await person.sees('Показання прийнято', ADD);
    const field = input(person);
    expect(field?.labels?.[0]?.innerText).to.equal(ADD);
    expect(field?.accept).to.equal('image/*');
    expect(field?.labels?.[0]?.getBoundingClientRect().height).to.be.at.least(44);
  });

  it('is not offered where the supplier takes none, nor when it is too late', async () => {
    const without = await handedIn(({ supplier }) =>
      Object.assign(supplier, { capabilities: ['readings', 'balance', 'tariffs'] }),
    );
    expect(input(without.person)).to.equal(null);
    const late = await handedIn(({ accounts }) => {
      const [reading] = accounts[0]?.meters[0]?.readings ?? [];
      if (reading) reading.correctableUntil = null;
    });
    expect(input(late.person)).to.equal(null);
  });

  it('is shown back, then sent small, upright, and without what the file said besides', async () => {
    const { person, service, told } = await handedIn();
    const photo = await phonePhoto();
    expect(await photo.text(), 'what the phone wrote').to.include('SECRET PLACE');
    const urls: unknown[] = [];
    const { createObjectURL } = URL;
    URL.createObjectURL = (object) => {
      urls.push(object);
      return createObjectURL(object);
    };
    await choose(person, photo);
    await person.sees('Чи видно на фото номер лічильника й цифри?');
    URL.createObjectURL = createObjectURL;
    expect(urls, 'strict pages show no such addresses').to.deep.equal([]);
    expect(person.root.querySelector('img')).to.equal(null);
    expect(focusIsOn()).to.include('Чи видно на фото');
    const preview = person.root.querySelector('canvas');
    expect([preview?.width, preview?.height, preview?.ariaLabel]).to.deep.equal([800, 1600, 'Обране фото лічильника']);
    expect(service.count('attachReadingPhoto'), 'not before the person says so').to.equal(0);

    await person.presses(SEND_PHOTO);
    await person.sees('Фото лічильника додано.');
    expect(focusIsOn()).to.include('Фото лічильника додано.');
    expect(person.root.querySelector('canvas'), 'it is not kept').to.equal(null);
    const [sent = ''] = bytesSent(service);
    expect(sent.slice(0, 3), 'a JPEG').to.equal('\xff\xd8\xff');
    expect(sent).not.to.match(/Exif|SECRET/);
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(sent, (char) => char.charCodeAt(0))]));
    const look = document.createElement('canvas').getContext('2d');
    look?.drawImage(bitmap, 0, 0, 2, 2);
    const [, green = 0] = look?.getImageData(0, 0, 1, 1).data ?? [];
    const [, greenBelow = 0] = look?.getImageData(0, 1, 1, 1).data ?? [];
    expect([bitmap.width, bitmap.height, green < 60, greenBelow > 200]).to.deep.equal([800, 1600, true, true]);
    expect(told, 'it is no reading').to.deep.equal([]);
  });

  it('is not made larger than it is', async () => {
    const { person } = await handedIn();
    await choose(person, await phonePhoto({ width: 300, height: 200 }));
    const preview = person.root.querySelector('canvas');
    expect([preview?.width, preview?.height]).to.deep.equal([200, 300]);
  });

  it('can be taken back, and is known of on the next visit', async () => {
    const { person, service } = await handedIn(({ accounts }) => {
      const [reading] = accounts[0]?.meters[0]?.readings ?? [];
      if (reading) reading.hasPhoto = true;
    });
    await person.sees('Фото лічильника додано.');
    expect(input(person)).to.equal(null);
    await person.presses('Прибрати фото');
    await person.sees('Фото прибрано.', ADD);
    expect(service.count('removeReadingPhoto')).to.equal(1);
    await choose(person, await phonePhoto());
    await person.presses(SEND_PHOTO);
    await person.sees('Фото лічильника додано.');
  });

  it('is left out when the person changes their mind', async () => {
    const { person, service } = await handedIn();
    await choose(person, await phonePhoto());
    await person.presses('Не додавати фото');
    await person.sees(ADD);
    expect(person.root.querySelector('canvas')).to.equal(null);
    expect(service.count('attachReadingPhoto')).to.equal(0);
  });

  it('that is none is said so, with what to do', async () => {
    const { person, service } = await handedIn();
    await choose(person, new File(['hello'], 'meter.jpg', { type: 'image/jpeg' }));
    await person.sees(
      'Цей файл не вдалося відкрити як фото',
      'Показання вже передано. Оберіть фото у форматі JPEG або PNG',
    );
    expect(await shrinkPhoto({ size: 60_000_000 } as Blob)).to.equal('too_large');
    expect(service.count('attachReadingPhoto')).to.equal(0);
    await choose(person, await phonePhoto());
    await person.sees('Чи видно на фото');
  });

  describe('never harms the reading', () => {
    for (const [name, fault, says, canRetry] of [
      ['offline', failing('offline', 'attachReadingPhoto'), 'Немає зв’язку з інтернетом', true],
      ['not allowed', failing('forbidden', 'attachReadingPhoto'), 'Ця дія вам недоступна', true],
      ['the answer lost', losingAnswers('offline', 'attachReadingPhoto'), 'Немає зв’язку з інтернетом', true],
      [
        'refused',
        failing(
          new ApiError('rejected', {
            problem: {
              type: 'about:blank',
              title: '',
              status: 422,
              code: 'photo_refused',
              requestId: 'R-17',
              issues: [{ pointer: '/data', code: 'too_many_pixels' }],
            },
          }),
          'attachReadingPhoto',
        ),
        'Це фото завелике',
        false,
      ],
    ] as const) {
      it(name, async () => {
        const { person, service } = await handedIn();
        await choose(person, await phonePhoto());
        service.fault = fault;
        await person.presses(SEND_PHOTO);
        await person.sees(says, 'Показання вже передано', 'Показання прийнято');
        expect(focusIsOn()).to.include(says);
        expect(person.has('Спробувати ще раз')).to.equal(canRetry);
        expect(person.has('Не додавати фото')).to.equal(true);
        service.fault = null;
        if (canRetry) await person.presses('Спробувати ще раз');
        else {
          await choose(person, await phonePhoto({ width: 400, height: 300 }));
          await person.presses(SEND_PHOTO);
        }
        await person.sees('Фото лічильника додано.');
        const keys = service.callsOf('attachReadingPhoto').map(({ key }) => key);
        expect(keys).to.have.length(2);
        // The same photo goes under the same key; another one is another intent.
        expect(areOne(keys)).to.equal(canRetry && name !== 'not allowed');
      });
    }

    it('and goes out by itself when the network is back', async () => {
      const { person, service } = await handedIn();
      await choose(person, await phonePhoto());
      service.fault = failing('offline', 'attachReadingPhoto');
      await person.presses(SEND_PHOTO);
      await person.sees('Щойно зв’язок з’явиться, ми спробуємо ще раз самі.');
      service.fault = null;
      window.dispatchEvent(new Event('online'));
      await person.sees('Фото лічильника додано.');
    });

    it('and is sent once, however often one presses, and given up at will', async () => {
      const { person, service } = await handedIn();
      await choose(person, await phonePhoto());
      service.fault = hanging('attachReadingPhoto');
      await person.presses(SEND_PHOTO);
      await person.sees('Надсилаємо фото…');
      await person.presses('Надсилаємо фото…');
      expect(service.count('attachReadingPhoto')).to.equal(1);
      await person.presses('Не додавати фото');
      await person.sees(ADD, 'Показання прийнято');
      expect(service.callsOf('attachReadingPhoto')[0]?.signal?.aborted).to.equal(true);
    });

    it('waits longer than other sendings: a picture takes its time', async () => {
      const clock = stopTheClock();
      const { person, service } = await handedIn();
      await choose(person, await phonePhoto());
      service.fault = hanging('attachReadingPhoto');
      await person.presses(SEND_PHOTO);
      await clock.tickAsync(30_000);
      await person.sees('Надсилаємо фото…');
      await clock.tickAsync(31_000);
      await person.sees('Ще не знаємо, чи дійшло фото', 'двічі воно не додасться');
    });
  });

  it('looks right in every language, width and colour scheme', async () => {
    const photo = await phonePhoto({ width: 400, height: 300 });
    await looksRightEverywhere({
      tag: 'kabinet-reading-form',
      service: () => Service.sample({ handedIn: 'accepted' }),
      play: async (person, service) => {
        await person.seesItLoaded();
        await hasAll(person.widget);
        await choose(person, photo);
        service.fault = failing('offline', 'attachReadingPhoto');
        await until(
          () => person.root.querySelector('canvas'),
          () => 'the photo',
        );
        person.root.querySelector<HTMLElement>('.photo button.primary')?.click();
        await until(
          () => person.root.querySelector('.photo .notice'),
          () => 'the failure',
        );
      },
    });
  });
});
