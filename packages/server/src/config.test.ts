import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.js';

describe('readConfig', () => {
  it('needs no setting at all', () => {
    expect(readConfig({})).toEqual({
      database: { kind: 'pglite', directory: '.kabinet/db' },
      host: '127.0.0.1',
      port: 8787,
      publicUrl: null,
      trustedProxies: 0,
      rateLimits: 'on',
      evenTimeMs: 400,
      secretKey: null,
      paymentSecrets: null,
      mailListen: null,
      messages: { outbox: false, smtp: null, sms: null },
      logLevel: 'info',
    });
  });

  it('takes empty settings as not set, and PostgreSQL where it is named', () => {
    const config = readConfig({ PORT: '', DATABASE_URL: 'postgres://u@h/d', DATABASE_POOL_SIZE: '25' });
    expect(config).toMatchObject({ port: 8787, database: { kind: 'postgres', url: 'postgres://u@h/d', poolSize: 25 } });
  });

  it('takes a key of 32 bytes, and nothing else for one', () => {
    const key = Buffer.alloc(32, 7);
    expect(readConfig({ KABINET_SECRET_KEY: key.toString('base64url') }).secretKey).toEqual(key);
    expect(readConfig({ KABINET_PAYMENT_SECRETS: '/run/secrets/paying.json' }).paymentSecrets).toBe(
      '/run/secrets/paying.json',
    );
    for (const wrong of ['x', key.subarray(1).toString('base64url'), key.toString('hex'), `${'+'.repeat(43)}`]) {
      expect(() => readConfig({ KABINET_SECRET_KEY: wrong }), wrong).toThrow('KABINET_SECRET_KEY');
    }
  });

  it('takes senders with the name they send from, and an outbox instead of them', () => {
    expect(readConfig({ KABINET_MAIL_LISTEN: '0.0.0.0:2525' }).mailListen).toEqual({ host: '0.0.0.0', port: 2525 });
    expect(readConfig({ KABINET_MAIL_LISTEN: '[::1]:25' }).mailListen).toEqual({ host: '::1', port: 25 });
    for (const wrong of ['2525', ':25', 'host', 'host:70000', 'host:', 'smtp://host:25']) {
      expect(() => readConfig({ KABINET_MAIL_LISTEN: wrong }), wrong).toThrow('KABINET_MAIL_LISTEN');
    }
    const senders = readConfig({
      SMTP_URL: 'smtps://u:p@mail.example',
      MAIL_FROM: 'noreply@gas.example',
      SMS_URL: 'turbosms+https://token@api.turbosms.ua',
      SMS_FROM: 'GasCo',
    });
    expect(senders.messages).toEqual({
      outbox: false,
      smtp: { url: 'smtps://u:p@mail.example', from: 'noreply@gas.example' },
      sms: { url: 'turbosms+https://token@api.turbosms.ua', from: 'GasCo' },
    });
    expect(readConfig({ KABINET_OUTBOX: 'on' }).messages).toEqual({ outbox: true, smtp: null, sms: null });
  });

  it.each([
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example' }],
    ['SMS_FROM', { SMS_URL: 'smpp://id:password@sms.example' }],
    ['KABINET_OUTBOX', { KABINET_OUTBOX: 'on', SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'a@b' }],
  ])('names %s where it does not go with the others', (name, env) => {
    expect(() => readConfig(env)).toThrow(name);
  });

  it.each([
    [{}, true],
    [{ HOST: 'localhost', KABINET_PUBLIC_URL: 'http://localhost:8787' }, true],
    [{ HOST: '::1', KABINET_PUBLIC_URL: 'http://[::1]:8787' }, true],
    [{ KABINET_PUBLIC_URL: 'http://127.0.0.1:8787' }, true],
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '::' }, false],
    [{ HOST: '192.168.1.5', KABINET_PUBLIC_URL: 'http://localhost:8787' }, false],
    // A proxy in front of it.
    [{ KABINET_PUBLIC_URL: 'https://cabinet.example' }, false],
    [{ KABINET_PUBLIC_URL: 'https://localhost.example' }, false],
    [{ KABINET_PUBLIC_URL: 'https://localhost@cabinet.example' }, false],
  ])('shows codes to everybody only where nobody else comes: %j', (where, isShown) => {
    const read = () => readConfig({ KABINET_OUTBOX: 'on', ...where });
    if (isShown) expect(read().messages.outbox).toBe(true);
    else expect(read).toThrow(/KABINET_OUTBOX .* HOST and KABINET_PUBLIC_URL/);
    expect(readConfig(where).messages.outbox).toBe(false);
  });

  it.each([
    ['SMS_URL', 'turbosms+http://secret@api.turbosms.ua'],
    ['SMS_URL', 'https://secret@api.turbosms.ua'],
    ['SMS_URL', 'smpp://secret.example'],
    ['SMTP_URL', 'https://secret'],
    ['MAIL_FROM', 'secret'],
    ['PORT', 'x'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://secret'],
    ['KABINET_RATE_LIMITS', 'secret'],
    ['LOG_LEVEL', 'secret'],
  ])('names %s when it cannot be used, and not what it was set to', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    try {
      readConfig({ [name]: value });
    } catch (error) {
      expect((error as Error).message).toContain(name);
      expect((error as Error).message).not.toContain(value === 'x' ? '"x"' : value);
    }
  });
});
