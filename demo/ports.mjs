// @ts-check
// Which ports the demo listens at. They are kept between its runs: payments that wait at the bank, and addresses in letters and calendars,
// lead to where they led before.

import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { UserError } from '../scripts/lib/report.mjs';

/**
 * @typedef {object} Wish
 * @property {string} of what listens there, by which its port is kept
 * @property {number | undefined} asked a port that must be free, 0 for any free one
 * @property {number} usual without one: this port or one of the next twenty, the last run's first
 * @property {string} setting the variable that names it
 */

/** Chooses ports for one run. */
export class Ports {
  #file;
  /** @type {Record<string, number>} */
  #kept;
  /** @type {number[]} */
  #taken = [];

  /** @param {string} file @param {Record<string, number>} kept */
  constructor(file, kept) {
    this.#file = file;
    this.#kept = kept;
  }

  /** @param {string} dataDir */
  static async of(dataDir) {
    const file = join(dataDir, 'ports.json');
    /** @type {Record<string, number>} */
    const kept = await readFile(file, 'utf8')
      .then(JSON.parse)
      .catch(() => ({}));
    return new Ports(file, kept);
  }

  /** A port that is free now. @param {Wish} wish */
  async choose(wish) {
    const port = await this.#find(wish);
    this.#taken.push(port);
    this.#kept[wish.of] = port;
    await writeFile(this.#file, `${JSON.stringify(this.#kept, null, 2)}\n`);
    return port;
  }

  /** @param {Wish} wish */
  async #find({ of, asked, usual, setting }) {
    if (asked === 0) return anyFreePort();
    if (asked !== undefined) {
      if (await this.#canHave(asked)) return asked;
      throw new UserError(
        `Port ${asked} is in use by another program. Stop that program, name another port (${setting}=${asked + 1} npm start), ` +
          `or leave ${setting} out to have a free port chosen.`,
      );
    }
    const candidates = Array.from({ length: 21 }, (_, index) => usual + index);
    const before = this.#kept[of];
    if (before !== undefined && candidates.includes(before)) candidates.unshift(before);
    for (const port of candidates) {
      if (await this.#canHave(port)) return port;
    }
    throw new UserError(
      `Ports ${usual} to ${usual + 20} are all in use. Name a free one: ${setting}=${usual + 1000} npm start`,
    );
  }

  /** @param {number} port */
  async #canHave(port) {
    return !this.#taken.includes(port) && (await isFree(port));
  }
}

/** Free on both of the addresses that "localhost" may mean; else a browser could reach another program. @param {number} port */
async function isFree(port) {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

/** @type {(port: number, host: string) => Promise<boolean>} */
async function canListen(port, host) {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    // A machine without IPv6 has nobody on ::1 either.
    return ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '');
  }
  await new Promise((closed) => server.close(closed));
  return true;
}

async function anyFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((closed) => server.close(closed));
  return port;
}
