import { css } from 'lit';

/** A meter is a black thing, in a light page and in a dark one. */
export const dialStyles = css`
  .dial {
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-block: calc(var(--_space) * 1);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_raised);
    color: var(--_muted);
    font-size: min(0.875em, 5cqi);
  }

  .dial > p {
    display: flex;
    justify-content: space-between;
    gap: calc(var(--_space) * 3);
  }

  .dial .wheels {
    justify-content: start;
    gap: 2px;
    font-size: min(1.7em, 8cqi);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    line-height: 1.6;
  }

  .dial .many {
    font-size: min(1.7em, 6cqi);
  }

  .wheels span {
    overflow: hidden;
    inline-size: 1.4em;
    min-inline-size: 0;
    border: 1px solid #17202a;
    border-radius: 3px;
    background: linear-gradient(#0d1218, #323c46 50%, #0d1218);
    color: #fff;
    text-align: center;
  }

  .wheels span::before {
    content: attr(data-digit);
  }

  .wheels .faint {
    color: #b4bdc7;
    font-weight: 400;
  }

  .wheels .red {
    border-color: #b3261e;
    background: linear-gradient(#6d0d08, #a8231c 50%, #6d0d08);
    color: #fff;
    text-decoration: line-through 2px;
  }

  .red:not(.red + .red) {
    margin-inline-start: 0.3em;
  }

  .dial .red-note {
    justify-content: end;
    color: var(--_bad);
    font-weight: 600;
  }

  @media print {
    .wheels .faint,
    .wheels .red,
    .wheels span {
      background: none;
      color: inherit;
    }
  }
`;
