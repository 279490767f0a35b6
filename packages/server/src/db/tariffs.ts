import type { Benefit, ConsumptionNorm, Tariff, TariffQuestion } from '@kabinet/api/contract';
import { type CalendarDate, canonicalDecimal } from '@kabinet/rules';
import { sql } from 'kysely';
import type { BenefitKind } from '../domain/tariff-book.js';
import type { Tx } from './database.js';

export interface StoredBook {
  readonly questions: TariffQuestion[];
  /** Those for everywhere and those for the localities that are named. */
  readonly tariffs: Tariff[];
  readonly norms: ConsumptionNorm[];
  readonly variesByLocality: boolean;
}

/** The supplier's tariff book as far as it concerns some localities, in the order of its file. */
export async function readBook(
  tx: Tx,
  { supplierId, localityIds }: { supplierId: string; localityIds: readonly string[] },
): Promise<StoredBook> {
  const { rows } = await sql<StoredBook>`
    select
      (select coalesce(jsonb_agg(content order by position), '[]') from tariff_questions
        where supplier_id = ${supplierId}) as questions,
      (select coalesce(jsonb_agg(content order by position), '[]') from (
        select position, content from tariffs where supplier_id = ${supplierId} and not by_locality
        union all
        select position, content from (
          select distinct tariff_id from tariff_localities
          where supplier_id = ${supplierId} and locality_id = any(${localityIds}::text[])
        ) as local
        join tariffs on tariffs.supplier_id = ${supplierId} and tariffs.id = local.tariff_id
      ) as concerned) as tariffs,
      (select coalesce(jsonb_agg(content order by position), '[]') from consumption_norms
        where supplier_id = ${supplierId}
          and (not content->'when' ? 'locality' or content->'when'->'locality' ?| ${localityIds}::text[])) as norms,
      exists (select from tariff_localities where supplier_id = ${supplierId}) as "variesByLocality"`.execute(tx);
  const [book] = rows;
  return book ?? { questions: [], tariffs: [], norms: [], variesByLocality: false };
}

/** What is known of an account that its charges depend on. */
export interface AccountFacts {
  /** Null without a premise. */
  readonly settlement: string | null;
  readonly locality: string | null;
  readonly customerKind: string | null;
  /** Services of its meters and of what was charged. */
  readonly serviceKinds: readonly string[];
  readonly area: string | null;
  readonly residents: number | null;
  readonly capacity: string | null;
  readonly answers: Readonly<Record<string, string>>;
}

export async function readAccountFacts(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<AccountFacts> {
  const { rows } = await sql<AccountFacts>`
    select premises.settlement, premises.locality, customers.kind as "customerKind",
      attributes.area, attributes.residents, attributes.capacity, coalesce(attributes.answers, '{}') as answers,
      array(
        select service_kind from meters where supplier_id = ${supplierId} and account_id = accounts.id
        union
        select service_kind from ledger_entries where supplier_id = ${supplierId} and account_id = accounts.id
      ) as "serviceKinds"
    from accounts
    left join premises on premises.supplier_id = accounts.supplier_id and premises.premise_ref = accounts.premise_ref
    left join customers on customers.supplier_id = accounts.supplier_id and customers.customer_ref = accounts.customer_ref
    left join account_attributes as attributes
      on attributes.supplier_id = accounts.supplier_id and attributes.account_id = accounts.id
    where accounts.supplier_id = ${supplierId} and accounts.id = ${accountId}`.execute(tx);
  const [facts] = rows;
  if (!facts) throw new Error('an authorised account is not there');
  return {
    ...facts,
    area: facts.area === null ? null : canonicalDecimal(facts.area),
    capacity: facts.capacity === null ? null : canonicalDecimal(facts.capacity),
  };
}

/**
 * The account's benefits, as far as the supplier knows how much each is. A subsidy that is granted anew, with another sum, takes the place
 * of the one before: nobody has the same one twice on a day.
 */
export async function benefitsOfAccount(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<Benefit[]> {
  const { rows } = await sql<{
    content: BenefitKind;
    value: string | null;
    up_to: string | null;
    valid_from: CalendarDate;
    valid_to: CalendarDate | null;
  }>`
    select kind.content, held.value, held.up_to, held.valid_from,
      least(held.valid_to, lead(held.valid_from) over (partition by held.benefit_id order by held.valid_from) - 1) as valid_to
    from account_benefits as held
    join benefit_kinds as kind on kind.supplier_id = held.supplier_id and kind.id = held.benefit_id
    where held.supplier_id = ${supplierId} and held.account_id = ${accountId}
    order by kind.position, held.valid_from`.execute(tx);
  return rows.flatMap(({ content: { value: usual, ...kind }, value, up_to, valid_from, valid_to }) => {
    const own = value === null ? usual : canonicalDecimal(value);
    if (own === null) return [];
    return {
      ...kind,
      id: `${kind.id}:${valid_from}`,
      value: own,
      upTo: up_to === null ? kind.upTo : canonicalDecimal(up_to),
      validFrom: valid_from,
      validTo: valid_to,
    };
  });
}
