// @ts-check
import { spawn } from 'node:child_process';

/** Larger than any viewport of the tests: there is no window manager, and a window that does not fit stays as it was. */
const SCREEN = '1400x1000x24';
const PATIENCE_MS = 15_000;

/**
 * Starts a screen that nobody sees, for a browser that draws into windows only. It takes a free number by itself.
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
export async function startXvfb() {
  // It writes its number into the fourth of its files once it can be used.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
  const stop = () => void server.kill();
  process.once('exit', stop);
  let said = '';
  server.stderr?.on('data', (chunk) => (said += chunk));
  const number = await new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error(`Xvfb did not start in time. ${said}`)), PATIENCE_MS);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}. ${said}`)));
    numbers.once('data', (chunk) => {
      clearTimeout(giveUp);
      resolve(String(chunk).trim());
    });
  });
  return { display: `:${number}`, stop };
}
