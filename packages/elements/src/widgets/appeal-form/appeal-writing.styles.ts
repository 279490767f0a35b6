import { css } from 'lit';
import { choiceStyles } from '../../parts/choice.styles.js';
import { fieldStyles } from '../../parts/field.styles.js';
import { fileListStyles } from '../../parts/file-list.styles.js';

export const appealWritingStyles = [
  fieldStyles,
  choiceStyles,
  fileListStyles,
  css`
    .appeal {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 5);
    }

    .topic {
      display: flex;
      flex-wrap: wrap;
      gap: 0 calc(var(--_space) * 3);
      align-items: center;
      justify-content: space-between;
    }

    .topic h3 {
      font-size: 1.125em;
    }

    .topic button {
      padding-inline: 0;
    }

    .appeal input[type='text'],
    textarea {
      inline-size: 100%;
      font: inherit;
      letter-spacing: normal;
    }

    .appeal input.short {
      inline-size: 10em;
    }

    .with-unit {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_space) * 2);
      align-items: center;
    }

    textarea {
      display: block;
      max-inline-size: 100%;
      min-block-size: 8em;
      margin: 0;
      padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
      border: 1px solid var(--_field-border);
      border-radius: var(--_radius-small);
      background: var(--_surface);
      color: inherit;
      resize: vertical;
    }

    .wrong :is(textarea, select) {
      border: 2px solid var(--_bad);
    }

    .tick label {
      display: flex;
      gap: calc(var(--_space) * 3);
      align-items: center;
      min-block-size: 44px;
      font-weight: 400;
      line-height: 1.3;
      cursor: pointer;
    }

    .tick input {
      flex: none;
      inline-size: 24px;
      block-size: 24px;
      min-block-size: 0;
      margin: 0;
      padding: 0;
      accent-color: var(--_accent);
    }

    .answers {
      padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
      border-radius: var(--_radius-small);
      background: var(--_raised);
    }

    .answers-title {
      display: flex;
      gap: calc(var(--_space) * 2);
      font-weight: 600;
    }

    .answers-title span {
      min-inline-size: 0;
    }

    summary {
      display: list-item;
      min-block-size: 44px;
      padding-block: calc(var(--_space) * 2.5);
      line-height: 1.5;
      cursor: pointer;
    }

    .appeal dl > div {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0 calc(var(--_space) * 4);
      padding-block: calc(var(--_space) * 2);
      border-block-end: 1px solid var(--_border);
    }

    .appeal dt {
      color: var(--_muted);
      font-size: 0.9em;
    }

    .appeal dd {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    .said {
      white-space: pre-wrap;
    }

    @container (min-width: 480px) {
      .appeal dl > div {
        grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
      }
    }

    @media (forced-colors: active) {
      .answers {
        border: 1px solid;
      }
    }

    @media print {
      .answers,
      .emergency {
        display: none;
      }
    }
  `,
];
