import { css } from 'lit';
import { choiceStyles } from '../../parts/choice.styles.js';
import { fieldStyles } from '../../parts/field.styles.js';
import { fileLinksStyles } from '../../parts/file-links.styles.js';
import { fileListStyles } from '../../parts/file-list.styles.js';

/** The look of an open appeal: loaded with it. */
export const talkStyles = [
  fieldStyles,
  choiceStyles,
  fileLinksStyles,
  fileListStyles,
  css`
    h4,
    ol {
      margin: 0;
      padding: 0;
    }

    h4 {
      font-size: 1em;
      font-weight: 600;
    }

    ol {
      list-style: none;
    }

    .talk,
    .talk form {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 4);
    }

    .talk > button.plain {
      justify-self: start;
      padding-inline: 0;
    }

    .talk h3,
    .talk dd {
      overflow-wrap: anywhere;
    }

    .talk dl {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 1);
    }

    .talk dl > div {
      display: grid;
      grid-template-columns: 11em minmax(0, 1fr);
      gap: 0 calc(var(--_space) * 3);
    }

    .talk dt {
      color: var(--_muted);
    }

    .steps > li {
      display: grid;
      grid-template-columns: 11em minmax(0, 1fr);
      gap: 0 calc(var(--_space) * 3);
    }

    @container (max-width: 28em) {
      .talk dl > div,
      .steps > li {
        grid-template-columns: minmax(0, 1fr);
      }
    }

    .messages {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 3);
    }

    .messages > li {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 1);
      padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
      border: 1px solid var(--_border);
      border-radius: var(--_radius-small);
    }

    .messages > .supplier {
      border-inline-start: 4px solid var(--_accent);
    }

    .talk .new {
      color: var(--_accent);
    }

    .talk .error > span,
    .talk li a {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    .text {
      overflow-wrap: anywhere;
      white-space: pre-line;
    }

    .talk textarea {
      inline-size: 100%;
      padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
      border: 1px solid var(--_field-border);
      border-radius: var(--_radius-small);
      background: var(--_surface);
      color: inherit;
      font: inherit;
      resize: vertical;
    }

    .talk .wrong textarea {
      border: 2px solid var(--_bad);
    }

    .talk summary {
      min-block-size: 44px;
      padding-block: calc(var(--_space) * 2);
      color: var(--_accent);
      font-weight: 600;
      cursor: pointer;
    }

    @media print {
      .talk form,
      .talk summary {
        display: none;
      }

      /* What is folded away on a screen is on the paper. */
      .talk details::details-content {
        block-size: auto;
        content-visibility: visible;
      }

      .messages > li {
        break-inside: avoid;
      }
    }
  `,
];
