/** The largest picture of a meter that is taken: 10 MB as a file, a third more as base64. */
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
