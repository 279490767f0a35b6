import { expect } from '@open-wc/testing';
import { wipeOutbox } from '../../core/outbox.js';
import { BACK, chooses, openAppeal, opens, pdf, tag, writes, written } from '../../testing/appeal-list.js';
import { stopTheClock } from '../../testing/clock.js';
import { lull, until } from '../../testing/person.js';
import { Service } from '../../testing/service.js';
import { stage } from '../../testing/stage.js';

const RESTORED = 'Це ви писали раніше й ще не надіслали.';
const ERASE = 'Стерти написане';

describe('a reply that was begun before', () => {
  beforeEach(async () => {
    stopTheClock();
    await wipeOutbox();
  });

  it('is said to be from before, and erased at a press: from the page, the device and the service', async () => {
    const service = Service.sample();
    const first = await openAppeal('waiting', service);
    await writes(first.person, 'Ні, не те');
    await chooses(first.person, [pdf('Зайве.pdf')]);
    await first.person.sees('додано');
    await lull();
    first.provider.remove();

    const second = await openAppeal('waiting', service);
    await second.person.sees(RESTORED, 'Зайве.pdf');
    expect(written(second.person)).to.equal('Ні, не те');
    await second.person.presses(ERASE);
    await second.person.noLongerSees(RESTORED);
    expect(written(second.person)).to.equal('');
    expect(second.person.reads).not.to.include('Зайве.pdf');
    await until(
      () => service.count('removeUpload') === 1,
      () => 'the file to be taken from the service',
    );
    await lull();
    second.provider.remove();
    const third = await openAppeal('waiting', service);
    await lull();
    expect(written(third.person)).to.equal('');
  });

  it('needs the device opened once, however many conversations are looked at', async () => {
    const { open } = IDBFactory.prototype;
    let times = 0;
    IDBFactory.prototype.open = function (...args) {
      times += 1;
      return open.apply(this, args);
    };
    try {
      const { person } = await openAppeal('waiting');
      for (const other of ['received', 'answered', 'waiting']) {
        await person.presses(BACK);
        await opens(person, other);
        await lull();
      }
      expect(times).to.equal(1);
    } finally {
      IDBFactory.prototype.open = open;
    }
  });

  it('is not kept where the page says so', async () => {
    const service = Service.sample();
    const open = () => stage({ tag, service, attributes: { appeal: 'waiting', 'without-draft': '' } });
    const first = await open();
    await writes(first.person, 'У бібліотеці');
    await lull();
    first.provider.remove();
    // Nor is it found by a page that keeps such things.
    for (const again of [open, () => openAppeal('waiting', service)]) {
      const { person, provider } = await again();
      await person.sees('Листування');
      await lull();
      expect(written(person)).to.equal('');
      provider.remove();
    }
  });
});
