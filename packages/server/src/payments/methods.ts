import type { PaymentTerms } from '@kabinet/api/contract';
import type { Logger } from 'pino';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { PROVIDER_KINDS } from './kinds.js';
import type { PaymentMethodInUse, PaymentMethods, ProviderKind } from './provider.js';

/** Secrets of payment methods: by supplier, by method, by name. */
export type PaymentSecrets = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Makes the suppliers' methods as they are asked for, and anew when a profile changes. */
export function paymentMethods({
  secrets,
  logger,
  now,
  fetch = globalThis.fetch,
  kinds = PROVIDER_KINDS,
}: {
  secrets: PaymentSecrets;
  logger: Pick<Logger, 'error'>;
  now: () => Date;
  fetch?: typeof globalThis.fetch;
  kinds?: readonly ProviderKind[];
}): PaymentMethods {
  const made = new Map<string, { hash: string; methods: readonly PaymentMethodInUse[] }>();
  const make = ({ id: supplierId, profile }: KnownSupplier): readonly PaymentMethodInUse[] =>
    (profile.paying?.methods ?? []).flatMap((method) => {
      const kind = kinds.find(({ id }) => id === method.provider);
      try {
        if (!kind) throw new Error('no such provider');
        const settings = method.settings ?? {};
        const provider = kind.create({ settings, secrets: secrets[supplierId]?.[method.id] ?? {}, fetch, now });
        return [{ id: method.id, kind, provider }];
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'unknown';
        logger.error({ supplier: supplierId, method: method.id, reason }, 'a payment method cannot be used');
        return [];
      }
    });
  const all = (supplier: KnownSupplier) => {
    const known = made.get(supplier.id);
    if (known?.hash === supplier.hash) return known.methods;
    const methods = make(supplier);
    made.set(supplier.id, { hash: supplier.hash, methods });
    return methods;
  };
  return { all, find: (supplier, methodId) => all(supplier).find(({ id }) => id === methodId) ?? null };
}

/** What everybody may know of paying this supplier; null where nothing can be paid. */
export function paymentTerms(methods: PaymentMethods, supplier: KnownSupplier): PaymentTerms | null {
  const { paying } = supplier.profile;
  if (!paying) return null;
  const offered = methods.all(supplier).flatMap(({ id, kind }) => {
    const method = paying.methods.find((each) => each.id === id);
    if (!method) return [];
    return [
      {
        id,
        name: method.name,
        site: kind.site(method.settings ?? {}),
        fee: method.fee,
        keepsCard: kind.canKeepCards && method.keepsCards,
        isTest: kind.isTest,
      },
    ];
  });
  const bankTransfer = paying.bankTransfer !== null;
  if (offered.length === 0 && !bankTransfer) return null;
  return { methods: offered, atLeast: paying.atLeast, atMost: paying.atMost, bankTransfer };
}
