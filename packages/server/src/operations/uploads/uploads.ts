import type { Upload } from '@kabinet/api/contract';
import type { Tx } from '../../db/database.js';
import * as uploads from '../../domain/uploads.js';
import { bytesOfBase64 } from '../../base64.js';
import { ProblemError } from '../../problem.js';
import type { RateLimit } from '../../http/rate-limit.js';
import { type CustomerCall, customerOperation, READ_LIMIT, WRITE_LIMIT } from '../operation.js';

/** Five of the largest files on a fast line; how much of them a day is counted apart. */
const PART_LIMIT: RateLimit = { perMinute: 600, burst: 300 };

type OfUpload = 'continueUpload' | 'getUpload' | 'removeUpload';

function toRead(tx: Tx, { supplier, customer, args, now }: CustomerCall<OfUpload>): Promise<Upload> {
  return uploads.ownUpload(tx, { supplier, customerRef: customer.ref, uploadId: args.uploadId, now });
}

function toChange(tx: Tx, { supplier, customer, args, now }: CustomerCall<OfUpload>): Promise<Upload> {
  return uploads.ownUpload(tx, { supplier, customerRef: customer.ref, uploadId: args.uploadId, now, forChange: true });
}

/** Begins to take a file, where there is anything that it could go with. */
export const startUpload = customerOperation('startUpload', {
  rateLimit: WRITE_LIMIT,
  authorise: async (_tx, { supplier }) => {
    if (!supplier.profile.appeals) throw new ProblemError('forbidden');
  },
  handle: (tx, { supplier, customer, args: { body }, now }) =>
    uploads.startUpload(tx, { supplier, customerRef: customer.ref, ...body, now }),
});

/** Takes the next part; a whole file is looked into before the call's own transaction, so that no connection waits for it. */
export const continueUpload = customerOperation('continueUpload', {
  rateLimit: PART_LIMIT,
  prepare: async ({ context, supplier, customer, args: { uploadId, body }, now }: CustomerCall<'continueUpload'>) => {
    const part = { offset: body.offset, bytes: bytesOfBase64(body.data) };
    const which = { supplier, customerRef: customer.ref, uploadId, now };
    return { part, finding: await uploads.lookIntoWhole(context.database, { ...which, part }) };
  },
  authorise: toChange,
  handle: (tx, { supplier }, upload, prepared) => uploads.takePart(tx, { supplier, upload, ...prepared() }),
});

/** How much has come. */
export const getUpload = customerOperation('getUpload', {
  rateLimit: READ_LIMIT,
  authorise: toRead,
  handle: async (_tx, _call, upload) => upload,
});

/** Throws a file away. */
export const removeUpload = customerOperation('removeUpload', {
  rateLimit: WRITE_LIMIT,
  authorise: toChange,
  handle: (tx, { supplier }, upload) => uploads.removeUpload(tx, supplier, upload),
});
