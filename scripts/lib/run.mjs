// @ts-check
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean, quiet?: boolean, input?: string }} RunOptions
 * @typedef {{ code: number, output: string }} RunResult `output` only where it was captured; code 127: could not be started
 */

/**
 * Runs a program with its output shown live, and resolves when it has ended.
 * `capture` also keeps what it printed, for callers that read it; `quiet` keeps it without showing it. `input` is what it reads.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<RunResult>}
 */
export function run(command, args, { cwd = root, env = process.env, capture = false, quiet = false, input } = {}) {
  return new Promise((resolve) => {
    const piped = capture || quiet;
    // A .cmd file (npm on Windows) starts only through a shell.
    const shell = process.platform === 'win32' && !/\.exe$/i.test(command);
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      stdio: [input === undefined ? 'ignore' : 'pipe', piped ? 'pipe' : 'inherit', piped ? 'pipe' : 'inherit'],
    });
    child.stdin?.end(input);
    let output = '';
    /** @param {NodeJS.WriteStream} target @returns {(chunk: string) => void} */
    const keep = (target) => (chunk) => {
      output += chunk;
      if (!quiet) target.write(chunk);
    };
    child.stdout?.on('data', keep(process.stdout));
    child.stderr?.on('data', keep(process.stderr));
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/**
 * Runs a JavaScript file with this Node.
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/**
 * Runs the npm that started us, else the one on the path.
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  return npm && /npm-cli\.c?js$/.test(npm) ? runNode([npm, ...args], options) : run('npm', args, options);
}
