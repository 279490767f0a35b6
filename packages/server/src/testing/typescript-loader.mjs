// Lets a child process of a test run the server's TypeScript source, so that no test runs against a stale build:
//   node --conditions=@kabinet/source --import <this file> src/cli.ts
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const CACHE = new URL('../../../../node_modules/.cache/kabinet/typescript/', import.meta.url);

// The hooks below live in a thread of their own, which loads this file again.
if (isMainThread) register(import.meta.url);

export function resolve(specifier, context, next) {
  // Sources import each other by the names that the build will give them.
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(url)) return { url: url.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const source = await readFile(new URL(url), 'utf8');
  return { format: 'module', source: await compiled(source, url), shortCircuit: true };
}

/** Kept by content: the compiler alone takes a second to load. */
async function compiled(source, url) {
  const file = new URL(`${createHash('sha256').update(source).digest('hex').slice(0, 24)}.js`, CACHE);
  try {
    return await readFile(file, 'utf8');
  } catch {
    const { default: ts } = await import('typescript');
    const { outputText } = ts.transpileModule(source, {
      fileName: url,
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true },
    });
    await mkdir(CACHE, { recursive: true });
    // Under another name first: processes that start beside this one must never read half of it.
    const half = new URL(`${file.pathname.split('/').at(-1)}.${process.pid}`, CACHE);
    await writeFile(half, outputText);
    await rename(half, file);
    return outputText;
  }
}
