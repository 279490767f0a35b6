// @ts-check
/** What programs that write code are told of Kabinet (`llms.txt`): every English page of the docs with a line of what is in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementsOf, makeManifest } from '../../packages/elements/manifest/config.mjs';
import { root } from './run.mjs';

/** The folders of docs/en that hold pages written by hand. @type {readonly [string, string][]} */
const FOLDERS = [
  ['', 'Guides'],
  ['guides', 'Content management systems and frameworks'],
  ['running', 'Running the server'],
];

/** The whole text; its links are paths on the docs' site. */
export function makeLlms() {
  const elements = elementsOf(makeManifest(join(root, 'packages/elements')));
  return [
    '# Kabinet',
    '',
    "> A utility's self-service cabinet as web components: a supplier puts one script tag and a few elements into pages it already has, and its customers hand in meter readings, pay, look up prices, write and book appointments.",
    '',
    ...FOLDERS.flatMap(([folder, title]) => section(title, pagesOf(folder))),
    ...section(
      'Elements',
      elements.map((/** @type {{ tagName: string, description: string }} */ { tagName, description }) => ({
        title: `<${tagName}>`,
        link: `/en/elements/${tagName}`,
        text: description,
      })),
    ),
    ...section('API', [
      { title: 'Calls of the API', link: '/en/api/', text: "What a supplier's service answers, call by call." },
    ]),
  ].join('\n');
}

/** @typedef {{ title: string, link: string, text: string }} Page */

/**
 * @param {string} title
 * @param {readonly Page[]} pages
 */
function section(title, pages) {
  if (pages.length === 0) return [];
  return [`## ${title}`, '', ...pages.map(({ title, link, text }) => `- [${title}](${link}): ${text}`), ''];
}

/**
 * @param {string} folder of docs/en
 * @returns {Page[]}
 */
function pagesOf(folder) {
  const path = join(root, 'docs/en', folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.md') && name !== 'index.md' && !name.includes('['))
    .sort()
    .map((name) => {
      const markdown = readFileSync(join(path, name), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
      const word = name.slice(0, -'.md'.length);
      return {
        title: plain(/^# (.+)$/m.exec(markdown)?.[1] ?? word),
        link: ['/en', folder, word].filter(Boolean).join('/'),
        text: plain(firstParagraph(markdown)),
      };
    });
}

/**
 * What a page says first of itself: no heading, list, table, picture, example or tag.
 * @param {string} markdown
 */
function firstParagraph(markdown) {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '');
  return (
    prose
      .split(/\n\s*\n/)
      .find((block) => /^[\p{L}\d`*[“"']/u.test(block.trim()))
      ?.trim() ?? ''
  );
}

/**
 * In one line, without the marks of links, code and emphasis.
 * @param {string} text
 */
function plain(text) {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
