import localSearchIndex from '@localSearchIndex';

/** Brings what the search box needs, the box and the index of a language, before it is opened: from then on it works without a network. */
export async function bringSearch(locale: string): Promise<void> {
  await Promise.all([import('./SearchBox.vue'), localSearchIndex[locale]?.()]);
}
