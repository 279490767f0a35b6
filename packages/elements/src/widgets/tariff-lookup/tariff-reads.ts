import type { Benefit, Locality, Tariff, TariffQuestion } from '@kabinet/api';
import { isSensible, type TariffAnswers } from '@kabinet/rules';
import type { KabinetElement } from '../../core/base-element.js';
import { Query } from '../../core/query.js';

/** What is charged, of all services and dates. */
export interface Book {
  readonly questions: readonly TariffQuestion[];
  readonly tariffs: readonly Tariff[];
}

/** About what is asked; looked up whenever something may have changed. */
export interface Subject {
  readonly isOwn: () => boolean;
  /** The account, once it is known. */
  readonly accountArgs: () => { accountId: string } | null;
  /** The place that the page names. */
  readonly locality: () => string;
  /** Whether anything would be asked that a place may answer. */
  readonly hasQuestions: () => boolean;
}

/** Whether a read that was begun has not ended yet. */
function isPending({ state: { status, value } }: Pick<Query<'searchLocalities'>, 'state'>): boolean {
  return status === 'loading' && value === undefined;
}

/** What the tariff lookup reads: everybody's book and that of the chosen place, or a customer's own. */
export class TariffReads {
  /** The place the person chose, null when they took it away; undefined while they have not touched it. */
  chosenPlace: Locality | null | undefined;
  readonly #own: Query<'getAccountTariff'>;
  readonly #common: Query<'listTariffs'>;
  /** The same with the prices of the place. */
  readonly #atPlace: Query<'listTariffs'>;
  readonly #named: Query<'searchLocalities'>;
  /** Some places, to see which questions places answer. */
  readonly #some: Query<'searchLocalities'>;
  readonly #subject: Subject;

  constructor(host: KabinetElement, subject: Subject) {
    this.#subject = subject;
    const { isOwn } = subject;
    this.#own = new Query(host, 'getAccountTariff', () => (isOwn() ? subject.accountArgs() : null), isSensible);
    this.#common = new Query(host, 'listTariffs', () => (isOwn() ? null : {}), isSensible);
    this.#named = new Query(host, 'searchLocalities', () =>
      !isOwn() && subject.locality() ? { query: subject.locality() } : null,
    );
    this.#atPlace = new Query(
      host,
      'listTariffs',
      () => (this.variesByPlace && this.place ? { localityId: this.place.id } : null),
      isSensible,
    );
    this.#some = new Query(host, 'searchLocalities', () => (!isOwn() && subject.hasQuestions() ? {} : null));
  }

  /** What must be here before anything is told. */
  get main(): Query<'getAccountTariff'> | Query<'listTariffs'> {
    return this.#subject.isOwn() ? this.#own : this.#common;
  }

  get isFinding(): boolean {
    return this.chosenPlace === undefined && isPending(this.#named);
  }

  get isReadingPlaces(): boolean {
    return this.isFinding || isPending(this.#some);
  }

  /** Whether a place may have to be asked for. */
  get mayAskPlace(): boolean {
    return this.variesByPlace || this.#some.state.status !== 'idle';
  }

  /** Whether prices differ by place. */
  get variesByPlace(): boolean {
    return !this.#subject.isOwn() && this.#common.value?.variesByLocality === true;
  }

  get place(): Locality | null {
    if (this.chosenPlace !== undefined || this.#subject.isOwn()) return this.chosenPlace ?? null;
    const items = this.#named.value?.items ?? [];
    const [only, another] = items;
    return items.find(({ id }) => id === this.#subject.locality()) ?? (another ? null : (only ?? null));
  }

  /** How many places the page may have meant; null while that is not known, or none is named. */
  get placesNamed(): number | null {
    const items = this.#named.value?.items;
    return items?.some(({ id }) => id === this.#subject.locality()) ? 1 : (items?.length ?? null);
  }

  /** Some of the places the supplier knows. */
  get somePlaces(): readonly Locality[] {
    return this.#some.value?.items ?? [];
  }

  /** Prices differ by place, and none is chosen. */
  get awaitsPlace(): boolean {
    return this.variesByPlace && this.place === null;
  }

  /** The read of a place's prices while they are not here. */
  get missingPrices(): Query<'listTariffs'> | null {
    return this.variesByPlace && this.place && !this.#atPlace.value ? this.#atPlace : null;
  }

  /** What is charged: at the place, once its prices are here. */
  get book(): Book | null {
    return (this.#subject.isOwn() ? this.#own.value : (this.#atPlace.value ?? this.#common.value)) ?? null;
  }

  /** What is known without asking, by question. */
  get known(): TariffAnswers {
    if (this.#subject.isOwn()) return this.#own.value?.answers ?? {};
    return this.place ? { ...this.place.answers, locality: this.place.id } : {};
  }

  /** What only an account has. */
  get own(): NonNullable<Query<'getAccountTariff'>['value']> | null {
    return (this.#subject.isOwn() && this.#own.value) || null;
  }

  get benefits(): readonly Benefit[] {
    return this.own?.benefits ?? [];
  }
}
