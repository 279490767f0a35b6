import { describe, expect, it, vi } from 'vitest';
import { keepToken, tokenFromUrl } from './token-source.js';

const soon = () => new Date(Date.now() + 600_000).toISOString();
const request = (refused: string | null = null) => ({ refused, signal: new AbortController().signal });

describe('a kept token', () => {
  it('is asked for once by many, and again when it was refused', async () => {
    const issue = vi.fn(() => Promise.resolve({ token: `token-${issue.mock.calls.length}`, expiresAt: soon() }));
    const tokens = keepToken(issue);
    expect(await Promise.all([tokens(request()), tokens(request())])).toEqual(['token-1', 'token-1']);
    expect(await tokens(request())).toBe('token-1');
    expect(await tokens(request('token-1'))).toBe('token-2');
  });

  it('is not asked for again by who is refused late, when the next is here already', async () => {
    const issue = vi.fn(() => Promise.resolve(`token-${issue.mock.calls.length}`));
    const tokens = keepToken(issue);
    await tokens(request());
    expect(await Promise.all([tokens(request('token-1')), tokens(request('token-1'))])).toEqual(['token-2', 'token-2']);
    expect(await tokens(request('token-1'))).toBe('token-2');
    expect(issue).toHaveBeenCalledTimes(2);
  });

  it('is asked for anew shortly before its end', async () => {
    const issue = vi.fn(() =>
      Promise.resolve({ token: 'token', expiresAt: new Date(Date.now() + 20_000).toISOString() }),
    );
    const tokens = keepToken(issue);
    await tokens(request());
    await tokens(request());
    expect(issue).toHaveBeenCalledTimes(2);
  });

  it('is forgotten when somebody else signs in, also one that is still on its way', async () => {
    const answers: ((token: string) => void)[] = [];
    const tokens = keepToken(() => new Promise<string>((resolve) => answers.push(resolve)));
    const first = tokens(request());
    tokens.forget();
    const second = tokens(request());
    answers[1]?.('hers');
    expect(await second).toBe('hers');
    answers[0]?.('his');
    expect(await first).toBe('his');
    expect(await tokens(request())).toBe('hers');
  });

  it('does not outlive a failure of the site', async () => {
    const issue = vi.fn().mockRejectedValueOnce(new Error('down')).mockResolvedValueOnce('token');
    const tokens = keepToken(issue as () => Promise<string>);
    await expect(tokens(request())).rejects.toThrow('down');
    expect(await tokens(request())).toBe('token');
  });
});

describe('a token from the page’s own site', () => {
  it('is never asked of another site, whatever the page’s <base> says', async () => {
    vi.stubGlobal('location', { href: 'https://gas.example/cabinet', origin: 'https://gas.example' });
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const ask = vi.fn(() => Promise.resolve(Response.json({ token: 'token' })));
    expect(await tokenFromUrl('https://elsewhere.example/token', ask)(request())).toBeNull();
    expect(ask).not.toHaveBeenCalled();
    expect(warn).toHaveBeenCalledOnce();
    expect(await tokenFromUrl('/token', ask)(request())).toBe('token');
    expect(ask).toHaveBeenCalledWith('https://gas.example/token', expect.objectContaining({ method: 'POST' }));
    vi.unstubAllGlobals();
  });
});
