import { cleanLine } from './clean-text.js';

const EXTENSIONS = { 'image/jpeg': '.jpg', 'image/png': '.png', 'application/pdf': '.pdf' } as const;

/** Enough for people, and with its ending less than any file system's limit of 255 bytes. */
const MAX_BYTES = 200;

/** What Windows allows in no name. */
const FORBIDDEN = /[<>:"|?*]/g;
/** Devices of Windows, whatever ending follows. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/i;
/** A letter in it tells it from the year of a date. */
const ENDING = /\.(?=\w*[a-z])\w{1,5}$/i;

/**
 * The name that a file is kept and given out by, whatever somebody called it: no folders, nothing that is not seen, nothing that a computer takes
 * for more than a name, and the ending of what it is.
 */
export function cleanFileName(name: string, mediaType: keyof typeof EXTENSIONS): string {
  const ending = EXTENSIONS[mediaType];
  const stem = trimmed(trimmed(nameAsSent(name)).replace(ENDING, ''));
  const bare = stem.toLowerCase().endsWith(ending) ? trimmed(stem.slice(0, -ending.length)) : stem;
  const short = trimmed(shortened(bare)) || 'file';
  return `${DEVICE.test(short) ? '_' : ''}${short}${ending}`;
}

/** What a file is called while it is not known what it is: its name alone, in characters that are seen. */
export function nameAsSent(name: string): string {
  const [last = ''] = name.split(/[/\\]/).slice(-1);
  return shortened(cleanLine(last).replace(FORBIDDEN, '_')) || 'file';
}

/** Names that begin with a dot are hidden; those that end with one lose it. */
function trimmed(name: string): string {
  return name.replace(/^[.\s]+|[.\s]+$/g, '');
}

function shortened(name: string): string {
  let kept = '';
  for (const character of name) {
    if (Buffer.byteLength(kept + character) > MAX_BYTES) break;
    kept += character;
  }
  return kept;
}
