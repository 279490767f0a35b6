import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import '../provider/provider.define.js';
import '../widgets/balance-card/balance-card.define.js';
import '../widgets/meter-card/meter-card.define.js';
import '../widgets/reading-form/reading-form.define.js';
import { stopTheClock } from '../testing/clock.js';
import { painted } from '../testing/colours.js';
import { Person, until } from '../testing/person.js';
import { failing, hanging, Service } from '../testing/service.js';
import { enter, makeProvider, makeWidget, place, stage } from '../testing/stage.js';

const tags = ['kabinet-balance-card', 'kabinet-meter-card', 'kabinet-reading-form'] as const;

const cardOf = ({ root }: Person) => getComputedStyle(root.querySelector('section') as Element);

describe('the look that widgets share', () => {
  beforeEach(() => {
    stopTheClock();
  });

  afterEach(async () => {
    await emulateMedia({ media: 'screen', colorScheme: 'light', reducedMotion: 'no-preference' });
  });

  for (const tag of tags) {
    it(`has targets of 44 px and text of 16 px in <${tag}>`, async () => {
      const failed = Service.sample({ accounts: ['huge-debt', 'gas'] });
      failed.fault = failing('unavailable', 'getBalance', 'listMeters', 'listReadingWindows');
      const services = [
        Service.sample({ accounts: ['rolled-over', 'gas'] }),
        Service.sample({ handedIn: 'accepted' }),
        failed,
      ];
      for (const service of services) {
        const { person } = await stage({ tag, service, attributes: { 'with-history': '', 'reading-url': '#' } });
        const controls = [
          ...person.root.querySelectorAll('button, select, summary, label:has(input), input[type="text"]'),
        ];
        for (const control of controls) {
          const { height } = control.getBoundingClientRect();
          expect(height, control.outerHTML.slice(0, 80)).to.be.at.least(44);
        }
        for (const input of person.root.querySelectorAll('select, input')) {
          expect(parseFloat(getComputedStyle(input).fontSize)).to.be.at.least(16);
        }
      }
    });
  }

  it('follows the page’s colours, not the device’s', async () => {
    await emulateMedia({ colorScheme: 'dark' });
    const { person } = await stage({ tag: tags[0], service: Service.sample() });
    expect(cardOf(person).backgroundColor).to.equal('rgb(255, 255, 255)');
    const dark = place();
    dark.style.colorScheme = 'dark';
    const provider = makeProvider({ service: Service.sample() });
    const widget = makeWidget({ tag: tags[0] });
    provider.append(widget);
    dark.append(provider);
    const inTheDark = new Person(widget);
    await inTheDark.seesItLoaded();
    expect(cardOf(inTheDark).backgroundColor).not.to.equal('rgb(255, 255, 255)');
  });

  it('takes the page’s font and accent', async () => {
    const { person, widget } = await stage({ tag: tags[2], service: Service.sample() });
    widget.style.fontFamily = 'Georgia';
    widget.style.setProperty('--kabinet-accent', 'rgb(1, 2, 3)');
    const button = person.root.querySelector('button.primary') as Element;
    // The colour changes in 150 ms.
    await until(
      () => painted(getComputedStyle(button).backgroundColor) === '1 2 3',
      () => `the accent; there is ${getComputedStyle(button).backgroundColor}`,
    );
    expect(getComputedStyle(person.field()).fontFamily).to.equal('Georgia');
  });

  it('ends at the card what a page sets for all of its text, and what it sets for every element', async () => {
    const { person, widget } = await stage({ tag: tags[2], service: Service.sample() });
    const sets: Readonly<Record<string, string>> = {
      'container-type': 'normal',
      direction: 'rtl',
      'font-size': '9px',
      'font-style': 'italic',
      'letter-spacing': '3px',
      'line-height': '1',
      'text-align': 'center',
      'text-indent': '20px',
      'text-shadow': '1px 1px red',
      'text-transform': 'uppercase',
      'white-space': 'pre',
      'word-spacing': '9px',
    };
    const names = Object.keys(sets);
    const before = Object.fromEntries(names.map((name) => [name, cardOf(person).getPropertyValue(name)]));
    for (const [name, value] of Object.entries(sets)) widget.style.setProperty(name, value, 'important');
    for (const [name, value] of Object.entries(before)) {
      expect(cardOf(person).getPropertyValue(name), name).to.equal(value);
    }
    expect(cardOf(person).direction).to.equal('ltr');
    expect(getComputedStyle(widget).containerType).to.equal('inline-size');
  });

  it('shows bones only after 300 ms, and without a movement to those who want none', async () => {
    const service = Service.sample();
    service.fault = hanging();
    const { person } = enter({ tag: tags[0], service });
    await person.sees('Завантажуємо дані…');
    const bones = getComputedStyle(person.root.querySelector('.bones') as Element);
    expect(bones.animationDelay).to.equal('0.3s');
    expect(bones.animationDuration).to.equal('0.2s');
    await emulateMedia({ reducedMotion: 'reduce' });
    expect(parseFloat(bones.animationDuration)).to.be.at.most(0.001);
  });

  it('has no phone below bones, which what comes would move: it comes with that, or with the words that it does not', async () => {
    const service = Service.sample();
    service.fault = hanging('getBalance');
    const { person } = enter({ tag: tags[0], service });
    await person.sees('Завантажуємо дані…');
    await until(
      () => person.root.querySelector('.contact'),
      () => 'whom to call',
    );
    const contact = person.root.querySelector('.contact') as Element;
    expect(contact.getBoundingClientRect().height).to.equal(0);
    service.fault = failing('unavailable', 'getBalance');
    const { person: other } = enter({ tag: tags[0], service });
    await other.sees('Сервіс зараз не працює');
    expect(other.root.querySelector('.contact')?.getBoundingClientRect().height).to.be.above(0);
  });

  it('prints without buttons', async () => {
    const { person } = await stage({ tag: tags[2], service: Service.sample({ handedIn: 'accepted' }) });
    await person.sees('Показання прийнято');
    expect(person.has('Надрукувати')).to.equal(true);
    await emulateMedia({ media: 'print' });
    await person.sees('Показання прийнято', '1275 м³');
    expect(person.has('Надрукувати')).to.equal(false);
    expect(cardOf(person).borderTopWidth).to.equal('0px');
  });
});
