import { describe, expect, it } from 'vitest';
import { payTexts } from '../pay/texts.js';
import { departureTexts } from './texts.js';

describe.each(['uk', 'ru', 'en'] as const)('the words on the way to the bank in %s', (language) => {
  it('do not say of an address that is not ours what was charged: it may be the copy of one that was paid', () => {
    const { unknownWhy } = departureTexts[language];
    expect(unknownWhy).not.toMatch(/не списано|nothing was charged/i);
    expect(unknownWhy).toMatch(/історії оплат|истории оплат|payment history/);
  });

  it('name a trial and a sum as the widget does', () => {
    const trial = {
      uk: 'Це пробна оплата: справжні гроші не списуються.',
      ru: 'Это пробная оплата: настоящие деньги не списываются.',
      en: 'This is a trial payment: no real money moves.',
    }[language];
    expect([departureTexts[language].isTest, payTexts[language].test]).toEqual([trial, trial]);
    expect(payTexts[language].total).toBe({ uk: 'Разом', ru: 'Итого', en: 'Total' }[language]);
  });
});
