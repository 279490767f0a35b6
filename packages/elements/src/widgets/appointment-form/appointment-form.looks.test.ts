import type { MockAppointmentsData } from '@kabinet/api/mock';
import { wipeOutbox } from '../../core/outbox.js';
import '../../provider/provider.define.js';
import { having, slots, tag, writes } from '../../testing/appointment-form.js';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { type Person, until } from '../../testing/person.js';
import './appointment-form.define.js';

describe(`<${tag}> looks right everywhere`, () => {
  const opens = async (person: Person) => {
    await person.seesItLoaded();
    person.root.querySelector<HTMLElement>('[data-choose]')?.click();
    await until(
      () => slots(person).length > 0,
      () => 'times',
    );
  };
  /** Presses that button, whatever the language, and waits for something to be there. */
  const presses = async (person: Person, button: string, shows: string) => {
    await until(
      () => person.root.querySelector(button),
      () => button,
    );
    person.root.querySelector<HTMLElement>(button)?.click();
    await until(
      () => person.root.querySelector(shows),
      () => shows,
    );
  };

  beforeEach(async () => {
    stopTheClock();
    await wipeOutbox();
  });

  const states: Readonly<Record<string, { data?: Partial<MockAppointmentsData>; play: (person: Person) => unknown }>> =
    {
      'with receptions': { play: (person) => person.seesItLoaded() },
      'with an appointment': { data: { begins: 'booked' }, play: (person) => person.seesItLoaded() },
      'with one that was called off': { data: { begins: 'called_off' }, play: (person) => person.seesItLoaded() },
      'with a place that is held': {
        data: { taken: 'all', begins: 'offered' },
        play: (person) => person.seesItLoaded(),
      },
      'asked whether to cancel': {
        data: { begins: 'booked' },
        play: async (person) => {
          await person.seesItLoaded();
          await presses(person, '[data-act^=cancel]', '[data-focus]');
        },
      },
      'with another time to choose': {
        data: { begins: 'booked' },
        play: async (person) => {
          await person.seesItLoaded();
          await presses(person, '[data-act^=move]', 'button[part=slot]');
        },
      },
      'with times': { play: opens },
      'with a queue to join': {
        data: { taken: 'all' },
        play: async (person) => {
          await person.seesItLoaded();
          await presses(person, '[data-choose]', '[data-wait]');
          await presses(person, '[data-wait]', 'form');
        },
      },
      'with a form and what is wrong in it': {
        play: async (person) => {
          await opens(person);
          await presses(person, 'button[part=slot]', 'form');
          await presses(person, 'button[type=submit]', '.error');
        },
      },
      'with a time that somebody else has taken': {
        data: { isSnatched: true },
        play: async (person) => {
          await opens(person);
          await presses(person, 'button[part=slot]', 'textarea');
          await writes(person, 'Тиск газу');
          await presses(person, 'button[type=submit]', 'form .slots');
        },
      },
      'with what was booked': {
        play: async (person) => {
          await opens(person);
          await presses(person, 'button[part=slot]', 'textarea');
          await writes(person, 'Тиск газу');
          await presses(person, 'button[type=submit]', '[data-done]');
        },
      },
    };
  for (const [name, { data, play }] of Object.entries(states)) {
    it(name, () => looksRightEverywhere({ tag, service: () => having(data), play }));
  }
});
