import type { ConsumptionNorm, Locality, Tariff } from '@kabinet/api/contract';
import type { TariffAnswers } from '@kabinet/rules';
import { findLocalitiesNamed, findLocality } from '../../db/localities.js';
import { type AccountFacts, benefitsOfAccount, readAccountFacts, readBook } from '../../db/tariffs.js';
import type { Tx } from '../../db/database.js';
import { LOCALITY_QUESTION } from '../../domain/tariff-book.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/** What the charges of the customer's own account are worked out by. */
export const getAccountTariff = accountOperation('getAccountTariff', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier }, { account }) => {
    const supplierId = supplier.id;
    const facts = await readAccountFacts(tx, { supplierId, accountId: account.id });
    const places = await placesOf(tx, supplierId, facts);
    const [place = null] = places.length === 1 ? places : [];
    const answers = answersOf(facts, place);
    const book = await readBook(tx, { supplierId, localityIds: places.map(({ id }) => id) });
    const concerns = (each: Pick<Tariff, 'serviceKind' | 'when'>) =>
      (facts.serviceKinds.length === 0 || facts.serviceKinds.includes(each.serviceKind)) && mayApply(each, answers);
    // Of several places the answers name none: what is for one of them is still here, and in doubt.
    const tariffs = withoutDoubtfulTariffs(book.tariffs.filter(concerns), answers);
    const norms = withoutDoubtfulNorms(book.norms.filter(concerns), answers);
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

/** The place that the supplier names for the account, else those of the premise's name: of several it may be any. */
async function placesOf(tx: Tx, supplierId: string, { answers, locality }: AccountFacts): Promise<Locality[]> {
  const named = answers[LOCALITY_QUESTION];
  if (named !== undefined) {
    const place = await findLocality(tx, supplierId, named);
    return place ? [place] : [];
  }
  return locality === null ? [] : findLocalitiesNamed(tx, supplierId, locality);
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

/** Whether it is only for places, and it is not known whether the customer lives in one of them. */
function dependsOnPlace({ when }: Pick<Tariff, 'when'>, answers: TariffAnswers): boolean {
  return LOCALITY_QUESTION in when && answers[LOCALITY_QUESTION] === undefined;
}

/**
 * A series in which one of the possible places has its own price is left out: its general price may be wrong. So is all of a service
 * whose commodity that is, or else what is left would look like a bill of the network company.
 */
function withoutDoubtfulTariffs(tariffs: readonly Tariff[], answers: TariffAnswers): Tariff[] {
  const doubtful = tariffs.filter((each) => dependsOnPlace(each, answers));
  return tariffs.filter(
    ({ series, serviceKind }) =>
      !doubtful.some(
        (each) => each.series === series || (each.component === 'supply' && each.serviceKind === serviceKind),
      ),
  );
}

/** Norms of a service take each other's place as the tariffs of a series do. */
function withoutDoubtfulNorms(norms: readonly ConsumptionNorm[], answers: TariffAnswers): ConsumptionNorm[] {
  const doubtful = new Set(norms.filter((each) => dependsOnPlace(each, answers)).map(({ serviceKind }) => serviceKind));
  return norms.filter(({ serviceKind }) => !doubtful.has(serviceKind));
}
