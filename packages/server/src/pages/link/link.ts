import { nextLinkQuestion } from '@kabinet/rules';
import { html } from 'hono/html';
import { ownLinkRequests } from '../../domain/asking-to-link.js';
import { linkByProof } from '../../domain/linking.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { go } from '../return-address.js';
import { hear, type LinkDialogue, linkRulesOf, loadDialogue, NEW_DIALOGUE, saveDialogue } from './dialogue.js';
import { linkRequestPage } from './request.js';
import { requestsSection } from './requests.js';
import { successView } from './success.js';
import { isChoiceOfDoubt, talkView } from './talk.js';
import { successTexts } from './success-texts.js';
import { linkTexts } from './texts.js';

function whose(call: PageCall) {
  return { supplierId: call.supplier.id, personId: signedInPerson(call).personId, now: call.now };
}

async function show(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, language, now } = call;
  const texts = linkTexts[language];
  const { dialogue, requests } = await context.database.transaction(supplier.id, async (tx) => ({
    dialogue: await loadDialogue(tx, whose(call)),
    requests: await ownLinkRequests(tx, { supplierId: supplier.id, customerRef: signedInPerson(call).ref, now }),
  }));
  const done = call.query.get('done');
  const isJustSent = done === 'request';
  const page = (title: string, body: Markup): PageAnswer => ({ kind: 'document', title, body });
  if (dialogue.linked && done === 'linked') {
    const { linked } = dialogue;
    return page(successTexts[language][linked.isNew ? 'title' : 'before'], successView(call, linked));
  }
  return page(
    texts.title,
    html`${requestsSection(call, requests, isJustSent)}${isJustSent ? '' : talkView(call, dialogue)}`,
  );
}

/** Hears what was said; once everything is there, checks it at once. */
async function post(call: PageCall): Promise<PageAnswer> {
  const { context, supplier } = call;
  const rules = linkRulesOf(supplier.profile);
  const before = await context.database.transaction(supplier.id, (tx) => loadDialogue(tx, whose(call)));
  const { dialogue, isComplete } = hear(before, call.form, rules);
  const after = isComplete ? await check(call, dialogue) : dialogue;
  await context.database.transaction(supplier.id, (tx) => saveDialogue(tx, { ...whose(call), dialogue: after }));
  if (after.linked) return go(call, 'link?done=linked');
  // What is wrong, or a person to ask, takes the focus: going to the question would take it away.
  const isTold = after.doubt !== null && !isChoiceOfDoubt(after.doubt);
  return go(call, isTold || nextLinkQuestion(after.facts, rules) === null ? 'link' : 'link#question');
}

async function check(call: PageCall, dialogue: LinkDialogue): Promise<LinkDialogue> {
  const { accountNumber, relation, proofKind, proof } = dialogue.facts;
  if (accountNumber === null || relation === null || proofKind === null || proof === null) return dialogue;
  const { context, supplier, address, now, requestId } = call;
  const { ref, personId } = signedInPerson(call);
  const outcome = await linkByProof(
    { context, supplier, customer: { ref, personId }, address, now, requestId },
    { accountNumber, relation, proof: { kind: proofKind, value: proof } },
  );
  if (outcome.kind === 'refused') return { ...dialogue, outcome };
  if (outcome.kind === 'later') {
    return { ...dialogue, outcome: { kind: 'later', retryAt: outcome.retryAt.toISOString() } };
  }
  const { account, isNew } = outcome;
  // What proved it is not kept.
  return {
    ...NEW_DIALOGUE,
    linked: { accountNumber: account.accountNumber, holderKind: account.holderKind, relation, isNew },
  };
}

export const linkPages: readonly HostedPage[] = [{ path: 'link', needs: 'person', get: show, post }, linkRequestPage];
