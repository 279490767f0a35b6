import { wipeOutbox } from '../../core/outbox.js';
import { answering, gives, pdf, signedOut, tag, writes } from '../../testing/appeal-form.js';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere, type Play } from '../../testing/looks.js';
import { breath, type Person, until } from '../../testing/person.js';

const press = async ({ root }: Person, selector: string) => {
  await until(
    () => root.querySelector(selector),
    () => `something to press at ${selector}`,
  );
  root.querySelector<HTMLElement>(selector)?.click();
  await breath();
};
const sees = (person: Person, selector: string) =>
  until(
    () => person.widget.shadowRoot && person.root.querySelector(selector),
    () => `${selector}; there is “${person.reads}”`,
  );

const WORD = 'Незрозумілонарахованосуму'.repeat(4);

const checking: Play = async (person) => {
  await sees(person, 'textarea');
  await writes(person, `Чому квитанція така? ${WORD}`);
  await gives(person, pdf(`${WORD}.pdf`));
  await press(person, '[part=submit]');
  await sees(person, '[part=receipt]');
};

/** What has no look of its own in other widgets' tests. */
const STATES: Readonly<Record<string, { readonly kind?: string; readonly play: Play; readonly isOutside?: true }>> = {
  'the topics': { play: (person) => sees(person, '[part=kind]') },
  'every type of field, all of them wrong': {
    kind: 'technical-connection',
    play: async (person) => {
      await sees(person, 'textarea');
      await press(person, '[part=submit]');
      await sees(person, '#error-summary');
    },
  },
  'answers, and files in every state': {
    kind: 'question',
    play: async (person, service) => {
      await sees(person, 'textarea');
      for (const details of person.root.querySelectorAll('details')) details.open = true;
      await gives(person, pdf('Акт.pdf'));
      await until(
        () => service.count('continueUpload') > 0,
        () => 'a part to go',
      );
      service.fault = (operation, _args, { signal }, next) =>
        operation === 'continueUpload'
          ? new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('gone'))))
          : next();
      await gives(person, new File([], 'порожній.pdf'), pdf(`${WORD}.pdf`), pdf('Наступний.pdf'));
      await sees(person, 'progress');
    },
  },
  'the check': { kind: 'question', play: checking },
  'that it was sent': {
    kind: 'question',
    play: async (person, service) => {
      await checking(person, service);
      await until(
        () => !person.root.querySelector('progress'),
        () => 'the file to come',
      );
      await press(person, '[part=submit]');
      await sees(person, '.notice.good');
    },
  },
  'somebody who is not signed in': {
    kind: 'complaint',
    isOutside: true,
    play: (person) => sees(person, '#appeal-contact'),
  },
};

describe('the appeal form looks right in every language, width and colour scheme', () => {
  beforeEach(async () => {
    await wipeOutbox();
    stopTheClock();
  });

  for (const [name, { kind, play, isOutside }] of Object.entries(STATES)) {
    it(name, async () => {
      await looksRightEverywhere({
        tag,
        service: () => Object.assign(answering(), isOutside && { fault: signedOut }),
        // Each copy begins with nothing written.
        attributes: { 'without-draft': '', ...(kind !== undefined && { kind }) },
        play,
      });
    });
  }
});
