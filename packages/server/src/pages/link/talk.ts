import { type LinkDoubt, type LinkQuestion, nextLinkQuestion } from '@kabinet/rules';
import { html } from 'hono/html';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, errorSummary, field, form, notice, submit } from '../form.js';
import type { Markup, PageCall } from '../page.js';
import { inSpan } from '../spans.js';
import { billPicture, type BillPlace } from './bill-picture.js';
import { type LinkDialogue, linkRulesOf, offeredNumbers, says } from './dialogue.js';
import { billTexts } from './bill-texts.js';
import { doubtTexts } from './doubt-texts.js';
import { linkTexts } from './texts.js';

/** The dialogue: what was said, what came of it, and the one question that is asked now. */
export function talkView(call: PageCall, dialogue: LinkDialogue): Markup {
  const texts = linkTexts[call.language];
  const question = nextLinkQuestion(dialogue.facts, linkRulesOf(call.supplier.profile));
  const isBeginning = dialogue.facts.accountNumber === null && dialogue.facts.relation === null;
  return html`
    ${question === null ? '' : errorSummary(call.language, errorsOf(call, dialogue, question))}
    ${
      isBeginning
        ? html`<div class="stack">
            <p>${texts.intro}</p>
            <p class="hint">${oneMessage(call)}</p>
          </div>`
        : ''
    }
    ${saidView(call, dialogue)} ${outcomeView(call, dialogue)}
    ${question === null ? '' : questionView(call, dialogue, question)} ${waysView(call, dialogue)}
  `;
}

/** How to say everything at once, by what this supplier goes by. */
function oneMessage({ supplier, language }: PageCall): string {
  const { accountNumber, linkProofs } = supplier.profile;
  return linkTexts[language].oneMessage(accountNumber.example, linkProofs[0] ?? 'last_payment');
}

/** The questions that are answered, with what was said; each answer can be changed. */
function saidView({ language }: PageCall, { facts }: LinkDialogue): Markup | '' {
  const texts = linkTexts[language];
  const { accountNumber, relation, proofKind, proof } = facts;
  const said: (readonly [question: Exclude<LinkQuestion, 'proof_kind'>, answer: string])[] = [
    ...(accountNumber === null ? [] : [['account_number', accountNumber] as const]),
    ...(relation === null ? [] : [['relation', texts.relations[relation]] as const]),
    ...(proofKind === null || proof === null ? [] : [[proofKind, proof] as const]),
  ];
  if (said.length === 0) return '';
  return form({
    language,
    body: html`<ol class="talk">
      ${said.map(
        ([question, answer]) =>
          html`<li>
            <p class="asked">${texts.known[question]}</p>
            <div class="said">
              <p>${answer}</p>
              ${submit(html`${texts.change}<span class="visually-hidden">: ${texts.known[question]}</span>`, {
                tone: 'plain',
                name: 'do',
                value: says.change(question),
              })}
            </div>
          </li>`,
      )}
    </ol>`,
  });
}

/** What came of the check, when it is not linked: the same words whatever was wrong. */
function outcomeView({ supplier, language, now }: PageCall, { outcome }: LinkDialogue): Markup | '' {
  const texts = linkTexts[language];
  if (outcome === null) return '';
  const byHand = actions(buttonLink(pagePath(supplier.id, 'link/request'), texts.byHand));
  const again = form({
    language,
    body: actions(submit(texts.refused.again, { tone: 'secondary', name: 'do', value: says.again })),
  });
  if (outcome.kind === 'later') {
    const seconds = (Date.parse(outcome.retryAt) - now.getTime()) / 1000;
    return html`${notice({
      tone: 'warn',
      title: texts.later.title,
      text: texts.later.text(inSpan(seconds, language)),
      actions: byHand,
      takesFocus: true,
    })}${seconds > 0 ? '' : again}`;
  }
  const { refused } = texts;
  const phones = [
    supplier.profile.phone,
    ...supplier.profile.channels.filter(({ kind }) => kind === 'phone').map(({ address }) => address),
  ];
  return html`${notice({
    tone: 'warn',
    title: refused.title,
    text: html`<p>${refused.lead}</p>
      <ul>
        ${refused.reasons.map((reason) => html`<li>${reason}</li>`)}
      </ul>
      <p>${refused.what}</p>
      <p>
        ${refused.calls}
        ${[...new Set(phones)].map((phone, index) => html`${index === 0 ? '' : ', '}<span class="phone">${phone}</span>`)}
      </p>`,
    actions: byHand,
    takesFocus: true,
  })}${again}`;
}

/** The question asked now: buttons for what can be chosen, one field for everything. */
function questionView(call: PageCall, { facts, doubt, typed }: LinkDialogue, question: LinkQuestion): Markup {
  const { supplier, language } = call;
  const texts = linkTexts[language];
  const { accountNumber } = supplier.profile;
  const hint =
    question === 'account_number' ? texts.hints.account_number(accountNumber.example) : texts.hints[question];
  const error = errorsOf(call, { facts, doubt }, question)[0]?.text;
  const choices = choicesOf(call, doubt, question);
  const isNumber = question !== 'relation' && question !== 'proof_kind';
  return html`<section class="question stack" id="question" tabindex="-1">
    ${helpView(call, { facts, doubt }, question)}
    ${
      choices.length === 0
        ? ''
        : html`<div class="stack">
            <h2>${isChoiceOfDoubt(doubt) ? doubtText(call, doubt) : texts.questions[question]}</h2>
            <p class="hint">${hint}</p>
            ${form({
              language,
              body: actions(
                ...choices.map(({ value, label }) => submit(label, { tone: 'secondary', name: 'do', value })),
              ),
            })}
          </div>`
    }
    ${form({
      language,
      body: html`
        ${field({
          id: 'answer',
          label: choices.length === 0 ? texts.questions[question] : texts.answer,
          hint: choices.length === 0 ? hint : undefined,
          value: typed,
          error,
          ...(isNumber ? { size: 'medium' } : {}),
          attributes: { enterkeyhint: 'next', 'data-private': true },
          help: isNumber ? whereView(call, question) : undefined,
        })}
        ${submit(texts.next)}
      `,
    })}
    ${
      question !== 'relation' &&
      question !== 'account_number' &&
      question !== 'proof_kind' &&
      facts.proofKind !== null &&
      supplier.profile.linkProofs.length > 1
        ? form({
            language,
            body: html`<div>
              <p class="hint">${texts.person.otherProof}</p>
              ${actions(
                ...supplier.profile.linkProofs
                  .filter((proof) => proof !== question)
                  .map((proof) => submit(texts.proofs[proof], { tone: 'plain', name: 'do', value: says.kind(proof) })),
              )}
            </div>`,
          })
        : ''
    }
  </section>`;
}

/** For who asks for a person, or has not got what is asked. */
function helpView(
  call: PageCall,
  { doubt }: Pick<LinkDialogue, 'facts' | 'doubt'>,
  question: LinkQuestion,
): Markup | '' {
  if (doubt?.kind !== 'wants_person' && doubt?.kind !== 'does_not_know') return '';
  const { supplier, language } = call;
  const { person, byHand } = linkTexts[language];
  const isMissing = doubt.kind === 'does_not_know' && question !== 'relation';
  return notice({
    tone: 'info',
    title: person.title,
    text: html`<p>${isMissing ? `${person.noFact} ` : ''}${person.text}</p>
      <p class="phone">${supplier.profile.phone}</p>`,
    actions: actions(buttonLink(pagePath(supplier.id, 'link/request'), byHand)),
    takesFocus: true,
  });
}

interface ChoiceButton {
  readonly value: string;
  readonly label: string;
}

function choicesOf({ supplier, language }: PageCall, doubt: LinkDoubt | null, question: LinkQuestion): ChoiceButton[] {
  const texts = linkTexts[language];
  const numbers = offeredNumbers(doubt);
  if (numbers.length > 0) {
    return numbers.map((number, index) => ({
      value: says.number(index),
      label: doubtTexts[language].takeNumber(number),
    }));
  }
  if (doubt?.kind === 'which_fact') {
    return doubt.options.map((proof) => ({
      value: says.which(proof),
      label: texts.isProof(doubt.value, texts.theProofs[proof]),
    }));
  }
  if (question === 'proof_kind') {
    return supplier.profile.linkProofs.map((proof) => ({ value: says.kind(proof), label: texts.proofs[proof] }));
  }
  if (question !== 'relation') return [];
  return (['owner', 'payer'] as const).map((each) => ({ value: says.relation(each), label: texts.relations[each] }));
}

/** What was said may mean several things: the next question is which. */
export function isChoiceOfDoubt(
  doubt: LinkDoubt | null,
): doubt is Extract<LinkDoubt, { kind: 'which_fact' | 'which_account' }> {
  return doubt?.kind === 'which_fact' || doubt?.kind === 'which_account';
}

function doubtText(
  { language }: PageCall,
  doubt: Extract<LinkDoubt, { kind: 'which_fact' | 'which_account' }>,
): string {
  const { doubts } = doubtTexts[language];
  return doubt.kind === 'which_fact' ? doubts.whichFact(doubt.value) : doubts.whichAccount;
}

/** What is wrong with the last answer, in words; choices and help are no faults. */
function errorsOf(
  call: PageCall,
  { doubt }: Pick<LinkDialogue, 'facts' | 'doubt'>,
  question: LinkQuestion,
): { id: string; text: string }[] {
  const { supplier, language } = call;
  const { faults, doubts } = doubtTexts[language];
  const { example } = supplier.profile.accountNumber;
  const text = (() => {
    switch (doubt?.kind) {
      case 'empty':
        return choicesOf(call, doubt, question).length > 0 ? doubts.emptyWithButtons : doubts.empty;
      case 'not_understood':
        return doubts.notUnderstood;
      case 'account_number':
        return faults[doubt.fault.reason]({ ...doubt.fault.digits, example });
      case 'account_number_again':
        return doubts.accountNumberAgain;
      case 'proof_not_taken':
        return doubts.proofNotTaken;
      case 'not_a_sum':
        return doubts.notASum;
      default:
        return null;
    }
  })();
  return text === null ? [] : [{ id: 'answer', text }];
}

/** "Де це знайти?": a drawing of the bill with the place ringed. */
export function whereView({ supplier, language }: PageCall, place: BillPlace): Markup {
  const texts = linkTexts[language];
  const { accountNumber, linkProofs } = supplier.profile;
  return html`<kabinet-where data-close="${texts.whereClose}"
    ><details class="where">
      <summary>${texts.where}</summary>
      <div>
        <p>${texts.whereText[place]}</p>
        ${billPicture(place, { texts: billTexts[language], example: accountNumber.example, proofs: linkProofs })}
      </div>
    </details></kabinet-where
  >`;
}

/** The ways by a person, always there. */
function waysView({ supplier, language }: PageCall, { facts, outcome, doubt }: LinkDialogue): Markup {
  const texts = linkTexts[language];
  const hasBegun = facts.accountNumber !== null || facts.relation !== null || facts.proof !== null;
  return html`<div class="ways">
    ${
      // What was refused, and who asks for a person, is offered it already.
      outcome !== null || doubt?.kind === 'wants_person' || doubt?.kind === 'does_not_know'
        ? ''
        : html`<a href="${pagePath(supplier.id, 'link/request')}">${texts.byHand}</a>
            <p class="hint">${texts.byHandText}</p>`
    }
    ${
      hasBegun
        ? form({
            language,
            body: html`<div>${submit(texts.restart, { tone: 'plain', name: 'do', value: says.start })}</div>`,
          })
        : ''
    }
  </div>`;
}
