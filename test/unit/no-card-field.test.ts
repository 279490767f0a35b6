import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** Whatever a customer sees of ours. The sandbox bank stands for somebody else's page, and has such fields. */
const SEEN = [
  'packages/elements/src',
  'packages/embed/src',
  'packages/server/src/pages',
  'packages/server/src/http',
  'demo',
];
/** How browsers know the fields of a card (HTML, autofill), and how forms call them. */
const CARD_FIELD =
  /\bcc-(?:name|given|additional|family|number|exp|csc|type)|["'](?:pan|cvv2?|cvc2?|csc|card-?number|security-?code|valid-?through)["']/i;

it('asks for no card anywhere: that is the payment provider’s page alone', async () => {
  const found: string[] = [];
  let files = 0;
  for (const folder of SEEN) {
    for (const name of await readdir(join(root, folder), { recursive: true })) {
      if (!/\.(ts|mjs|html)$/.test(name) || /\.test\.|node_modules|dist\//.test(name)) continue;
      files += 1;
      const field = CARD_FIELD.exec(await readFile(join(root, folder, name), 'utf8'));
      if (field) found.push(`${folder}/${name}: ${field[0]}`);
    }
  }
  expect(files).toBeGreaterThan(300);
  expect(found).toEqual([]);
});
