import { PARTS } from '@kabinet/elements/widgets/cabinet/cabinet.model.js';
import { describe, expect, it } from 'vitest';
import { TAGS } from './tags.js';

describe('the tags of a page', () => {
  it('have code for every widget that the cabinet puts on it', () => {
    const made = ['kabinet-account-menu', ...PARTS.map(({ tag }) => tag)];
    expect(made.filter((tag) => !(tag in TAGS))).toEqual([]);
  });

  it('are all in the cabinet, but for what is around widgets', () => {
    const made = new Set(['kabinet-account-menu', ...PARTS.map(({ tag }) => tag)]);
    expect(Object.keys(TAGS).filter((tag) => !made.has(tag))).toEqual(['kabinet-provider', 'kabinet-cabinet']);
  });
});
