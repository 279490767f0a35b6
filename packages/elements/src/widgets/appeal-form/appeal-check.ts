import type { Account, AppealKind, Problem } from '@kabinet/api';
import {
  type CalendarDate,
  type CheckedField,
  checkField,
  checkFields,
  cleanLine,
  cleanLines,
  textField,
} from '@kabinet/rules';
import { inLanguage } from '../../core/in-language.js';
import type { Format } from '../../core/format.js';
import type { AppealWritingMessages, FilesMessages } from '../../locales/messages.js';
import type { AppealTyped } from './appeal-form.model.js';

/** What is wrong, by the place it is wrong at: `text`, `account`, `files`, `name`, `contact`, `accountNumber`, or `fields/<name>`. */
export type AppealFaults = Readonly<Record<string, string>>;

/** In what the check of an appeal differs from one person to the next. */
export interface WhoWrites {
  readonly isSignedIn: boolean;
  /** Nobody is signed in, and it goes out all the same. */
  readonly isGuest: boolean;
  readonly account: Account | null;
  readonly files: number;
  readonly today: CalendarDate;
}

const NAME: CheckedField = { ...textField({ isRequired: true, maxLength: 100 }), name: 'name', type: 'text' };

const CONTACT: CheckedField = {
  ...textField({ isRequired: true, maxLength: 254 }),
  name: 'contact',
};

/** A contact is a phone or an e-mail address: which one shows by its sign. */
export function contactField(typed: string): CheckedField {
  return { ...CONTACT, type: typed.includes('@') ? 'email' : 'phone' };
}

/** All that is wrong with what was written, in the order of the form. The service checks it by the same rules. */
export function judgeAppeal(
  kind: AppealKind,
  typed: AppealTyped,
  { isSignedIn, isGuest, account, files, today }: WhoWrites,
): AppealFaults {
  const faults: Record<string, string> = {};
  if (isSignedIn && kind.account === 'required' && !account) faults['account'] = 'required';
  for (const { name, code } of checkFields({ fields: kind.fields, values: typed.fields, today }))
    faults[`fields/${name}`] = code;
  const text = checkField(textField(kind.text), typed.text, today);
  if (text) faults['text'] = text;
  if (isSignedIn && files < kind.files.atLeast) faults['files'] = 'required';
  // Of a topic that takes none they stay here, for who goes back to another.
  if (isSignedIn && kind.files.atMost > 0 && files > kind.files.atMost) faults['files'] = 'too_many';
  if (isGuest) {
    const accountNumber = cleanLine(typed.accountNumber);
    if (kind.account === 'required' && accountNumber === '') faults['accountNumber'] = 'required';
    if (kind.account !== 'none' && accountNumber.length > 60) faults['accountNumber'] = 'too_long';
    const name = checkField(NAME, typed.name, today);
    if (name) faults['name'] = name;
    if (checkField(contactField(typed.contact), typed.contact, today)) faults['contact'] = 'not_a_contact';
  }
  return faults;
}

const PLACES: Readonly<Record<string, string>> = {
  kindId: 'kindId',
  accountId: 'account',
  text: 'text',
  uploadIds: 'files',
  name: 'name',
  contact: 'contact',
  accountNumber: 'accountNumber',
};

/** What the service says is wrong, at the places of the form it speaks of; what it says of anything else is none of the person's doing. */
export function faultsOfIssues(kind: AppealKind, issues: Problem['issues'] = []): AppealFaults {
  const faults: Record<string, string> = {};
  for (const { pointer, code } of issues) {
    const [, part = '', name = ''] = pointer.split('/');
    const field = kind.fields.find((each) => each.name === unescapePointer(name));
    const place = part === 'fields' && field ? `fields/${field.name}` : PLACES[part];
    if (place !== undefined) faults[place] ??= code;
  }
  return faults;
}

/** RFC 6901. */
function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A mistake in words. */
export function faultText(
  place: string,
  code: string,
  {
    kind,
    typed,
    texts,
    files,
    format,
    phone,
  }: {
    kind: AppealKind;
    typed: AppealTyped;
    texts: AppealWritingMessages;
    files: FilesMessages;
    format: Format;
    phone: string;
  },
): string {
  const asField = (field: CheckedField, value: string) => {
    if (code === 'required' && field.type === 'yes') return texts.notTicked;
    const said = code === 'required' && field.type === 'choice' ? 'not_an_option' : code;
    const tell = Object.hasOwn(texts.fault, said)
      ? texts.fault[said as keyof typeof texts.fault]
      : texts.fault.required;
    return tell({
      maxLength: field.maxLength,
      length: (field.type === 'long_text' ? cleanLines(value) : cleanLine(value)).length,
      atLeast: format.number(field.atLeast ?? '0'),
      atMost: format.number(field.atMost ?? '0'),
      phone,
    });
  };
  switch (place) {
    case 'text':
      return code === 'required' ? texts.textMissing : asField(textField(kind.text), typed.text);
    case 'account':
      return texts.accountMissing;
    case 'files':
      if (code === 'required') return files.tooFew(kind.files.atLeast);
      return code === 'too_many' ? files.tooMany(kind.files.atMost) : files.notReady;
    case 'name':
      return code === 'too_long' ? asField(NAME, typed.name) : texts.nameMissing;
    case 'contact':
      return typed.contact.includes('@') ? texts.fault.not_an_email(NO_FACTS) : texts.contactWrong(phone);
    case 'accountNumber':
      return code === 'required' ? texts.accountNumberMissing : texts.accountNumberWrong;
    default: {
      const field = kind.fields.find(({ name }) => place === `fields/${name}`);
      return field ? asField(field, typed.fields[field.name] ?? '') : texts.fault.required(NO_FACTS);
    }
  }
}

const NO_FACTS = { maxLength: 0, length: 0, atLeast: '0', atMost: '0', phone: '' };

/** Ids of the fields in the form, by the place of a fault: names of a kind's fields are the supplier's and may hold anything. */
export function fieldIdOf(kind: AppealKind, place: string): string {
  const index = kind.fields.findIndex(({ name }) => place === `fields/${name}`);
  return `appeal-${index >= 0 ? `field-${index}` : place}`;
}

/** What a field is called, with what must not be filled in said. */
export function labelOf(
  { label, isRequired }: { label: Readonly<Record<string, string>>; isRequired: boolean },
  language: string,
  texts: AppealWritingMessages,
): string {
  const words = inLanguage(label, language);
  return isRequired ? words : texts.optional(words);
}
