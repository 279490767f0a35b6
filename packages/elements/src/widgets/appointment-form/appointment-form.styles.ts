import { css } from 'lit';

export const appointmentFormStyles = css`
  h4 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }

  .group,
  .items,
  .items > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .group {
    gap: calc(var(--_space) * 2);
  }

  .group > h3 {
    color: var(--_muted);
  }

  .items > li {
    gap: calc(var(--_space) * 2);
    padding-block: calc(var(--_space) * 4);
    border-block-end: 1px solid var(--_border);
  }

  .items > li:first-child {
    padding-block-start: 0;
  }

  .items > li:last-child {
    border: 0;
    padding-block-end: 0;
  }

  .when {
    font-size: 1.25em;
    font-weight: 600;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }

  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
  }

  .facts > div {
    display: grid;
    grid-template-columns: 8em minmax(0, 1fr);
    gap: 0 calc(var(--_space) * 3);
  }

  .facts dt {
    color: var(--_muted);
  }

  .facts dd {
    overflow-wrap: anywhere;
  }

  @container (max-width: 26em) {
    .facts > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  .topic {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  summary {
    min-block-size: 44px;
    padding-block: calc(var(--_space) * 2);
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
  }

  @media print {
    .offered {
      display: none;
    }
  }
`;
