import { css } from 'lit';
import { detailsStyles } from '../../parts/details.styles.js';
import { fieldStyles } from '../../parts/field.styles.js';

export const paymentStepsStyles = [
  detailsStyles,
  fieldStyles,
  css`
    .wide-gap {
      gap: calc(var(--_space) * 4);
    }

    .field input {
      inline-size: 10ch;
    }

    .accounts legend {
      margin-block-end: calc(var(--_space) * 2);
      padding: 0;
      font-weight: 600;
    }

    .accounts {
      min-inline-size: 0;
    }

    .accounts li {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 2);
      padding-block: calc(var(--_space) * 2);
      border-block-end: 1px solid var(--_border);
    }

    .accounts .sum {
      padding-inline-start: calc(24px + var(--_space) * 3);
    }

    @container (max-width: 20em) {
      .accounts .sum {
        padding-inline-start: 0;
      }
    }

    .check {
      display: flex;
      gap: calc(var(--_space) * 3);
      align-items: start;
      min-block-size: 44px;
      padding-block: calc(var(--_space) * 2);
      font-weight: 400;
      cursor: pointer;
    }

    .check > span {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    .check input {
      flex: none;
      inline-size: 24px;
      block-size: 24px;
      min-block-size: 0;
      margin: 0;
      padding: 0;
      accent-color: var(--_accent);
    }

    dl > div {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 calc(var(--_space) * 4);
      padding-block: calc(var(--_space) * 2);
      border-block-end: 1px solid var(--_border);
    }

    dl > div:last-child {
      border: 0;
    }

    dt {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    dd {
      min-inline-size: 0;
      margin-inline-start: auto;
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
    }

    .slip {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 5);
    }

    @container (min-width: 560px) {
      .slip {
        grid-template-columns: 240px minmax(0, 1fr);
      }
    }

    .code {
      align-content: start;
      max-inline-size: 240px;
    }

    .to-bank {
      display: flex;
      align-items: center;
      justify-content: center;
      min-block-size: 44px;
      padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
      border: 1px solid var(--_field-border);
      border-radius: var(--_radius-small);
      font-weight: 600;
      line-height: 1.3;
      text-align: center;
      text-decoration: none;
    }

    /* A computer has no bank's app to open: its owner scans the code by a phone. */
    @media (hover: hover) and (pointer: fine) {
      .to-bank {
        order: 1;
        justify-content: start;
        padding: 0;
        border: 0;
        font-weight: 400;
        text-align: start;
        text-decoration: underline;
      }
    }

    @media print {
      .to-bank {
        display: none;
      }
    }

    .qr {
      inline-size: 100%;
      block-size: auto;
      border-radius: var(--_radius-small);
      forced-color-adjust: none;
    }

    .details > div {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }

    .details dd {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 calc(var(--_space) * 4);
      align-items: center;
      margin: 0;
    }

    .details dd > span {
      flex: 1 1 8em;
      min-inline-size: 0;
    }
  `,
];
