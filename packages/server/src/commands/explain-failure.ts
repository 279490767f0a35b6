import { ConfigError } from '../config.js';
import { DirectoryLockedError } from '../db/directory-lock.js';

/** A sentence that says what to do, for what goes wrong on a machine; the whole error for what goes wrong in us. */
export function explainFailure(error: unknown): string {
  if (error instanceof DirectoryLockedError || error instanceof ConfigError) return error.message;
  const { code, message, path, port, stack } = error as NodeJS.ErrnoException & { port?: number };
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `${message}\nAdd --help to see what may be given.`;
    case 'EADDRINUSE':
      return `The port ${port} is in use. Stop what listens there, or set PORT (for mails: KABINET_MAIL_LISTEN) to another one; 0 for any.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return path
        ? `No right to write ${path}. Set KABINET_DATA to a directory that this user may write.`
        : `Not allowed to listen on the port ${port}. Set PORT to one above 1023.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${path ?? 'KABINET_DATA'} is a file. Set KABINET_DATA to a directory.`;
    case 'ENOSPC':
      return 'The disk is full.';
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
      return 'PostgreSQL cannot be reached at DATABASE_URL. Check that it runs and that the address is right.';
    case '28P01':
    case '28000':
    case '3D000':
      return `PostgreSQL refuses DATABASE_URL: ${message}.`;
    default:
      return stack ?? String(error);
  }
}
