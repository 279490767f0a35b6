import { createHash, randomBytes } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join, relative, resolve } from 'node:path';

/** Another living process works with the directory. */
export class DirectoryLockedError extends Error {
  constructor(directory: string) {
    super(
      `Another process is using the database in ${directory}. The embedded database serves one process at a time: ` +
        'stop the running server first, or use PostgreSQL (set DATABASE_URL).',
    );
    this.name = 'DirectoryLockedError';
  }
}

const PREFIX = 'lock-';
/** Longest path of a Unix socket that every system takes. */
const MAX_SOCKET_PATH = 103;
const TRIES = 8;

/**
 * Keeps a directory for this process until the returned function is called or the process ends, however it ends.
 *
 * Each process that wants the directory listens on a socket of its own in it, and then looks whether anyone else does. Living
 * processes answer, dead ones cannot, so a killed process leaves nothing that locks (a file with a process number would: numbers
 * are reused, in containers at once). As everybody shows itself before it looks, two processes can never both find the
 * directory free; when two see each other at the same moment both step back and try again.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  if (process.platform === 'win32') return lockByPipe(directory);
  for (let attempt = 1; ; attempt += 1) {
    const own = await showOneself(directory);
    const others = await lookForOthers(directory, own.name);
    if (others === 'none') {
      own.state.holds = true;
      return own.withdraw;
    }
    await own.withdraw();
    if (others === 'holder' || attempt === TRIES) throw new DirectoryLockedError(directory);
    await new Promise((done) => setTimeout(done, Math.random() * 100 * attempt));
  }
}

async function showOneself(directory: string) {
  const name = `${PREFIX}${randomBytes(4).toString('hex')}`;
  const state = { holds: false };
  // It says whether it holds the directory or only asks for it.
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(state.holds ? 'holder' : 'asking');
  });
  server.unref();
  // Listening comes before the name that others look for: a socket that is seen always answers.
  const hidden = socketPath(join(directory, `.${name}`));
  await listen(server, hidden);
  await rename(hidden, join(directory, name));
  const withdraw = async () => {
    await rm(join(directory, name), { force: true });
    await close(server);
  };
  return { name, state, withdraw };
}

async function lookForOthers(directory: string, own: string): Promise<'none' | 'asking' | 'holder'> {
  let found: 'none' | 'asking' = 'none';
  for (const name of await readdir(directory)) {
    if (!name.startsWith(PREFIX) || name === own) continue;
    const answer = await ask(socketPath(join(directory, name)));
    if (answer === 'holder') return 'holder';
    // Names are never used twice, so a dead one can be taken away without hitting a living one.
    if (answer === 'dead') await rm(join(directory, name), { force: true });
    else found = 'asking';
  }
  return found;
}

function ask(path: string): Promise<'holder' | 'asking' | 'dead'> {
  return new Promise((done, fail) => {
    let said = '';
    const socket = connect(path);
    // A living process that is too busy to answer is still a living process.
    socket.setTimeout(2000, () => {
      socket.destroy();
      done('holder');
    });
    socket.on('data', (data) => (said += String(data)));
    socket.on('end', () => done(said === 'holder' ? 'holder' : 'asking'));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') done('dead');
      else if (error.code === 'ECONNRESET' || error.code === 'EPIPE') done('asking');
      else fail(error);
    });
  });
}

/** Windows has no sockets in directories, but its named pipes belong to one process and vanish with it. */
async function lockByPipe(directory: string): Promise<() => Promise<void>> {
  const name = createHash('sha256').update(resolve(directory).toLowerCase()).digest('hex').slice(0, 32);
  const server = createServer((socket) => socket.destroy());
  server.unref();
  try {
    await listen(server, `\\\\.\\pipe\\kabinet-${name}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new DirectoryLockedError(directory);
    throw error;
  }
  return () => close(server);
}

function socketPath(path: string): string {
  const near = relative('', path);
  const shortest = near.length < path.length ? near : path;
  if (Buffer.byteLength(shortest) > MAX_SOCKET_PATH) {
    throw new Error(
      `The path of the data directory is too long for this system: ${path}. Choose a shorter KABINET_DATA.`,
    );
  }
  return shortest;
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(path, () => {
      server.off('error', fail);
      done();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
  });
}
