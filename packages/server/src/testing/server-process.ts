import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LOADER = fileURLToPath(new URL('typescript-loader.mjs', import.meta.url));
const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

export interface EndedProcess {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of the server's command line, run from source. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<EndedProcess>;
  #stdout = '';
  #stderr = '';

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, ['--conditions=@kabinet/source', '--import', LOADER, CLI, ...args], {
      // Nothing of the developer's own settings.
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    // A test run that ends early takes its servers along.
    const killWithUs = () => void this.child.kill('SIGKILL');
    process.once('exit', killWithUs);
    this.ended = new Promise((done) => {
      this.child.once('close', (code, signal) => {
        process.off('exit', killWithUs);
        done({ code, signal, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
  }

  /** Resolves with the port once the server listens. */
  async listening(): Promise<number> {
    const port = () => /"port":(\d+)/.exec(this.#stdout)?.[1];
    while (port() === undefined) {
      const ended = await Promise.race([
        this.ended,
        new Promise<null>((next) => this.child.stdout?.once('data', () => next(null))),
      ]);
      if (ended && port() === undefined) throw new Error(`the server ended with ${ended.code}: ${ended.stderr}`);
    }
    return Number(port());
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to stop. */
  async stop(): Promise<EndedProcess> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}
