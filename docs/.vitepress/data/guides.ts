import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from './manifest.js';

const docs = fileURLToPath(new URL('../../', import.meta.url));

export interface Link {
  readonly text: string;
  readonly link: string;
}

/** What a person reads first stands first; what is not named follows by its name. */
const ORDER = [
  'start',
  'customers',
  'embedding',
  'cabinet',
  'phone-app',
  'theming',
  'sign-on',
  'adapter',
  'security-policy',
  'paying',
  'receipts',
  'appeals',
  'appointments',
  'server',
  'billing-base',
  'payment-providers',
  'sandbox-bank',
  'upgrading',
  'wordpress',
  'bitrix',
  'joomla',
  'tilda',
  'tag-manager',
  'bundler',
  'react',
  'vue',
  'angular',
  'svelte',
  'pglite',
  'postgresql',
  'pgbouncer',
  'backup',
  'restore',
  'many-nodes',
];

/** The guides of a folder (`''`, `guides`, `running`) by their own titles; those that a language lacks are not offered in it. */
export function guides(language: Language, folder: string): readonly Link[] {
  const path = `${docs}${language}/${folder}`;
  if (!existsSync(path)) return [];
  const names = readdirSync(path)
    .filter((name) => name.endsWith('.md') && name !== 'index.md' && !name.includes('['))
    .map((name) => name.slice(0, -'.md'.length))
    .sort((one, other) => placeOf(one) - placeOf(other) || (one < other ? -1 : 1));
  const base = folder === '' ? `/${language}` : `/${language}/${folder}`;
  return names.map((name) => ({
    text: titleOf(readFileSync(`${path}/${name}.md`, 'utf8')) ?? name,
    link: `${base}/${name}`,
  }));
}

function placeOf(name: string): number {
  const place = ORDER.indexOf(name);
  return place === -1 ? ORDER.length : place;
}

/** The first heading, without the marks of code and emphasis. */
export function titleOf(markdown: string): string | undefined {
  return /^# (.+)$/m.exec(markdown)?.[1]?.replace(/[`*]/g, '').trim();
}
