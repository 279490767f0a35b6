import * as z from 'zod/mini';
import { MAX_UPLOAD_PART_BYTES } from '../upload-limits.js';
import { DateTimeText } from './common.js';

const MAX_PART_TEXT = Math.ceil(MAX_UPLOAD_PART_BYTES / 3) * 4;

/** The largest body of a call with a part of a file. */
export const MAX_UPLOAD_PART_BODY_BYTES = MAX_PART_TEXT + 1024;

/** A file about to be sent, in parts: a line that breaks costs the part on its way and nothing else. */
export const UploadStart = z.object({
  /** The file's name on the person's device, without folders. */
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /** In all. */
  sizeBytes: z.int().check(z.minimum(1)),
});
export type UploadStart = z.infer<typeof UploadStart>;

/** The bytes from `offset` on, at most {@link MAX_UPLOAD_PART_BYTES}. */
export const UploadPart = z.object({
  offset: z.int().check(z.minimum(0)),
  /** Base64, with its padding, without line breaks. */
  data: z.string().check(z.minLength(4), z.maxLength(MAX_PART_TEXT)),
});
export type UploadPart = z.infer<typeof UploadPart>;

/**
 * A file on its way. Once all of it is there it is looked into: `ready` to go with an appeal, or `refused`. What is kept of a picture is the
 * picture alone, encoded anew.
 */
export const Upload = z.object({
  id: z.string(),
  name: z.string(),
  sizeBytes: z.int(),
  /** How much has come: the next part begins here. */
  receivedBytes: z.int(),
  status: z.enum(['receiving', 'ready', 'refused']),
  /**
   * Why: `empty`, `too_large`, `not_allowed` (another kind of file), `damaged`, `too_many_pixels`, `encrypted`, `active` (it carries scripts or
   * files), `heic` (as iPhones keep pictures: they send JPEG where they are asked to). Open.
   */
  refusal: z.nullable(z.string()),
  /** What its bytes say it is; null until it is ready. */
  mediaType: z.nullable(z.string()),
  /** Until when it waits for its appeal. */
  expiresAt: DateTimeText,
});
export type Upload = z.infer<typeof Upload>;

/** Where a file can be fetched for a short while, by whoever has the address: a link, never shown and never kept. */
export const FileLink = z.object({
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  url: z.string(),
  expiresAt: DateTimeText,
});
export type FileLink = z.infer<typeof FileLink>;
