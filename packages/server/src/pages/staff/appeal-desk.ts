import type { StaffAppealDetails } from '@kabinet/api/contract';
import type { FormFiles } from '../appeal/files.js';
import type { FormError } from '../form.js';

/** An appeal on the desk of somebody of the supplier. */
export interface OnDesk {
  readonly details: StaffAppealDetails;
  readonly staff: readonly { readonly ref: string; readonly name: string }[];
  /** Names of whom it was ever assigned to, by reference: some may have left. */
  readonly names: ReadonlyMap<string, string>;
}

/** What a form had in it when it could not be done. */
export interface Shown {
  readonly status?: 403 | 409;
  readonly good?: string;
  readonly warning?: string;
  readonly errors?: readonly FormError[];
  /** Fields as they were typed; without it the forms are empty. */
  readonly typed?: URLSearchParams;
  /** A text put in place of what was typed, and where its template leaves the appeal. */
  readonly text?: string;
  readonly then?: string;
  readonly files?: Pick<FormFiles, 'waiting' | 'errors'>;
}
