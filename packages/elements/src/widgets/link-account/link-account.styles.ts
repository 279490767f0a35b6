import { css } from 'lit';
import { accountLineStyles } from '../../parts/account-line.styles.js';

export const linkAccountStyles = [
  accountLineStyles,
  css`
    .accounts > li {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 1);
      padding-block: calc(var(--_space) * 3);
      border-block-end: 1px solid var(--_border);
    }

    .accounts > li:first-child {
      padding-block-start: 0;
    }

    .accounts button.plain {
      padding-inline: 0;
      font-weight: 400;
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }

    .rename {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 1);
    }

    .rename input {
      inline-size: min(100%, 22em);
      min-block-size: 48px;
      padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
      border: 1px solid var(--_field-border);
      border-radius: var(--_radius-small);
      background: var(--_surface);
      color: inherit;
      font: inherit;
    }

    .rename .error {
      color: var(--_bad);
      font-weight: 600;
    }

    .at-hand ul {
      padding-inline-start: 1.25em;
      list-style: disc;
    }

    .add > a {
      justify-self: start;
    }
  `,
];
