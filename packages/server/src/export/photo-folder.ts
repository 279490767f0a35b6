import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/database.js';
import { findPhoto } from '../db/reading-photos.js';
import type { ExportedReading } from './export-readings.js';

/**
 * Passes the readings on, and puts the photos of those that have one into the folder, named as their `photo` says. What the folder holds
 * of a reading without a photo is deleted: the customer has taken it back.
 */
export async function* savingPhotos(
  pages: AsyncIterable<readonly ExportedReading[]>,
  { database, supplierId, folder }: { database: Database; supplierId: string; folder: string },
): AsyncGenerator<readonly ExportedReading[]> {
  await mkdir(folder, { recursive: true });
  for await (const page of pages) {
    for (const { cabinet_number: number, photo } of page) {
      const file = join(folder, photoName(number));
      const jpeg =
        photo === null ? null : await database.transaction(supplierId, (tx) => findPhoto(tx, { supplierId, number }));
      // One that was taken back since the page was read comes again, without it, with the next export.
      if (jpeg === null) await rm(file, { force: true });
      else await writeWhole(file, jpeg);
    }
    yield page;
  }
}

/** The name of a photo's file; the export's `photo` column makes the same one. */
function photoName(number: string): string {
  return `${number}.jpg`;
}

/** Under its name only when it is whole. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}
