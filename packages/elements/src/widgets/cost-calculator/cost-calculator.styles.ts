import { css } from 'lit';

export const costCalculatorStyles = css`
  form,
  .result {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 5);
  }

  form {
    align-content: start;
    max-inline-size: 36em;
  }

  .sides {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 5);
  }

  .period {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr));
    gap: calc(var(--_space) * 3);
    max-inline-size: 36em;
  }

  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
  }

  .facts > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 3);
  }

  .facts dt {
    flex: 0 0 6em;
    color: var(--_muted);
  }

  .facts dd {
    flex: 1 1 9em;
    min-inline-size: 0;
    font-variant-numeric: tabular-nums;
  }

  .facts dd span {
    display: block;
  }

  /* The answer is laid out for the room it has itself: beside the form that is half of the card's. */
  .result {
    container-type: inline-size;
    padding-block-start: calc(var(--_space) * 5);
    border-block-start: 1px solid var(--_border);
    scroll-margin-block: calc(var(--_space) * 4);
  }

  /* With room for both, the answer stands beside what was asked. */
  @container (min-width: 52em) {
    .sides.answered {
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
      gap: calc(var(--_space) * 8);
    }

    .answered .result {
      align-content: start;
      padding-block-start: 0;
      padding-inline-start: calc(var(--_space) * 8);
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }
  }

  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 4) calc(var(--_space) * 10);
  }

  .figure {
    display: grid;
    min-inline-size: 0;
    line-height: 1.25;
  }

  .figure strong {
    font-size: clamp(1em, 9cqi, 2.25em);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }

  .figures .figure strong {
    font-size: clamp(1em, 7cqi, 2em);
  }

  .result table,
  .result .bill,
  .months {
    max-inline-size: 40em;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding-block: calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: baseline;
  }

  th {
    font-weight: 400;
  }

  /* A number is not broken, unless it is wider than everything there is. */
  td,
  .part {
    white-space: nowrap;
  }

  .part {
    display: inline-block;
  }

  .long td {
    white-space: normal;
    overflow-wrap: anywhere;
  }

  thead th {
    color: var(--_muted);
    font-size: 0.9em;
  }

  tfoot th,
  tfoot td {
    border: 0;
    font-weight: 600;
  }

  th:not(:first-child),
  td {
    padding-inline: calc(var(--_space) * 2) 0;
    text-align: end;
  }

  .months,
  .month {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
  }

  .months {
    gap: calc(var(--_space) * 6);
  }

  .month h3 {
    padding-block-end: calc(var(--_space) * 1);
    border-block-end: 2px solid var(--_border);
  }

  /* A sum goes below its month where they do not fit beside each other. */
  @container (max-width: 22em) {
    table:not(.wide) tr {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      border-block-end: 1px solid var(--_border);
    }

    table:not(.wide) tfoot tr {
      border: 0;
    }

    table:not(.wide) :is(th, td) {
      max-inline-size: 100%;
      padding-inline: 0;
      border: 0;
    }

    table:not(.wide) td {
      white-space: normal;
      overflow-wrap: anywhere;
    }

    table:not(.wide) :is(td, th + th) {
      margin-inline-start: auto;
      padding-inline-start: calc(var(--_space) * 2);
    }
  }

  /* Where three sums and the month do not fit beside each other, each month becomes a small list. */
  @container (max-width: 36em) {
    .wide thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    .wide tr {
      display: block;
      padding-block: calc(var(--_space) * 2);
      border-block-end: 1px solid var(--_border);
    }

    .wide tfoot tr {
      border: 0;
    }

    .wide tbody th,
    .wide tfoot th,
    .wide td {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 calc(var(--_space) * 3);
      padding: 0;
      border: 0;
    }

    .wide th {
      font-weight: 600;
    }

    .wide td:last-child {
      font-weight: 600;
    }

    .wide td::before {
      content: attr(data-label);
      color: var(--_muted);
      font-weight: 400;
    }

    .wide td span {
      margin-inline-start: auto;
      white-space: normal;
      overflow-wrap: anywhere;
    }
  }

  /* On paper the answer is wanted; its lines say what was asked. */
  @media print {
    .sides.answered {
      display: block;
    }

    form,
    details:not([open]) {
      display: none;
    }
  }
`;
