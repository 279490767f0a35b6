import type { Appointment } from '@kabinet/api';
import type { StateText } from './messages.js';

/** Receptions and what the customer has booked there. `when` is a day and a time in words. */
export interface AppointmentFormMessages {
  readonly heading: string;
  readonly intro: string;
  readonly none: StateText;
  readonly mine: string;
  readonly signIn: string;
  readonly receptions: string;
  readonly manager: string;
  readonly topics: string;
  readonly hours: string;
  readonly address: string;
  readonly phone: string;
  readonly note: string;
  readonly choose: string;
  readonly when: (day: string, time: string) => string;
  /** The same moment by the clock of the device. */
  readonly here: (when: string) => string;
  readonly number: (number: string) => string;
  readonly topic: (topic: string) => string;
  /** Of one that is over or came to nothing. */
  readonly status: Readonly<Record<Exclude<Appointment['status'], 'booked'>, string>>;
  readonly reason: (reason: string) => string;
  readonly calendar: string;
  readonly move: string;
  readonly again: string;
  readonly cancel: string;
  readonly cancelAsk: (when: string) => string;
  readonly cancelYes: string;
  readonly cancelNo: string;
  readonly ahead: (count: number) => string;
  readonly waitingText: (isTold: boolean) => string;
  readonly offer: (when: string, until: string) => StateText;
  readonly take: string;
  readonly letGo: string;
  readonly leave: string;
  readonly earlier: string;
}

/** Choosing a time and saying what for: loaded after the receptions. */
export interface BookingMessages {
  readonly back: string;
  readonly moving: (when: string) => string;
  readonly zone: (name: string) => string;
  readonly nearest: string;
  readonly full: string;
  readonly closed: string;
  readonly closedFor: (why: string) => string;
  readonly noSlots: string;
  readonly later: string;
  readonly sooner: string;
  readonly until: (day: string) => string;
  readonly allFull: (until: string) => StateText;
  readonly wait: string;
  readonly waitFor: string;
  readonly chosen: (when: string) => string;
  /** What was typed was kept on the device. */
  readonly restored: string;
  readonly discard: string;
  readonly topic: string;
  readonly topicHint: string;
  readonly topicMissing: string;
  readonly topicLong: (most: number, typed: number) => string;
  readonly account: string;
  readonly accountNone: string;
  readonly phone: string;
  readonly phoneHint: string;
  readonly phoneWrong: (phone: string) => string;
  readonly summary: string;
  readonly submit: (when: string) => string;
  readonly submitMove: (when: string) => string;
  readonly otherTime: string;
  readonly sending: string;
  readonly sendingChange: string;
  readonly signIn: string;
  /** `isTold`: whether we will write to them. */
  readonly done: Readonly<
    Record<'booked' | 'moved' | 'cancelled' | 'waiting' | 'left', (when: string, isTold: boolean) => StateText>
  >;
  readonly taken: (hasOthers: boolean) => StateText;
  readonly takenMove: (hasOthers: boolean) => StateText;
  readonly offerOver: StateText;
  readonly limit: StateText;
  readonly overlap: StateText;
  readonly notChangeable: StateText;
  readonly gone: StateText;
  readonly unsure: StateText;
  readonly unsureChange: StateText;
}
