import * as z from 'zod/mini';
import { MAX_UPLOAD_PART_BODY_BYTES, Upload, UploadPart, UploadStart } from '../schemas/upload.js';
import { defineOperations } from './operation.js';

const uploadParams = z.object({ uploadId: z.string() });

/**
 * Files on their way to an appeal. They are sent in parts, each from where the one before ended: after a broken line `getUpload` says
 * where to go on.
 */
export const uploadOperations = defineOperations({
  startUpload: {
    method: 'POST',
    path: '/uploads',
    summary: 'Begin to send a file',
    auth: 'customer',
    body: UploadStart,
    response: Upload,
    status: 201,
    errors: ['forbidden', 'invalid_request'],
  },
  continueUpload: {
    method: 'POST',
    path: '/uploads/{uploadId}/parts',
    summary: 'Send the next part; with the last one the file is looked into',
    auth: 'customer',
    params: uploadParams,
    body: UploadPart,
    maxBodyBytes: MAX_UPLOAD_PART_BODY_BYTES,
    response: Upload,
    status: 200,
    errors: ['not_found', 'invalid_request', 'upload_offset'],
  },
  getUpload: {
    method: 'GET',
    path: '/uploads/{uploadId}',
    summary: 'How much of a file has come, and what it was found to be',
    auth: 'customer',
    params: uploadParams,
    response: Upload,
    status: 200,
    errors: ['not_found'],
  },
  removeUpload: {
    method: 'POST',
    path: '/uploads/{uploadId}/removal',
    summary: 'Throw a file away that was not sent with anything yet',
    auth: 'customer',
    params: uploadParams,
    body: z.object({}),
    response: Upload,
    status: 200,
    errors: ['not_found'],
  },
});
