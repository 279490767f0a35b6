import { css } from 'lit';
import { choiceStyles } from '../../parts/choice.styles.js';
import { fieldStyles } from '../../parts/field.styles.js';

export const guestReadingStyles = [
  fieldStyles,
  choiceStyles,
  css`
    .guest {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 5);
    }

    .guest .field input {
      inline-size: min(100%, 14em);
    }

    .guest input.long {
      font-size: 1.2em;
    }

    .guest summary {
      display: inline-flex;
      align-items: center;
      min-block-size: 44px;
      color: var(--_accent);
      cursor: pointer;
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }

    .guest .where {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_space) * 4);
      padding-block-end: calc(var(--_space) * 2);
    }

    .guest .where p {
      flex: 1 1 14em;
      min-inline-size: 0;
    }

    .guest .where svg {
      flex: none;
      inline-size: 9em;
      max-inline-size: 100%;
      fill: none;
      stroke: var(--_muted);
      stroke-width: 1.5;
    }

    .guest .where .ring {
      stroke: var(--_bad);
      stroke-width: 2.5;
    }

    @media (forced-colors: active) {
      .guest .where svg,
      .guest .where .ring {
        stroke: CanvasText;
      }
    }

    .guest dl > div {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 calc(var(--_space) * 4);
      padding-block: calc(var(--_space) * 2);
      border-block-end: 1px solid var(--_border);
    }

    .guest dd {
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
    }
  `,
];
