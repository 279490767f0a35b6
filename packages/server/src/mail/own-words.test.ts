import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownWords } from '../../workers/own-words.js';

const OWN = 'Дякую, але сума та сама.\n\nЩо далі?';
const QUOTED = '> Вітаємо!\n>\n> Перерахували.\n> -- \n> Газ';

/** How mail programs begin what they quote, in the languages our customers use. */
const ATTRIBUTIONS: readonly string[] = [
  'On Tue, 3 Nov 2026 at 12:00, Gas <support+abc@gas.example> wrote:',
  'On Tue, Nov 3, 2026 at 12:00 PM Gas\n<support+abc@gas.example> wrote:',
  'вт, 3 лист. 2026 р. о 12:00 Газ <support+abc@gas.example> пише:',
  'вт, 3 лист. 2026\u00a0р. о 12:00 Газ <support+abc@gas.example>\nпише:',
  'вт, 3 нояб. 2026 г. в 12:00, Газ <support+abc@gas.example>:',
  '3 нояб. 2026 г., в 12:00, Газ <support+abc@gas.example> написал(а):',
  '3 лист. 2026 р. о 12:00 Газ <support+abc@gas.example> написав(ла):',
  'Вторник, 3 ноября 2026, 12:00 +03:00 от Газ <support+abc@gas.example>:',
  '3 листопада 2026, 12:00:11, від "Газ" <support+abc@gas.example>:',
  '03.11.2026, 12:00, "Газ" <support+abc@gas.example>:',
  '03.11.2026 12:00, Газ пише:',
  'У вівторок, 3 листопада 2026 р. о 12:00:11 GMT+2, Газ <support+abc@gas.example> написав(-ла):',
  'вторник, 3 ноября 2026 г. в 12:00:11 GMT+2, Газ <support+abc@gas.example> написал(-а):',
];

/** The same where nothing marks the quoted lines. */
const HEADS: readonly string[] = [
  '-----Original Message-----\nFrom: Gas <support@gas.example>\nSent: Tuesday, November 3, 2026 12:00 PM\nTo: Me\nSubject: Re: 6000-0004',
  '________________________________\nFrom: Gas <support@gas.example>\nSent: Tuesday, November 3, 2026 12:00 PM\nTo: Me',
  '________________________________\nВід: Газ <support@gas.example>\nНадіслано: 3 листопада 2026 р. 12:00\nКому: Я\nТема: Відповідь',
  'От: Газ <support@gas.example>\nОтправлено: 3 ноября 2026 г. 12:00\nКому: Я\nТема: Ответ',
  '-------- Оригінальне повідомлення --------\nВід: Газ\nДата: 03.11.26 12:00\nКому: Я',
  '-------- Исходное сообщение --------\nОт: Газ\nДата: 03.11.26 12:00',
  '*От:* Газ <support@gas.example>\n*Отправлено:* вторник, 3 ноября 2026 г. 12:00\n*Кому:* Я\n*Копия:* Он\n*Тема:* Ответ',
  'Від: Газ <support@gas.example>\nНадіслано: вівторок, 3 листопада 2026 р. 12:00\nКому: Я\nКопія: Він\nТема: Відповідь',
  '--- Оригінальне повідомлення ---\nВід кого: "Газ" <support@gas.example>\nДата: 3 листопада 2026, 12:00:11',
  '------ Зворотне повідомлення ------\nВід: Газ <support@gas.example>\nДата: 03.11.26 12:00\nКому: Я',
];

describe('what somebody wrote themselves', () => {
  it.each(ATTRIBUTIONS)('ends where a quote begins: %j', (attribution) => {
    expect(ownWords(`${OWN}\n\n${attribution}\n${QUOTED}\n`)).toBe(OWN);
    expect(ownWords(`${OWN}\r\n\r\n${attribution}\r\n\r\n${QUOTED}`.replace(/\r?\n/g, '\r\n'))).toBe(OWN);
    // Some programs do not mark the lines; an address tells then.
    if (!attribution.includes('@')) return;
    expect(ownWords(`${OWN}\n${attribution}\n\nВітаємо!\nПерерахували.`)).toBe(OWN);
  });

  it.each(HEADS)('ends where the head of the mail before stands: %j', (head) => {
    expect(ownWords(`${OWN}\n\n${head}\n\nВітаємо!\n\nПерерахували.`)).toBe(OWN);
  });

  it('loses the signature and the line that phones add', () => {
    for (const below of [
      '-- \nГанна\n067 123 45 67',
      '--\nГанна',
      'Sent from my iPhone',
      'Надіслано з iPhone',
      'Надіслано з мого iPhone',
      'Надіслано з мого пристрою Galaxy',
      'Надіслано із смартфона Samsung Galaxy.',
      'Надіслано з мобільного додатка UKR.NET',
      'Надіслано з Пошти для Windows',
      'Відправлено з мобільного пристрою',
      'Отправлено с iPhone',
      'Отправлено с моего Galaxy',
      'Отправлено со смартфона Samsung Galaxy.',
      'Отправлено с устройства Huawei',
      'Отправлено из мобильной Почты Mail',
      'Отправлено из моб. Почты Mail.ru',
      '--\nОтправлено из мобильной Яндекс Почты',
      'Отправлено из Почты для Windows 10',
      'Sent from my Galaxy',
      'Sent with Proton Mail secure email.',
      'Get Outlook for Android (https://aka.ms/x)',
      'Отримати Outlook для iOS<https://aka.ms/x>',
      'Скачать Outlook для Android (https://aka.ms/x)',
    ]) {
      expect(ownWords(`${OWN}\n\n${below}`), below).toBe(OWN);
      expect(ownWords(`${OWN}\n\n${below}\n\n${ATTRIBUTIONS[0]}\n${QUOTED}`), below).toBe(OWN);
    }
  });

  it('is everything where it is written between or below the quoted lines', () => {
    const between = `${ATTRIBUTIONS[0]}\n> Який лічильник?\nГазовий\n> Коли?\nУчора`;
    expect(ownWords(between)).toBe(between);
    const below = `${ATTRIBUTIONS[2]}\n${QUOTED}\n\nТак, усе вірно.`;
    expect(ownWords(below)).toBe(below);
    expect(ownWords(`${below}\n\nНадіслано з iPhone`)).toContain('Так, усе вірно.');
  });

  it('is everything where nothing else would be left', () => {
    for (const text of [QUOTED, `${ATTRIBUTIONS[0]}\n${QUOTED}`, 'Sent from my iPhone', HEADS[3] ?? '']) {
      expect(ownWords(text), text).toBe(text);
    }
  });

  it('is also what they forward: it is what they write about', () => {
    for (const begins of [
      '---------- Forwarded message ---------',
      '-------- Пересылаемое сообщение --------',
      '---------- Переслане повідомлення ----------',
      'Begin forwarded message:',
      'Начало переадресованного сообщения:',
    ]) {
      const text = `Подивіться, що мені надіслали\n\n${begins}\nВід: Сусід <a@mail.example>\nДата: 03.11.26 12:00\nКому: Я\n\nСума така`;
      expect(ownWords(text), begins).toBe(text);
    }
  });

  it('keeps what only looks like a quote or a signature', () => {
    for (const text of [
      'О 12:00 приходив майстер:\nсказав, що все добре.',
      'Мій e-mail: olha@mail.example, телефон такий: 067 123 45 67',
      'От: будинку до вулиці труба стара.\nДата не відома.',
      'Показання 2026 року:\n- день 100\n- ніч 50',
      'Тиск -- слабкий\n--- і ще одне',
      '03.11.2026 ваш майстер написав:\nзаміна не потрібна',
      'Тиск був:\n> 3 атм',
      'Акт такий:\nвідправлено з поштового відділення 5 листопада',
      'Лист ваш бачив.\nОтправлено с опозданием на две недели',
      'Sent from the office, it took a week',
      `Перше\n--\n${'рядок\n'.repeat(20)}кінець`,
    ]) {
      expect(ownWords(text)).toBe(text);
    }
  });

  it('is found at once in whatever comes, and adds nothing', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.constantFrom(...ATTRIBUTIONS, ...HEADS, '> a', '>> b', '-- ', '', 'From: a@b.c', 'Sent: 2026', '________'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const text = lines.join('\n');
        const own = ownWords(text);
        expect(text.replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ')).toContain(
          own.replaceAll('\u00a0', ' ').replace(/\r\n?/g, '\n'),
        );
      }),
      { numRuns: 300 },
    );
    const started = performance.now();
    for (const unit of ['>', '> a\n', '12:00 a@b.c ', '12:00 <a@b.c>:\n', 'From: a\nSent: b\n', '_', ' ', 'wrote:\n']) {
      ownWords(unit.repeat(400_000 / unit.length));
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
