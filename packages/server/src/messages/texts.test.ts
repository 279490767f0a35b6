import { describe, expect, it } from 'vitest';
import { PAGE_LANGUAGES } from '../pages/page.js';
import { type MessageFacts, type MessagePurpose, messageText } from './texts.js';

const FACTS: { readonly [P in MessagePurpose]: MessageFacts[P] } = {
  code: { code: '012345', minutes: 5, host: 'my.gas-network.com.ua' },
  already_signed_up: {},
  password_changed: {},
  contact_changed: {},
  new_device: {},
  passkey_added: {},
  passkey_removed: {},
  account_linked: { accountTail: '4321', isByStaff: false },
  link_request_received: { number: '100000-9' },
  link_request_answered: { number: '100000-9', answer: '' },
  helper_accepted: { label: '' },
  data_erased: {},
};
const purposes = Object.keys(FACTS) as MessagePurpose[];

describe.each(PAGE_LANGUAGES)('the messages in %s', (language) => {
  it.each(purposes)('say %s in one SMS', (purpose) => {
    const { sms, subject, body } = messageText(purpose, language, FACTS[purpose]);
    // One SMS with Cyrillic letters holds 70 of UCS-2.
    expect([purpose, sms.length <= 70 || `${sms.length}: ${sms}`]).toEqual([purpose, true]);
    expect(subject).not.toBe('');
    expect(body.length).toBeGreaterThan(sms.length / 2);
  });

  it('end the code’s SMS with the line by which a phone fills it in on that host only', () => {
    const { sms, subject, body } = messageText('code', language, FACTS.code);
    expect(sms.split('\n').at(-1)).toBe('@my.gas-network.com.ua #012345');
    expect(sms.split('\n')[0]).toContain('012345');
    // In a letter the line would help nobody.
    expect(subject).toContain('012345');
    expect(body).toContain('012345');
    expect(body).not.toContain('@');
  });

  it('say how somebody else came to an account: by what they knew, or by our staff', () => {
    const [known, byStaff] = [false, true].map(
      (isByStaff) => messageText('account_linked', language, { accountTail: '4321', isByStaff }).body,
    );
    const byUs = /наш працівник|наш сотрудник|Our staff/;
    expect(byStaff).toMatch(byUs);
    expect(known).not.toMatch(byUs);
    expect(byStaff).not.toMatch(/знала|знал|knew/);
  });

  it('bring what staff wrote when it is short, and say where to read it when it is long', () => {
    const short = messageText('link_request_answered', language, { number: '7', answer: 'Номер інший' });
    expect(short.sms).toContain('Номер інший');
    const long = messageText('link_request_answered', language, { number: '7', answer: 'ю'.repeat(900) });
    expect(long.sms.length).toBeLessThanOrEqual(70);
    expect(long.body).toContain('ю'.repeat(900));
  });
});
