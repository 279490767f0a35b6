import { MAX_APPEAL_TEXT, MAX_UPLOAD_BYTES } from '@kabinet/api/contract';

/** The largest file, as people say it: in megabytes. */
export const LARGEST_FILE_MB = MAX_UPLOAD_BYTES / 1024 / 1024;

/** How long a text may be, with the digits grouped as in English. */
export const LONGEST_TEXT_EN = MAX_APPEAL_TEXT.toLocaleString('en');
