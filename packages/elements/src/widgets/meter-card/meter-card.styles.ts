import { css } from 'lit';

export const meterCardStyles = css`
  .meters {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
  }

  .meter {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
  }

  .meter + .meter {
    padding-block-start: calc(var(--_space) * 4);
    border-block-start: 1px solid var(--_border);
  }

  .removed {
    color: var(--_muted);
  }

  dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
  }

  dl > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 3);
  }

  dt {
    flex: 0 0 9em;
    color: var(--_muted);
  }

  dd {
    flex: 1 1 7em;
    min-inline-size: 0;
  }

  /* One piece where it fits, on several lines where it does not. */
  .figure {
    display: inline-block;
    max-inline-size: 100%;
    font-variant-numeric: tabular-nums;
  }

  dd .figure {
    display: block;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9375em;
  }

  th,
  td {
    padding: calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
  }

  th {
    font-weight: 600;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 0;
  }

  td .figure {
    display: block;
  }

  /* In a narrow column each row of the table becomes a small list, so that nothing has to be scrolled sideways. */
  @container (max-width: 559px) {
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    tr {
      display: block;
      padding-block: calc(var(--_space) * 2);
      border-block-end: 1px solid var(--_border);
    }

    tbody th,
    td {
      display: grid;
      grid-template-columns: minmax(0, 6em) minmax(0, 1fr);
      gap: 0 calc(var(--_space) * 3);
      padding: 0;
      border: 0;
    }

    tbody th {
      display: block;
    }

    /* What a cell says stands in the second column, however many lines or registers it has. */
    td > * {
      grid-column: 2;
    }

    td::before {
      content: attr(data-label);
      color: var(--_muted);
    }
  }
`;
