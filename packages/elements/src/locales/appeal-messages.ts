import type { FieldFaultCode } from '@kabinet/rules';
import type { StateText } from './messages.js';

/** What an appeal can be about: the first step of the form. */
export interface AppealFormMessages {
  readonly heading: string;
  /** Above all: who smells gas, or sees a fallen wire, does not write. */
  readonly emergency: (phone: string) => string;
  readonly emergencyGas: (phone: string) => string;
  readonly topic: string;
  /** By group; of one that is not here nothing is said. */
  readonly group: Readonly<Record<string, string>>;
  /** Where the supplier has set nothing up. */
  readonly none: StateText;
}

/** The appeal itself: loaded once the topics are on show. */
export interface AppealWritingMessages {
  readonly changeTopic: string;
  readonly restored: string;
  readonly discard: string;
  readonly answers: string;
  readonly found: string;
  readonly stillSend: string;
  readonly account: string;
  readonly noAccount: string;
  readonly needsAccount: StateText;
  readonly linkAccount: string;
  readonly text: string;
  readonly optional: (label: string) => string;
  readonly choose: string;
  readonly counterLeft: (characters: number) => string;
  readonly counterOver: (characters: number) => string;
  readonly signIn: StateText;
  readonly signInOrGuest: StateText;
  readonly filesAfterSignIn: string;
  readonly filesAfterCode: string;
  /** Where it is not taken without some. */
  readonly filesNeeded: string;
  readonly name: string;
  readonly nameHint: string;
  readonly contact: string;
  readonly contactHint: string;
  readonly accountNumber: string;
  readonly accountNumberHint: string;
  readonly next: string;
  readonly summaryTitle: string;
  readonly fault: Readonly<Record<FieldFaultCode, (facts: FaultFacts) => string>>;
  /** Of a box that must be ticked. */
  readonly notTicked: string;
  readonly textMissing: string;
  readonly accountMissing: string;
  readonly nameMissing: string;
  readonly contactWrong: (phone: string) => string;
  readonly accountNumberMissing: string;
  readonly accountNumberWrong: string;
  readonly checkTitle: string;
  readonly checkTopic: string;
  readonly checkTo: string;
  readonly checkFiles: string;
  readonly ticked: string;
  readonly term: Readonly<Record<'calendar' | 'working', (days: number) => string>>;
  readonly answerBy: (term: string) => string;
  readonly answerTo: (contact: string) => string;
  readonly answerInCabinet: string;
  readonly send: string;
  readonly sending: string;
  readonly awaitingFiles: string;
  readonly checking: string;
  readonly edit: string;
  readonly unsure: StateText;
  readonly unsureOffline: StateText;
  readonly checkAgain: string;
  readonly refused: StateText;
  readonly kindGone: StateText;
  readonly typedKept: string;
  readonly sent: string;
  readonly number: string;
  readonly sentAt: string;
  readonly dueOn: string;
  readonly source: (source: string) => string;
  readonly whatNext: (channel: string) => string;
  readonly another: string;
  readonly print: string;
  readonly list: string;
  readonly confirm: (contact: string, until: string, needsFiles: boolean) => StateText;
  /** The same after a reload: whether the code was typed meanwhile nobody here knows. */
  readonly confirmLater: (contact: string) => StateText;
  /** Of the code that was typed elsewhere nobody here knows either. */
  readonly confirmedElsewhere: string;
  readonly confirmButton: string;
}

/** What a mistake's words need of its field. */
export interface FaultFacts {
  readonly maxLength: number;
  readonly length: number;
  readonly atLeast: string;
  readonly atMost: string;
  /** A phone, for example. */
  readonly phone: string;
}

/** Files that go with a message: chosen, on their way, there, or why not. */
export interface FilesMessages {
  readonly label: string;
  readonly hint: (atMost: number) => string;
  readonly choose: string;
  readonly photo: string;
  readonly drop: string;
  readonly waiting: string;
  readonly sending: (percent: number) => string;
  readonly ready: string;
  readonly broken: (percent: number) => string;
  /** Why it does not go on, where it is not the line. */
  readonly stopped: {
    /** The device has no network. */
    readonly offline: (percent: number) => string;
    readonly service: (percent: number) => string;
    readonly signedOut: string;
    readonly soon: string;
    readonly tomorrow: string;
    readonly refused: string;
  };
  readonly halted: (percent: number) => string;
  /** By the service's word; `other` for one that is newer than this page. */
  readonly refusal: Readonly<Record<string, string>> & { readonly other: string };
  readonly retry: string;
  readonly remove: string;
  readonly leftOut: (files: number, atMost: number) => string;
  readonly tooFew: (atLeast: number) => string;
  readonly tooMany: (atMost: number) => string;
  readonly notReady: string;
}
