import type { Locality, Tariff } from '@kabinet/api/contract';
import type { TariffAnswers } from '@kabinet/rules';
import { findLocality, findLocalityNamed } from '../../db/localities.js';
import { type AccountFacts, benefitsOfAccount, readAccountFacts, readBook } from '../../db/tariffs.js';
import type { Tx } from '../../db/database.js';
import { LOCALITY_QUESTION } from '../../domain/tariff-book.js';
import { customerOperation, ownAccount, READ_LIMIT } from '../operation.js';

/** What the charges of the customer's own account are worked out by. */
export const getAccountTariff = customerOperation('getAccountTariff', {
  rateLimit: READ_LIMIT,
  authorise: ownAccount,
  handle: async (tx, { supplier }, account) => {
    const supplierId = supplier.id;
    const facts = await readAccountFacts(tx, { supplierId, accountId: account.id });
    const locality = await localityOf(tx, supplierId, facts);
    const answers = answersOf(facts, locality);
    const book = await readBook(tx, { supplierId, localityId: locality?.id ?? null });
    const concerns = (each: Pick<Tariff, 'serviceKind' | 'when'>) =>
      (facts.serviceKinds.length === 0 || facts.serviceKinds.includes(each.serviceKind)) && mayApply(each, answers);
    const tariffs = book.tariffs.filter(concerns);
    const norms = book.norms.filter(concerns);
    const asked = new Set([...tariffs, ...norms].flatMap(({ when }) => Object.keys(when)));
    return {
      answers,
      measures: { area: facts.area, residents: facts.residents, capacity: facts.capacity },
      benefits: await benefitsOfAccount(tx, { supplierId, accountId: account.id }),
      questions: book.questions.filter(({ id }) => asked.has(id)),
      tariffs,
      norms,
    };
  },
});

/** The place that the supplier names for the account, else the one of the premise's name. */
function localityOf(tx: Tx, supplierId: string, { answers, locality }: AccountFacts): Promise<Locality | null> {
  const named = answers[LOCALITY_QUESTION];
  if (named !== undefined) return findLocality(tx, supplierId, named);
  return locality === null ? Promise.resolve(null) : findLocalityNamed(tx, supplierId, locality);
}

/** What is known of the customer, the more particular last: it goes before the general. */
function answersOf(facts: AccountFacts, locality: Locality | null): Record<string, string> {
  return {
    ...(facts.settlement === null ? {} : { settlement: facts.settlement }),
    ...(facts.customerKind === null ? {} : { customer: facts.customerKind }),
    ...(locality ? { ...locality.answers, [LOCALITY_QUESTION]: locality.id } : {}),
    ...facts.answers,
  };
}

/** Whether nothing that is known of the customer speaks against it. */
function mayApply({ when }: Pick<Tariff, 'when'>, answers: TariffAnswers): boolean {
  return Object.entries(when).every(([question, words]) => {
    const answer = answers[question];
    return answer === undefined || words.includes(answer);
  });
}
