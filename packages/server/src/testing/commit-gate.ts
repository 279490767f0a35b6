import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * Stands between one server and PostgreSQL, and hears of each commit before the server does: the work is kept for good by then, and nobody
 * has been answered. It can keep that from the server, so that whoever is killed then has done it and never knew.
 */
export class CommitGate {
  readonly #server = createServer((client) => this.#join(client));
  readonly #sockets = new Set<Socket>();
  readonly #database: URL;
  /** So many commits are still told; null for all. */
  #told: number | null = null;
  #withheld = 0;
  #stirred = performance.now();

  private constructor(database: URL) {
    this.#database = database;
  }

  static async before(databaseUrl: string): Promise<CommitGate> {
    const gate = new CommitGate(new URL(databaseUrl));
    await new Promise<void>((done) => gate.#server.listen(0, '127.0.0.1', done));
    return gate;
  }

  /** The database's address for the server. */
  get url(): string {
    const url = new URL(this.#database);
    [url.hostname, url.port] = ['127.0.0.1', String((this.#server.address() as AddressInfo).port)];
    return url.href;
  }

  /** From now on tells of so many commits, and of none after them. */
  withholdAfter(commits: number): void {
    [this.#told, this.#withheld] = [commits, 0];
  }

  /** Tells of every commit that is still to come. */
  tellAll(): void {
    this.#told = null;
  }

  /** Of how many commits the server waits to hear. */
  get withheld(): number {
    return this.#withheld;
  }

  /** For how many milliseconds the server and the database have said nothing to each other. */
  get quietFor(): number {
    return performance.now() - this.#stirred;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }

  #join(client: Socket): void {
    const database = connect(Number(this.#database.port), this.#database.hostname);
    for (const socket of [client, database]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    client.on('data', (data) => {
      this.#stirred = performance.now();
      database.write(data);
    });
    const commitsIn = commitCounter();
    database.on('data', (data) => {
      this.#stirred = performance.now();
      // A connection has one statement under way at a time: what comes with the commit is about it.
      if (commitsIn(data) > 0 && this.#told !== null && --this.#told < 0) this.#withheld += 1;
      else client.write(data);
    });
  }
}

/** Counts the commits that PostgreSQL reports: messages of a letter, a length and a text, `C` with `COMMIT`. One may come in pieces. */
function commitCounter(): (data: Buffer) => number {
  let rest = Buffer.alloc(0);
  return (data) => {
    rest = Buffer.concat([rest, data]);
    let commits = 0;
    while (rest.length >= 5) {
      const end = 1 + rest.readUInt32BE(1);
      if (rest.length < end) break;
      if (rest.toString('latin1', 0, 1) === 'C' && rest.toString('latin1', 5, end - 1) === 'COMMIT') commits += 1;
      rest = rest.subarray(end);
    }
    return commits;
  };
}
