import { describe, expect, it } from 'vitest';
import { PAGE_LANGUAGES } from '../words/languages.js';
import { failureInWords } from './payment-failures.js';
import { type MessageFacts, type MessagePurpose, messageText as textOf } from './texts.js';

const SUM = { amount: 35_820, currency: 'UAH' };
const PAY = 'https://my.gas.ua/gas/my/pay';
const APPOINTMENT = {
  number: '7000-0001',
  name: { uk: 'Прийом начальника дільниці', ru: 'Приём начальника участка', en: 'The head of the section' },
  address: { uk: 'вул. Шевченка, 1, каб. 12', ru: 'ул. Шевченко, 1, каб. 12', en: '1 Shevchenka Street, room 12' },
  on: '2026-11-28',
  at: '11:30',
};
const APPEAL = { number: '6000-0004', isInCabinet: true, url: null, isAnsweredByMail: true };
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
  payment_refunded: { number: '5000-0004', amount: SUM },
  appeal_received: { ...APPEAL, dueOn: '2026-09-20' },
  appeal_answered: { ...APPEAL, text: 'Лічильник повірено, сума правильна.', files: 1 },
  appeal_waiting: { ...APPEAL, text: 'Надішліть фото лічильника, будь ласка.', files: 0 },
  appeal_written: { ...APPEAL, text: 'Передали начальникові дільниці.', files: 0 },
  appeal_due_moved: { ...APPEAL, dueOn: '2026-09-20', reason: 'Чекаємо на лабораторію' },
  appointment_offered: { appointment: APPOINTMENT, until: { on: '2026-11-27', at: '18:00' } },
  appointment_reminder: { appointment: APPOINTMENT },
  appointment_called_off: { appointment: APPOINTMENT, reason: 'Немає світла', nextFree: [APPOINTMENT] },
  plan_made: { accountTail: '4321', sum: null, nextOn: '2026-11-20', canCharge: true },
  plan_ended: { accountTail: '4321' },
  plan_paid: { accountTail: '4321', sum: SUM, number: '5000-0004', paidOn: '2026-11-20', paidAt: '14:05' },
  plan_failed: { accountTail: '4321', sum: SUM, failure: 'insufficient_funds', url: PAY },
  plan_over_limit: { accountTail: '4321', sum: SUM, url: PAY },
  plan_reminder: { accountTail: '4321', sum: SUM, url: PAY },
  payment_reminder: { accountTail: '4321', sum: SUM, dueOn: '2026-11-20', url: PAY },
};
/** What the payment button says of the same failures. */
const BUTTON_TEXTS = {
  uk: () => import('../../../elements/src/locales/uk/payment-steps.js'),
  ru: () => import('../../../elements/src/locales/ru/payment-steps.js'),
  en: () => import('../../../elements/src/locales/en/payment-steps.js'),
};
/** As long as a phone may be in an SMS. */
const PHONE = '(0432) 52-50-50';
const messageText = <P extends MessagePurpose>(purpose: P, language: 'uk' | 'ru' | 'en', facts: MessageFacts[P]) =>
  textOf(purpose, language, facts, { phone: PHONE });
const purposes = Object.keys(FACTS) as MessagePurpose[];

describe.each(PAGE_LANGUAGES)('the messages in %s', (language) => {
  it.each(purposes)('say %s in one SMS', (purpose) => {
    const { sms, subject, body } = messageText(purpose, language, FACTS[purpose]);
    // One SMS with Cyrillic letters holds 70 of UCS-2.
    expect([purpose, sms.length <= 70 || `${sms.length}: ${sms}`]).toEqual([purpose, true]);
    expect(subject).not.toBe('');
    expect(body.length).toBeGreaterThan(sms.length / 2);
  });

  it('tell whoever did not do it themselves where to call, by its number', () => {
    const asked = purposes.filter((purpose) =>
      /(Не ви|Не вы|Not you|Помилка|Ошибка|mistake)\?/.test(messageText(purpose, language, FACTS[purpose]).sms),
    );
    expect(asked).toEqual(expect.arrayContaining(['password_changed', 'account_linked', 'data_erased', 'plan_made']));
    for (const purpose of asked) {
      // A new device is answered by another password.
      if (purpose !== 'new_device') expect(messageText(purpose, language, FACTS[purpose]).sms).toContain(PHONE);
    }
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

  it.each(['appeal_answered', 'appeal_waiting', 'appeal_written'] as const)(
    'carry what the supplier wrote in a mail alone, and how to go on from where its reader is: %s',
    (purpose) => {
      const said = (changes: Partial<MessageFacts[typeof purpose]>) =>
        messageText(purpose, language, { ...APPEAL, text: 'Таємниця', files: 2, ...changes });
      const [cabinet, deaf] = [said({}), said({ isAnsweredByMail: false })];
      expect(cabinet.body).toContain('Таємниця');
      expect(cabinet.body).toMatch(/: 2\./);
      expect(deaf.body).not.toBe(cabinet.body);
      const guest = said({ isInCabinet: false, url: PAY });
      expect([guest.sms.endsWith(`: ${PAY}`), guest.body.endsWith(PAY)]).toEqual([true, true]);
      for (const { sms, subject } of [cabinet, deaf, guest]) expect(sms + subject).not.toContain('Таємниця');
      const letter = said({ isInCabinet: false });
      expect([letter.sms, letter.body].join()).not.toMatch(/кабінет|кабинет|account/);
    },
  );

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

  it('say of a planned payment that failed why, that nothing was charged, and where to pay', () => {
    const failures = ['declined', 'insufficient_funds', 'card_expired', 'limit_exceeded', 'provider_error', null];
    const bodies = failures.map(
      (failure) => messageText('plan_failed', language, { ...FACTS.plan_failed, failure }).body,
    );
    expect(new Set(bodies).size).toBe(failures.length);
    for (const body of bodies) expect(body).toContain(PAY);
    // One that we do not know of is the bank's refusal, and so is what nobody but the bank can have cancelled.
    for (const failure of ['new_word', 'cancelled']) {
      expect(messageText('plan_failed', language, { ...FACTS.plan_failed, failure }).body).toBe(bodies[0]);
    }
  });

  it('promise to charge a card only where one can be', () => {
    const charges = /списуватимемо|будем списывать|we charge it/;
    const [charged, reminded] = [true, false].map((canCharge) =>
      messageText('plan_made', language, { ...FACTS.plan_made, canCharge }),
    );
    expect(charged?.body).toMatch(charges);
    expect(reminded?.body).not.toMatch(charges);
    expect(reminded?.sms.length).toBeLessThanOrEqual(70);
    expect(reminded?.sms).not.toBe(charged?.sms);
    expect(reminded?.body).toMatch(/20 листопада|20 ноября|20 November/);
  });

  it('speak of later charges in a plan’s own message alone, and of why a payment failed as the payment button does', async () => {
    const button = await BUTTON_TEXTS[language]();
    for (const [failure, words] of Object.entries(button.paymentSteps.failure)) {
      expect(failureInWords(failure, language)).toBe(words);
    }
    const later = /далі списуватимемо|дальше будем списывать|from then on/;
    expect(messageText('plan_failed', language, { ...FACTS.plan_failed, failure: 'card_expired' }).body).toMatch(later);
    expect(failureInWords('card_expired', language)).not.toMatch(later);
  });
});
