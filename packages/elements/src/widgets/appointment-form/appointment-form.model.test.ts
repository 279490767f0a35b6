import { expect } from '@open-wc/testing';
import type { Reception } from '@kabinet/api';
import { sampleReceptions } from '@kabinet/api/mock';
import {
  byCompany,
  byDay,
  hoursInWords,
  isOtherClock,
  timeOf,
  visitFaults,
  zoneName,
} from './appointment-form.model.js';

const [first, second] = sampleReceptions.map(({ reception }) => reception) as [Reception, Reception];
const hours = (weekdays: readonly number[], from: string, to: string) =>
  weekdays.map((weekday) => ({ weekday, from, to }));

describe('an appointment form', () => {
  it('groups receptions by company in the order in which the companies come', () => {
    const groups = byCompany([first, second, { ...first, id: 'other' }]);
    expect(groups.map(({ receptions }) => receptions.map(({ id }) => id))).to.deep.equal([
      [first.id, 'other'],
      [second.id],
    ]);
  });

  it('says hours as people do: days that follow each other from and to', () => {
    expect(
      hoursInWords([...hours([1, 2, 3, 4, 5], '08:00', '17:00'), ...hours([6], '09:00', '13:00')], 'uk'),
    ).to.deep.equal(
      ['понеділок–пʼятниця 08:00–17:00', 'субота 09:00–13:00'].map((line) => line.replace('ʼ', weekdayApostrophe())),
    );
    expect(hoursInWords(hours([2, 4], '09:00', '12:00'), 'ru')).to.deep.equal(['вторник, четверг 09:00–12:00']);
    expect(hoursInWords(hours([7, 1], '09:00', '12:00'), 'en')).to.deep.equal(['Monday, Sunday 09:00–12:00']);
  });

  it('puts slots under the day that the supplier’s clocks show', () => {
    const slot = (startsAt: string) => ({ startsAt, endsAt: startsAt, free: 1 });
    const days = byDay([slot('2026-11-05T21:30:00Z'), slot('2026-11-05T22:30:00Z')], 'Europe/Kyiv');
    expect([...days.keys()]).to.deep.equal(['2026-11-05', '2026-11-06']);
    expect(timeOf('2026-11-05T22:30:00Z', 'Europe/Kyiv', 'uk')).to.equal('00:30');
  });

  it('knows whether the customer’s clock shows what the supplier’s does, and names the supplier’s', () => {
    const [winter, summer] = ['2026-11-05T08:00:00Z', '2026-07-05T08:00:00Z'];
    expect(isOtherClock(winter, 'Europe/Kyiv', 'Europe/Bucharest')).to.equal(false);
    expect(isOtherClock(winter, 'Europe/Kyiv', 'Europe/Warsaw')).to.equal(true);
    // One hour apart in winter, the same in summer.
    expect([winter, summer].map((moment) => isOtherClock(moment, 'Europe/Kyiv', 'Europe/Istanbul'))).to.deep.equal([
      true,
      false,
    ]);
    expect([zoneName(winter, 'Europe/Kyiv'), zoneName(summer, 'Europe/Kyiv')]).to.deep.equal(['UTC+2', 'UTC+3']);
    expect(zoneName(winter, 'America/St_Johns')).to.equal('UTC\u22123:30');
    expect(zoneName(winter, 'UTC')).to.equal('UTC+0');
  });

  it('needs a topic that is not too long; a phone however it is written, or none', () => {
    const topic = 'Тиск';
    for (const phone of ['', ' ', '067 123 45 67', '+380 (67) 123-45-67'])
      expect(visitFaults({ topic, phone })).to.deep.equal([]);
    for (const phone of ['12', 'ні', '1234567890123456', `067 123 45 67${' '.repeat(20)}8`])
      expect(visitFaults({ topic, phone })).to.deep.equal(['phone_wrong']);
    expect(visitFaults({ topic: ' ', phone: '1' })).to.deep.equal(['topic_missing', 'phone_wrong']);
    expect(visitFaults({ topic: 'т'.repeat(500), phone: '' })).to.deep.equal([]);
    expect(visitFaults({ topic: 'т'.repeat(501), phone: '' })).to.deep.equal(['topic_long']);
  });
});

/** Browsers write the apostrophe of п’ятниця in their own ways. */
function weekdayApostrophe(): string {
  return (
    new Intl.DateTimeFormat('uk', { weekday: 'long', timeZone: 'UTC' }).format(new Date('2024-01-05T00:00:00Z'))[1] ??
    ''
  );
}
