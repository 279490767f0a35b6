import type { LegalSource } from '@kabinet/api';
import { html, type TemplateResult } from 'lit';
import { inLanguage } from '../../core/in-language.js';

/** The paper that says so, with a link where it can be read. Addresses of any other kind are not followed. */
export function renderSource({ title, url }: LegalSource, language: string): TemplateResult {
  const text = inLanguage(title, language);
  return url && /^https?:\/\//.test(url) ? html`<a href=${url} rel="noopener">${text}</a>` : html`${text}`;
}
