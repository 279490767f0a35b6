import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { stringify } from 'csv-stringify/sync';

/** Why a row was not taken in. The code is for programs, the sentence for the person who mends the file. */
export const rejectionReasons = {
  // The row itself
  wrong_cell_count:
    'The row has not as many cells as the header: probably a delimiter inside a text without quotation marks.',
  bad_characters:
    'The cell has characters that the encoding does not know, or control characters, such as those that turn the direction of writing.',
  duplicate_row: 'An earlier row of this file is about the same thing; only the first one was taken.',
  // One cell
  missing_value: 'The cell is empty, but this column must be filled.',
  too_long: 'The text is longer than the column takes.',
  unknown_word: 'The word is not one of those this column takes.',
  not_a_number: 'Not a number: write digits with a comma or a point before the decimals, such as 1 234,5.',
  not_a_sum: 'Not a sum of money: write 1 234,56 with at most as many decimals as the currency has.',
  not_a_date: 'Not a day of the calendar: write 2026-11-05 or 05.11.2026.',
  too_far_away: 'The first day must be before 2200-01-01: nothing is planned for later.',
  not_a_month: 'Not a month: write 2026-11 or 11.2026.',
  not_a_moment: 'Not a moment: write 2026-11-05, 05.11.2026 14:30 or 2026-11-05T14:30:00+02:00.',
  out_of_range: 'The number is outside of what this column takes.',
  not_an_id: 'Not an id: at most 64 letters and digits, with - . _ : between them.',
  not_answers: 'Not answers: write question=answer, several separated by |, such as heating=electric|stove=gas.',
  not_an_account_number: "The account number has not the form that the supplier's profile names.",
  // What the row speaks of
  unknown_account: 'There is no account with this number: load accounts.csv first.',
  unknown_premise: 'There is no premise with this premise_ref: load premises.csv first.',
  unknown_meter: 'The account has no meter with this serial number for this service: load meters.csv first.',
  unknown_contract: 'There is no contract with this contract_ref: load contracts.csv first.',
  unknown_zone: 'The meter has no register for this zone: load registers.csv first.',
  unknown_question:
    'The book has no such question, or the question no such answer: load tariffs.yaml first, and see what it names.',
  unknown_locality: 'There is no locality with this locality_id: load localities.csv first.',
  unknown_benefit: 'The book has no benefit with this id: add it to tariffs.yaml and load that first.',
  service_not_offered: "The supplier's profile does not offer this service.",
  no_benefit_value: 'Neither this row nor the book says how much the benefit is.',
  ends_before_it_begins: 'The last day comes before the first.',
  // Documents
  not_a_file_name: 'Not the name of a file in the folder documents: write it without folders.',
  unknown_file: 'There is no such file in the folder documents beside this one.',
  file_too_large: 'The file is larger than 10 MB.',
  not_a_document: 'The file is neither a PDF nor a picture (JPEG, PNG), whatever it is called.',
  // Payments made here
  unknown_payment_number: 'No payment was made here under this payment_number.',
  payment_mismatch:
    'The payment made here under this payment_number has another sum or account, is named by other rows already, or was not cancelled; or the entry_ref is of another movement. Nothing was booked; staff see the difference.',
  // Readings
  no_values: 'The reading has no value in any of its value columns.',
  too_many_digits: "The value has more digits before the point than the meter's dial.",
  timestamp_future: 'The reading is from a day that is yet to come.',
  reading_of_another_meter: 'This reading_ref was used before for a reading of another meter.',
  unknown_cabinet_number: 'No reading was handed in here under this cabinet_number.',
  cabinet_number_mismatch:
    'The reading handed in under this cabinet_number is another one: its meter, its values or its reading_ref differ. ' +
    'A reading of your own goes without cabinet_number.',
} as const;

export type RejectionReason = keyof typeof rejectionReasons;

/** What is wrong with one cell, or with a row as a whole when it names no column. */
export interface Fault {
  readonly reason: RejectionReason;
  readonly column: string | null;
  /** What stood in the cell; never of columns that say something about a person. */
  readonly value?: string;
}

export interface Rejection extends Fault {
  readonly line: number;
}

/** Takes rejections one by one, so that a file of a million faults needs no more memory than one. */
export interface RejectionReport {
  add(file: string, rejection: Rejection): Promise<void>;
  close(): Promise<void>;
}

export function rejectionMessage({ reason, column }: Fault): string {
  return column === null ? rejectionReasons[reason] : `${column}: ${rejectionReasons[reason]}`;
}

const REPORT_COLUMNS = ['file', 'line', 'column', 'reason', 'message', 'value'];

/** The report as a CSV file. */
export function openReport(path: string): RejectionReport {
  const out = createWriteStream(path);
  const failed = once(out, 'error').then(([error]) => Promise.reject(error as Error));
  failed.catch(() => {});
  const write = async (row: readonly (string | number)[]) => {
    if (!out.write(stringify([[...row]]))) await Promise.race([once(out, 'drain'), failed]);
  };
  const header = write(REPORT_COLUMNS);
  header.catch(() => {});
  return {
    async add(file, rejection) {
      await header;
      const { line, column, reason, value } = rejection;
      await write([file, line, column ?? '', reason, rejectionReasons[reason], value ?? '']);
    },
    async close() {
      await header;
      out.end();
      await Promise.race([once(out, 'close'), failed]);
    },
  };
}

/** Keeps the first few rejections, to be shown on the screen. */
export class RejectionSample implements RejectionReport {
  readonly rejections: { readonly file: string; readonly rejection: Rejection }[] = [];
  readonly #limit: number;

  constructor(limit = 20) {
    this.#limit = limit;
  }

  async add(file: string, rejection: Rejection): Promise<void> {
    if (this.rejections.length < this.#limit) this.rejections.push({ file, rejection });
  }

  async close(): Promise<void> {}
}
