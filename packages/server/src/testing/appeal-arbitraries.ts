import { type Operation, operations } from '@kabinet/api/contract';
import fc from 'fast-check';

type Either = (right: string) => fc.Arbitrary<string>;

/** Bodies of calls about appeals: what is right, what is likely wrong, and anything. */
export function appealBodies({
  text,
  either,
  accountId,
  messageId,
}: {
  text: fc.Arbitrary<string>;
  either: Either;
  accountId: string;
  messageId: string;
}): [Operation, fc.Arbitrary<unknown>][] {
  const day = fc.oneof(fc.constantFrom('2026-11-10', '10.11.2026', '30.02.2026', '1.1.1', '９.９.２０２９'), text);
  const number = fc.oneof(fc.constantFrom('1 234,5', '-5', '1e9', '9'.repeat(500), '0,' + '1'.repeat(500)), text);
  const known = fc.record(
    {
      meter: either('SN-1'),
      reading: number,
      day,
      part: either('evening'),
      agreed: either('yes'),
      phone: either('067 123 45 67'),
      email: either('a@mail.example'),
      place: either('Дачна, 5'),
    },
    { requiredKeys: [] },
  );
  const fields = fc.oneof({ weight: 4, arbitrary: known }, fc.dictionary(text, text, { maxKeys: 8 }));
  const uploadIds = fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, fc.array(text, { maxLength: 7 }));
  const said = fc.oneof(fc.constant('Чому так багато?'), fc.string({ unit: 'grapheme', maxLength: 400 }), text);
  const kindId = fc.oneof(fc.constantFrom('question', 'meter', 'connection'), text);
  const language = fc.oneof(fc.constantFrom('uk', 'ru-RU', 'en', 'xx'), text);
  const written = { kindId, text: said, fields, language };
  const reply = fc.record({ text: said, uploadIds });
  return [
    [
      operations.submitAppeal,
      fc.record({ ...written, accountId: fc.oneof(fc.constant(null), either(accountId)), uploadIds }),
    ],
    [
      operations.submitGuestAppeal,
      fc.record({
        ...written,
        name: either('Ганна'),
        contact: fc.oneof(fc.constantFrom('067 123 45 67', 'a@mail.example'), text),
        accountNumber: text,
      }),
    ],
    [operations.replyToAppeal, reply],
    [operations.reopenAppeal, reply],
    [
      operations.rateAppeal,
      fc.record({ score: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer()), comment: text }),
    ],
    [operations.markAppealSeen, fc.record({ messageId: either(messageId) })],
  ];
}
