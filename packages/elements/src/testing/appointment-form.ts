import type { MockAppointmentsData } from '@kabinet/api/mock';
import { lull, type Person, until } from './person.js';
import { failing, Service } from './service.js';

export const tag = 'kabinet-appointment-form';

/** A service with such appointments. */
export const having = (appointments: Partial<MockAppointmentsData> = {}) => Service.sample({ appointments });

/** Nobody is signed in. */
export const signedOut = failing(
  'unauthorized',
  'getSession',
  'listAppointments',
  'listAccounts',
  'bookAppointment',
  'joinWaitingList',
);

/** The one of several buttons of that name that a screen reader would say so. */
export async function pressesNamed(person: Person, name: string): Promise<void> {
  const find = () =>
    [...person.root.querySelectorAll<HTMLElement>('button')].find((each) =>
      (each.getAttribute('aria-label') ?? each.innerText).startsWith(name),
    );
  await until(find, () => `a button that begins with “${name}”; there is “${person.reads}”`);
  find()?.click();
  await lull();
}

export const CHOOSE_HEAD = 'Обрати час: Прийом начальника дільниці';
export const slots = (person: Person) => [...person.root.querySelectorAll<HTMLElement>('button[part=slot]')];

/** The time that was chosen, as the form says it. */
const chosen = (person: Person) =>
  plain(person.root.querySelector<HTMLElement>('[data-goal]')?.innerText ?? '').replace('Ваш час: ', '');
/** With one space where there are several. */
export const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

export async function chooses(person: Person, which = 0): Promise<string> {
  await pressesNamed(person, CHOOSE_HEAD);
  await person.sees('Записатися можна до');
  (slots(person)[which] as HTMLElement).click();
  await person.sees('З яким питанням ви прийдете?');
  return chosen(person);
}

export async function writes(person: Person, text: string): Promise<void> {
  const area = person.root.querySelector('textarea') as HTMLTextAreaElement;
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await lull();
}
