import type { Capability, Supplier } from '@kabinet/api';

export type StepName =
  | 'signUp'
  | 'link'
  | 'readings'
  | 'meters'
  | 'balance'
  | 'payments'
  | 'receipts'
  | 'plans'
  | 'tariffs'
  | 'appeals'
  | 'appointments'
  | 'contracts'
  | 'help';

/** In the order in which somebody new needs them, each with what the supplier must offer one of. */
const STEPS: readonly (readonly [StepName, ...Capability[]])[] = [
  ['balance', 'balance'],
  ['readings', 'readings'],
  ['meters', 'meters'],
  ['payments', 'payments'],
  ['receipts', 'receipts'],
  ['plans', 'payment-plans', 'reminders'],
  ['tariffs', 'tariffs'],
  ['appeals', 'appeals'],
  ['appointments', 'appointments'],
  ['contracts', 'contracts'],
];

/** The steps for a supplier: getting in where that is done here, what there is, and who helps. */
export function stepsOf(
  { capabilities }: Pick<Supplier, 'capabilities'>,
  { signsUp }: { readonly signsUp: boolean },
): readonly StepName[] {
  const offers = (capability: Capability) => capabilities.includes(capability);
  const offered = STEPS.flatMap(([name, ...needs]) => (needs.some(offers) ? [name] : []));
  const gettingIn: readonly StepName[] = signsUp ? ['signUp', ...(offers('accounts') ? (['link'] as const) : [])] : [];
  return [...gettingIn, ...offered, 'help'];
}
