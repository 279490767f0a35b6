import { css } from 'lit';
import { fieldStyles } from '../../parts/field.styles.js';

export const bookingStyles = [
  fieldStyles,
  css`
    .booking {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 4);
    }

    .booking > button.plain {
      justify-self: start;
      padding-inline: 0;
    }

    .slots {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_space) * 2);
    }

    .slots button,
    .slots .full {
      min-inline-size: 5.5em;
      font-variant-numeric: tabular-nums;
    }

    .slots .full {
      display: inline-flex;
      flex-wrap: wrap;
      gap: 0 calc(var(--_space) * 1);
      align-items: center;
      justify-content: center;
      max-inline-size: 100%;
      min-block-size: 44px;
      padding-inline: calc(var(--_space) * 2);
      border: 1px dashed var(--_border);
      border-radius: var(--_radius-small);
      color: var(--_muted);
    }

    .slots .full s {
      text-decoration-thickness: 1px;
    }

    .booking form {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 4);
    }

    .booking input,
    .booking textarea {
      inline-size: 100%;
      min-block-size: 48px;
      padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
      border: 1px solid var(--_field-border);
      border-radius: var(--_radius-small);
      background: var(--_surface);
      color: inherit;
      font: inherit;
      letter-spacing: normal;
    }

    .booking input {
      inline-size: min(100%, 16em);
    }

    .booking textarea {
      min-block-size: 6em;
      resize: vertical;
    }

    .booking .wrong textarea {
      border: 2px solid var(--_bad);
    }

    /* A time that is still to be chosen is nothing to have on paper: its buttons are not there. */
    @media print {
      .booking {
        display: none;
      }
    }
  `,
];
