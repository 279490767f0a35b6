import { useData } from 'vitepress';
import { computed } from 'vue';
import { words } from './words.js';

type Language = keyof typeof words;

/** The language of the page that is open, and the words in it. The chooser of languages is in all of them: there it is Ukrainian. */
export function useLanguage() {
  const { lang } = useData();
  const language = computed(() => (lang.value in words ? (lang.value as Language) : 'uk'));
  return { language, say: computed(() => words[language.value]) };
}
