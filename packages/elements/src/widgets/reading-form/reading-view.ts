import type { ApiError, Meter, ReadingWindow, Supplier } from '@kabinet/api';
import type { CalendarDate } from '@kabinet/rules';
import type { TemplateResult } from 'lit';
import type { Format } from '../../core/format.js';
import type { CommonMessages, ReadingFormMessages, StateText } from '../../locales/messages.js';
import type { ReadingEntry } from './reading-entry.js';

/** What the form's pictures are drawn from. */
export interface ReadingView {
  readonly entry: ReadingEntry;
  readonly meter: Meter;
  readonly window: ReadingWindow | null;
  readonly today: CalendarDate;
  readonly timeZone: string;
  readonly supplier: Supplier | null;
  /** Whether an unsent reading can be kept on the device. */
  readonly canKeep: boolean;
  readonly texts: ReadingFormMessages;
  readonly common: CommonMessages;
  readonly format: Format;
  readonly errorText: (error: ApiError) => StateText;
  readonly renderSignIn: () => TemplateResult;
}
