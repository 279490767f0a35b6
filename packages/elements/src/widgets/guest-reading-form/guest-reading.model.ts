import type { GuestProofKind, GuestReadingSubmission, ServiceKind, Supplier } from '@kabinet/api';

export type Zone = GuestReadingSubmission['values'][number]['zone'];
export type Zones = 'one' | 'two' | 'three';

/** What a person typed, as they typed it. */
export interface GuestTyped {
  readonly accountNumber: string;
  readonly proof: string;
  readonly serviceKind: ServiceKind | null;
  readonly zones: Zones;
  readonly values: Readonly<Partial<Record<Zone, string>>>;
}

export const NOTHING_TYPED: GuestTyped = { accountNumber: '', proof: '', serviceKind: null, zones: 'one', values: {} };

/** Where a mistake is: a field's name. */
export type GuestField = 'account' | 'proof' | 'service' | Zone;
export type GuestFaults = Readonly<Partial<Record<GuestField, string>>>;

/** Services that are read off a meter. */
const METERED: readonly ServiceKind[] = ['electricity', 'gas', 'cold_water', 'hot_water', 'heat'];

/** The services to choose from; one alone is not asked about. */
export function guestServices({ serviceKinds }: Supplier): readonly ServiceKind[] {
  return serviceKinds.filter((each) => METERED.includes(each));
}

export function guestService(typed: GuestTyped, supplier: Supplier): ServiceKind | null {
  const services = guestServices(supplier);
  return services.length === 1 ? (services[0] ?? null) : typed.serviceKind;
}

const ZONES: Readonly<Record<Zones, readonly Zone[]>> = {
  one: ['total'],
  two: ['day', 'night'],
  three: ['peak', 'half_peak', 'night'],
};

/** The dials to read: only electricity is counted by the time of day. */
export function guestZones(typed: GuestTyped, supplier: Supplier): readonly Zone[] {
  return ZONES[guestService(typed, supplier) === 'electricity' ? typed.zones : 'one'];
}

export function guestProof(supplier: Supplier): GuestProofKind {
  return supplier.guestReadings?.proof ?? 'meter_number';
}
