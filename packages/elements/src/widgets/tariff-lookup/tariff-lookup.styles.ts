import { css } from 'lit';

export const tariffLookupStyles = css`
  .await {
    padding: calc(var(--_space) * 4);
    border: 1px dashed var(--_field-border);
    border-radius: var(--_radius-small);
    color: var(--_muted);
  }

  .tariff {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
  }

  .tariff + .tariff {
    padding-block-start: calc(var(--_space) * 5);
    border-block-start: 1px solid var(--_border);
  }

  /* What was asked ends here. */
  .asked + .tariff,
  .await + .tariff {
    padding-block-start: calc(var(--_space) * 5);
    border-block-start: 1px solid var(--_border);
  }

  .asked {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
  }

  /* The field for a place is on its way: what stands below it would be moved by it. */
  .asked:has(> .bones) ~ *,
  .asked > .bones ~ * {
    display: none;
  }

  .sentence {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
  }

  .sentence .lead {
    display: block;
    color: var(--_muted);
  }

  .figure {
    font-size: clamp(1.25em, 9cqi, 2.25em);
    font-weight: 600;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
  }

  .steps {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
  }

  .step {
    display: inline-block;
    max-inline-size: 100%;
    font-size: 1.25em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .zones {
    margin-block-start: calc(var(--_space) * 2);
  }

  .zones li {
    padding-inline-start: calc(var(--_space) * 3);
    text-indent: calc(var(--_space) * -3);
    margin-inline-start: calc(var(--_space) * 3);
    font-variant-numeric: tabular-nums;
  }

  .hours {
    white-space: nowrap;
  }

  .next {
    display: flex;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    border-radius: var(--_radius-small);
    background: var(--_raised);
  }

  .next > div {
    flex: 1;
    min-inline-size: 0;
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

  .tariff dt {
    flex: 0 0 9em;
    color: var(--_muted);
  }

  .tariff dd {
    flex: 1 1 9em;
    min-inline-size: 0;
    font-variant-numeric: tabular-nums;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9375em;
  }

  caption {
    padding-block-end: calc(var(--_space) * 1);
    color: var(--_muted);
    text-align: start;
  }

  th,
  td {
    padding: calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
  }

  td {
    font-variant-numeric: tabular-nums;
  }

  th {
    font-weight: 600;
  }

  tbody th {
    font-weight: 400;
  }

  .group th {
    padding-block-start: calc(var(--_space) * 4);
    font-weight: 600;
  }

  th:first-child {
    padding-inline-start: 0;
  }

  details {
    border-block-start: 1px solid var(--_border);
  }

  .details {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    padding-block: calc(var(--_space) * 2) calc(var(--_space) * 4);
  }

  .tariff details {
    border: 0;
  }

  .tariff .details {
    padding-block-end: 0;
  }

  /* The next part's line is near enough. */
  .card > details + details {
    margin-block-start: calc(var(--_space) * -4);
  }

  /*
   * In a narrow column each row of the table becomes a small list, so that nothing has to be scrolled sideways. Widths are counted in
   * letters: at twice the text's size a phone is half as wide.
   */
  @container (max-width: 35em) {
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    table,
    tbody,
    caption {
      display: block;
    }

    tr {
      display: block;
      padding-block: calc(var(--_space) * 2);
      border-block-end: 1px solid var(--_border);
    }

    tbody th,
    td {
      display: grid;
      grid-template-columns: minmax(0, 7em) minmax(0, 1fr);
      gap: 0 calc(var(--_space) * 3);
      padding: 0;
      border: 0;
    }

    tbody th {
      display: block;
      font-weight: 600;
    }

    td::before {
      content: attr(data-label);
      color: var(--_muted);
    }
  }

  /* Too few letters for two columns: what it is stands above its value. */
  @container (max-width: 18em) {
    td,
    dl > div {
      grid-template-columns: minmax(0, 1fr);
    }

    dl > div,
    .next {
      display: grid;
    }

    .next {
      padding-inline: calc(var(--_space) * 2);
    }
  }

  @media print {
    .await,
    details:not([open]),
    summary,
    .choices label:not(:has(:checked)) {
      display: none;
    }
  }
`;
