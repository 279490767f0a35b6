/** The files, words and commands of docs/en/billing-base.md, on the embedded database: what is shown there is imported whole. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageObjects, pdfOf } from '../../packages/server/src/testing/pdfs.js';
import { buildStale } from '../../scripts/lib/build.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { makeEmptyFolder } from './support/empty-folder.js';
import { type Fence, Steps } from './support/fences.js';
import { profileLines } from './support/runners.js';

beforeAll(async () => {
  await buildStale();
});

describe('docs/en/billing-base.md', () => {
  const steps = new Steps('billing-base.md');
  const folder = makeEmptyFolder();
  const server = join(root, 'packages/server/bin/kabinet-server.js');
  /** Runs commands of the docs with a folder of ours in place of /srv/kabinet. */
  const say = async (code: string) => {
    const shim = `kabinet-server() { node ${server} "$@"; }\n`;
    return folder.run(shim + code.replaceAll('/srv/kabinet', `${folder.path}/srv`), {
      KABINET_DATA: join(folder.path, 'data'),
    });
  };
  afterAll(() => folder.remove());

  it('has a folder of files that are imported whole, and commands that take and give', async () => {
    const commands = steps.take('sh');
    const written = new Set<string>();
    let verdict: Fence | null = null;
    let plausibility: Fence | null = null;
    let payments: Fence | null = null;
    for (let fence = steps.next(); fence; fence = steps.next()) {
      if (fence.heading.endsWith('.csv') || fence.heading.endsWith('.yaml')) {
        folder.write(`srv/tonight/${fence.heading}`, fence.code);
        written.add(fence.heading);
      } else if (fence.kind === 'csv') verdict = fence;
      else if (fence.kind === 'yaml') plausibility = fence;
      else payments = fence;
    }
    expect(written.size).toBe(13);
    // What the blocks suppose: the services of the tariffs, places that they name, a document's file, a folder to write to.
    const tonight = join(folder.path, 'srv/tonight');
    const profile = readFileSync(join(tonight, 'profile.yaml'), 'utf8');
    const kinds =
      'serviceKinds: [gas, electricity, cold_water]\ncapabilities: [balance, readings, meters, tariffs, contracts]';
    writeFileSync(join(tonight, 'profile.yaml'), profile.replace('serviceKinds: [gas]', kinds));
    const localities = readFileSync(join(tonight, 'localities.csv'), 'utf8').replace('|mountain=yes', '');
    writeFileSync(join(tonight, 'localities.csv'), `${localities}chernihiv;Чернігів;;;;;;\nnizhyn;Ніжин;;;;;;\n`);
    mkdirSync(join(tonight, 'documents'));
    writeFileSync(join(tonight, 'documents/a81f03.pdf'), pdfOf(pageObjects()));

    const { code, output } = await say(commands.code);
    expect(code, output).toBe(0);
    expect(readFileSync(join(folder.path, 'srv/rejected.csv'), 'utf8').trim().split('\n')).toHaveLength(1);
    expect(readFileSync(join(folder.path, 'srv/readings.csv'), 'utf8')).toContain('cabinet_number');
    expect(existsSync(join(folder.path, 'sample/profile.yaml'))).toBe(true);

    const paid = await say(payments?.code ?? '');
    expect(paid.code, paid.output).toBe(0);
    expect(readFileSync(join(folder.path, 'srv/payments.csv'), 'utf8')).toContain('payment_number');

    // Nobody has handed in reading 1000-0008 here: the verdict is understood, and refused for that alone.
    folder.write('verdict.csv', verdict?.code ?? '');
    await say(
      'kabinet-server import --supplier prydesnianskgaz --file verdict.csv --kind readings --max-rejected 100 --report refused.csv',
    );
    expect(readFileSync(join(folder.path, 'refused.csv'), 'utf8')).toContain('unknown_cabinet_number');

    await profileLines(plausibility!);
    expect(steps.left).toEqual([]);
  });
});
