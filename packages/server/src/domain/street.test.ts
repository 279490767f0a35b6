import { expect, it } from 'vitest';
import { streetOf } from './helpers.js';

it.each([
  ['вул. Річкова, 7, кв. 12', 'Чернігів, вул. Річкова'],
  ['вул. 8 Березня, буд. 5', 'Чернігів, вул. 8 Березня'],
  ['просп. Миру, 12-А', 'Чернігів, просп. Миру'],
  ['вул. Річкова 7 кв 12', 'Чернігів'],
  ['7', 'Чернігів'],
])('of “%s” helpers are told “%s”', (address, street) => {
  expect(streetOf({ locality: 'Чернігів', address })).toBe(street);
});
