/** The largest file that goes with an appeal: 10 MB. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
/** How many files go with one message at most. */
export const MAX_FILES = 5;
/** The largest part of a file in one call: small enough that a weak line brings it through. */
export const MAX_UPLOAD_PART_BYTES = 256 * 1024;
