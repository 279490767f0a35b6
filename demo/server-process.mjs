// @ts-check
// A server as a process of its own, as the API runs at a supplier and the bank somewhere else: started, watched, stopped, and started
// again.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../scripts/lib/report.mjs';

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

export class ServerProcess {
  /** @type {string} */ #name;
  /** @type {readonly string[]} */ #command;
  /** @type {NodeJS.ProcessEnv} */ #env;
  /** @type {string} */ #readyUrl;
  /** @type {string} */ #logFile;
  /** @type {(sentence: string) => void} */ #onEnd;
  /** @type {import('node:child_process').ChildProcess | undefined} */ #child;
  #logStart = 0;
  #isStopping = false;

  /**
   * @param {object} options
   * @param {string} options.name what it is, at the beginning of a sentence
   * @param {readonly string[]} options.command the JavaScript file that is the server's command, and its arguments
   * @param {NodeJS.ProcessEnv} options.env
   * @param {string} options.readyUrl answers 200 when the server can work
   * @param {string} options.logFile takes what the server writes
   * @param {(sentence: string) => void} options.onEnd is told when the process ends without having been asked to
   */
  constructor({ name, command, env, readyUrl, logFile, onEnd }) {
    this.#name = name;
    this.#command = command;
    this.#env = env;
    this.#readyUrl = readyUrl;
    this.#logFile = logFile;
    this.#onEnd = onEnd;
  }

  /** The process's id; of the latest one when it has ended. */
  get pid() {
    return this.#child?.pid ?? 0;
  }

  /** Resolves when the server answers that it is ready. */
  async start() {
    const log = await open(this.#logFile, 'a');
    this.#logStart = (await log.stat()).size;
    this.#isStopping = false;
    const child = spawn(process.execPath, [...this.#command], {
      env: this.#env,
      stdio: ['ignore', log.fd, log.fd],
    });
    this.#child = child;
    // Whatever ends this process, none of its own must stay behind and keep the port and the database.
    const endToo = () => child.kill('SIGTERM');
    process.once('exit', endToo);
    child.once('exit', () => process.off('exit', endToo));
    await log.close();

    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await this.#isReady())) {
      if (hasEnded(child)) throw new UserError(await this.#sentenceOfEnd());
      if (Date.now() > deadline) {
        await this.stop();
        throw new UserError(
          `${this.#name} did not get ready within ${READY_WITHIN_MS / 1000} seconds. Its log, ${this.#logFile}, ends with:\n${await this.#endOfLog()}`,
        );
      }
      await wait(100);
    }
    child.once('exit', async () => {
      if (!this.#isStopping) this.#onEnd(await this.#sentenceOfEnd());
    });
  }

  /** Asks the server to finish what it is doing; one that does not within ten seconds is ended. */
  async stop() {
    this.#isStopping = true;
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(force);
  }

  async #isReady() {
    const answer = await fetch(this.#readyUrl, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  }

  async #sentenceOfEnd() {
    const { exitCode, signalCode } = this.#child ?? {};
    const how = signalCode ? `was ended by ${signalCode}` : `ended by itself (exit code ${exitCode})`;
    return `${this.#name} ${how}. Its log, ${this.#logFile}, ends with:\n${await this.#endOfLog()}`;
  }

  /** The last lines this process logged. */
  async #endOfLog() {
    const log = await readFile(this.#logFile);
    return lastLines(log.subarray(this.#logStart).toString('utf8'));
  }
}

/** @param {string} text */
export function lastLines(text) {
  return text.trimEnd().split('\n').slice(-10).join('\n');
}

/** @param {import('node:child_process').ChildProcess} child */
function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}
