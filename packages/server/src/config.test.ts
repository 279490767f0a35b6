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
      logLevel: 'info',
    });
  });

  it('takes empty settings as not set, and PostgreSQL where it is named', () => {
    const config = readConfig({ PORT: '', DATABASE_URL: 'postgres://u@h/d', DATABASE_POOL_SIZE: '25' });
    expect(config).toMatchObject({ port: 8787, database: { kind: 'postgres', url: 'postgres://u@h/d', poolSize: 25 } });
  });

  it.each([
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
