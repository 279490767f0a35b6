// @ts-check
/**
 * `npm run size`: what a page must load until a widget can be used, compressed as a server sends it, against budgets.json. Which files
 * those are is read from the build's own manifest; a test in test/e2e compares the manifest with what a browser really asks for.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { runScript } from '../../scripts/lib/report.mjs';
import { root } from '../../scripts/lib/run.mjs';

/**
 * @typedef {{ code: string[], texts: Record<string, string[]> }} WidgetFiles
 * @typedef {{ name: string, files: string[], budget: number }} Measured
 */

const dist = join(root, 'packages/embed/dist');

await runScript(async () => {
  await buildStaleEmbed();
  /** @type {{ tags: Record<string, WidgetFiles> }} */
  const { tags } = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  const budgets = JSON.parse(readFileSync(join(root, 'test/size/budgets.json'), 'utf8'));
  /** @type {Record<string, number>} */
  const perWidget = budgets['one widget with the script, kB'];

  /** @type {Measured[]} */
  const measured = [
    ...Object.entries(perWidget).map(([tag, budget]) => ({ name: tag, files: filesOf([widget(tags, tag)]), budget })),
    {
      name: 'all of them on one page',
      files: filesOf(Object.keys(perWidget).map((tag) => widget(tags, tag))),
      budget: budgets['all widgets on one page, kB'],
    },
    { name: 'classic loader', files: ['kabinet-classic.js'], budget: budgets['classic loader, kB'] },
    { name: 'one file with everything', files: ['kabinet-all.js'], budget: budgets['one file with everything, kB'] },
  ];
  // A widget that is added without a budget would grow unseen.
  const unmeasured = Object.keys(tags).filter((tag) => !(tag in perWidget) && tag !== 'kabinet-provider');

  let failed = unmeasured.length;
  for (const tag of unmeasured) console.log(`${tag}: has no budget in test/size/budgets.json`);
  for (const { name, files, budget } of measured) {
    const bytes = sum(files);
    const isOver = bytes > budget * 1000;
    if (isOver) failed += 1;
    console.log(`${name.padEnd(26)}${kB(bytes)} of ${kB(budget * 1000)} kB${isOver ? '   OVER' : ''}`);
    if (isOver || process.argv.includes('--files')) {
      for (const file of files) console.log(`    ${kB(weigh(file))}  ${file}`);
    }
  }
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${measured.length + unmeasured.length - failed} passed, ${failed} failed`);
});

/**
 * @param {Record<string, WidgetFiles>} tags
 * @param {string} tag
 */
function widget(tags, tag) {
  const files = tags[tag];
  if (!files) throw new Error(`The build knows no <${tag}>.`);
  return files;
}

/**
 * The files of widgets on one page, with the texts of the language that weighs most.
 * @param {WidgetFiles[]} widgets
 */
function filesOf(widgets) {
  const languages = Object.keys(widgets[0]?.texts ?? {});
  const sets = languages.map((language) => [
    ...new Set(widgets.flatMap(({ code, texts }) => [...code, ...(texts[language] ?? [])])),
  ]);
  return sets.sort((a, b) => sum(b) - sum(a))[0] ?? [];
}

/** @param {string[]} files */
function sum(files) {
  return files.reduce((bytes, file) => bytes + weigh(file), 0);
}

/** @param {string} file */
function weigh(file) {
  return brotliCompressSync(readFileSync(join(dist, file)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  }).length;
}

/** @param {number} bytes */
function kB(bytes) {
  return (bytes / 1000).toFixed(2).padStart(6);
}
