import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { readMail, UnreadableMail } from './read-mail.js';

const HEAD =
  'From: Olha <olha@mail.example>\r\nTo: support@gas.example\r\nMessage-ID: <1@mail.example>\r\nMIME-Version: 1.0\r\n';
const read = (mail: string | Buffer, envelopeFrom: string | null = 'olha@mail.example') =>
  readMail(Buffer.from(mail), { envelopeFrom });
const html = (body: string) => read(`${HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n${body}`);

const OWN = 'Дякую, але сума та сама.';
const OLD = '<div>Вітаємо! Ми перерахували.</div><div>Газ</div>';

/** The HTML that mail programs and sites write, without a text beside it. */
const PROGRAMS: Readonly<Record<string, string>> = {
  Gmail: `<div dir="ltr">${OWN}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">вт, 3 лист. 2026&nbsp;р. о 12:00 Газ &lt;<a href="mailto:support@gas.example">support@gas.example</a>&gt; пише:<br></div><blockquote class="gmail_quote" style="margin:0">${OLD}</blockquote></div>`,
  'ukr.net': `<html><body><span><div>${OWN}</div></span><br/><br/><i><span style="font-size:10pt">3 листопада 2026, 12:00:11, від "Газ" &lt;<a href="mailto:support@gas.example">support@gas.example</a>&gt;: </span></i><br/><blockquote style="border-left:1px solid #cccccc">${OLD}</blockquote></body></html>`,
  'mail.ru': `<HTML><BODY><div>${OWN}</div><div>&nbsp;</div><div data-signature-widget="container"><div><div>--<br>Ольга Коваль</div></div></div><div>&nbsp;</div><blockquote style="border-left:1px solid #0857A6">Вторник, 3 ноября 2026, 12:00 +03:00 от Газ &lt;<a href="/compose?To=support@gas.example">support@gas.example</a>&gt;:<br>&nbsp;<div>${OLD}</div></blockquote></BODY></HTML>`,
  'mail.ru on a phone': `<div id="composeWebView_editable_content"><div>${OWN}</div><div id="mail-app-auto-signature">Отправлено из мобильной Почты Mail.ru</div><br><br>Среда, 4 ноября 2026, 10:00 +02:00 от Газ &lt;support@gas.example&gt;:<br><div><blockquote id="mail-app-auto-quote">${OLD}</blockquote></div></div>`,
  Yandex: `<div>${OWN}</div><div>&nbsp;</div><div>03.11.2026, 12:00, "Газ" &lt;support@gas.example&gt;:</div><blockquote><p>${OLD}</p></blockquote>`,
  'Apple Mail': `<html><body>${OWN}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Надіслано з iPhone</div><div dir="ltr"><br><blockquote type="cite">3 лист. 2026&nbsp;р. о 12:00 Газ &lt;support@gas.example&gt; написав(ла):<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${OLD}</div></blockquote></body></html>`,
  Outlook: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style></head><body lang="UK"><div class="WordSection1"><p class="MsoNormal">${OWN}<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b><span>Від:</span></b><span> Газ &lt;support@gas.example&gt; <br><b>Надіслано:</b> вівторок, 3 листопада 2026 р. 12:00<br><b>Кому:</b> olha@mail.example<br><b>Тема:</b> Відповідь</span></p></div></div>${OLD}</div></body></html>`,
  'Outlook on a phone': `<html><body><div>${OWN}</div><div id="ms-outlook-mobile-signature">Отримати <a href="https://aka.ms/x">Outlook для Android</a></div><hr><div id="divRplyFwdMsg"><b>From:</b> Газ &lt;support@gas.example&gt;<br><b>Sent:</b> Tuesday, November 3, 2026 12:00:00 PM<br><b>To:</b> olha@mail.example<br><b>Subject:</b> Відповідь</div>${OLD}</body></html>`,
  Samsung: `<html><body><div dir="auto">${OWN}</div><div dir="auto"><br></div><div id="composer_signature" dir="auto">Надіслано з мого пристрою Galaxy</div><div><br></div><div>-------- Вихідне повідомлення --------</div><div>Від: Газ &lt;support@gas.example&gt; </div><div>Дата: 03.11.26  12:00  (GMT+02:00) </div><div>Кому: olha@mail.example </div><div>Тема: Відповідь </div>${OLD}</body></html>`,
};

describe('a mail', () => {
  it.each(Object.entries(PROGRAMS))('of HTML alone is read as what was written in it: %s', async (_program, body) => {
    expect((await html(body)).text.replace(/^(--\nОльга Коваль)?\s*/, '')).toBe(OWN);
  });

  it('of HTML carries nothing that is not seen as a text: styles, scripts, pictures', async () => {
    const { text } = await html(
      `<html><head><title>Заголовок</title><style>p { color: red }</style></head><body><style>b { top: 0 }</style><p>${OWN}</p>
       <script>attack()</script><img src="https://spy.example/x.gif" alt="x"></body></html>`,
    );
    expect(text).toBe(OWN);
  });

  // «Їжак і ґанок, щоб є» in two encodings of old programs, in what is written and in who writes and about what.
  const BYTES = {
    'windows-1251': 'afe6e0ea20b320b4e0edeeea2c20f9eee120ba',
    'koi8-u': 'b7d6c1cb20a620adc1cecfcb2c20ddcfc220a4',
  } as const;
  const SAID = 'Їжак і ґанок, щоб є';

  it.each(Object.entries(BYTES))('is read in %s', async (charset, hex) => {
    const bytes = Buffer.from(hex, 'hex');
    const word = `=?${charset}?B?${bytes.toString('base64')}?=`;
    const mail = Buffer.concat([
      Buffer.from(
        `From: ${word} <o@mail.example>\r\nSubject: ${word}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`,
      ),
      bytes,
    ]);
    const { from, subject, text } = await read(mail);
    expect([from?.name, subject, text]).toEqual([SAID, SAID, SAID]);
    const quoted = [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
    const other = `${HEAD}Content-Type: text/html; charset="${charset.toUpperCase()}"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>${quoted}</p>`;
    expect((await read(other)).text).toBe(SAID);
  });

  it('is kept whole where it forwards something', async () => {
    const body = `Ось що надіслали\r\n\r\nFrom: a@b.example\r\nSent: Tuesday, November 3, 2026\r\nTo: olha@mail.example\r\n\r\nСума 100`;
    const mail = (subject: string) =>
      read(`${HEAD}Subject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}`);
    for (const subject of [
      'FW: bill',
      'Fwd: bill',
      `=?utf-8?B?${Buffer.from('Пересл: рахунок').toString('base64')}?=`,
    ]) {
      expect((await mail(subject)).text, subject).toContain('Сума 100');
    }
    expect((await mail('Re: bill')).text).toBe('Ось що надіслали');
  });
});

/** A report as mail servers write them. */
const report = (status: string, letter = 'text/rfc822-headers') =>
  `From: MAILER-DAEMON@mail.example\r\nTo: support@gas.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n` +
  `--b\r\nContent-Type: text/plain\r\n\r\nYour mail to nobody@mail.example\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.mail.example\r\n\r\n` +
  `Final-Recipient: rfc822; nobody@mail.example\r\n${status}\r\n--b\r\nContent-Type: ${letter}\r\n\r\nFrom: Gas <support@gas.example>\r\nMessage-ID:\r\n <0190c0de-0000-7000-8000-00000000000a@gas.example>\r\nSubject: x\r\n\r\n--b--\r\n`;

describe('a report of a mail server', () => {
  const OF = '<0190c0de-0000-7000-8000-00000000000a@gas.example>';

  it.each(['text/rfc822-headers', 'message/rfc822'])(
    'names the letter that will not arrive, and why (%s)',
    async (letter) => {
      const failed =
        'Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <nobody@mail.example> unknown';
      expect((await read(report(failed, letter), '')).report).toEqual({ of: OF, why: '5.1.1' });
    },
  );

  it('is none where the letter is late, was passed on, or did arrive', async () => {
    for (const action of ['delayed', 'relayed', 'delivered', 'expanded']) {
      const mail = await read(report(`Action: ${action}\r\nStatus: 4.4.7`), '');
      expect([mail.report, mail.isAutomatic], action).toEqual([null, true]);
    }
    expect((await read(`${HEAD}\r\nAction: failed`)).report).toBe(null);
  });
});

describe('a mail that is made to take memory or time', () => {
  const table = (cells: string) => html(`<table><tr>${cells}</tr></table>`);

  it('is read with its cells one after another, however wide they say they are', async () => {
    for (const span of [
      'colspan=999999999999',
      'rowspan=20000 colspan=20000',
      'colspan=3000000',
      'colspan="3000000" rowspan=-1',
    ]) {
      expect((await table(`<td ${span}>Сума</td><th ${span}>100</th>`)).text, span).toBe('Сума 100');
    }
    const rows = await html('<table><tr><td>Жовтень<td>100<tr><td>Листопад<td>200</table>');
    expect(rows.text.replace(/ +$/gm, '')).toMatch(/^Жовтень 100\n+Листопад 200$/);
  });

  it('is unreadable, for good, and holds up nobody else', async () => {
    // The thread is there.
    await read(`${HEAD}\r\nx`);
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    for (const [what, mail] of [
      ['lines', `${HEAD}\r\n${'\r\n'.repeat(3_000_000)}`],
      ['short lines', `${HEAD}\r\n${'a\r\n'.repeat(150_000)}`],
      ['parts', `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(1500)}`],
      // Each throws something of its own.
      ['pictures in the text', `${HEAD}Content-Type: text/html\r\n\r\n${'data:'.repeat(2_000_000)}`],
    ] as const) {
      await expect(read(mail), what).rejects.toBeInstanceOf(UnreadableMail);
    }
    // A list that somebody sends as they have it.
    expect((await read(`${HEAD}\r\n${'12;100,5\r\n'.repeat(50_000)}`)).text).toMatch(/^12;100,5\n[^]*…$/);
    delay.disable();
    expect(delay.max / 1e6).toBeLessThan(1500);
  });

  it('takes the thread’s memory, not the server’s', async () => {
    const nested = '<b>'.repeat(90);
    const wide = `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n${`--x\r\nContent-Type: text/html\r\n\r\n${nested}x\r\n`.repeat(900)}--x--\r\n`;
    // Read or not: the next one is.
    await read(wide).catch((error: unknown) => expect(error).toBeInstanceOf(UnreadableMail));
    expect((await read(`${HEAD}\r\n${OWN}`)).text).toBe(OWN);
  });
});
