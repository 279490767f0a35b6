import type { AppealKind } from '@kabinet/api';

const GROUPS: readonly string[] = ['question', 'complaint', 'suggestion', 'application'];

/** The topics as they are shown: those of one group together, groups that this page does not know at the end. */
export function groupsOf(
  kinds: readonly AppealKind[],
): readonly { readonly group: string; readonly kinds: readonly AppealKind[] }[] {
  const groups = [...new Set([...GROUPS, ...kinds.map(({ group }) => group)])];
  return groups
    .map((group) => ({ group, kinds: kinds.filter((each) => each.group === group) }))
    .filter((each) => each.kinds.length > 0);
}
