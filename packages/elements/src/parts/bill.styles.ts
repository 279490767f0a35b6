import { css } from 'lit';

/** The look of `renderBill`: what each line is on the left, its sum on the right; below each other where there is no room. */
export const billStyles = css`
  .bill,
  .bill section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .bill {
    gap: calc(var(--_space) * 3);
  }

  .bill-name {
    font-weight: 600;
  }

  .bill dl > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 4);
    padding-block: calc(var(--_space) * 1.5);
  }

  .bill dl > div + div {
    border-block-start: 1px solid var(--_border);
  }

  .bill dt {
    flex: 0 1 auto;
    min-inline-size: 0;
    color: inherit;
  }

  .bill dt .muted {
    display: block;
  }

  .bill dd {
    flex: none;
    max-inline-size: 100%;
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .bill .bill-dates {
    color: var(--_muted);
    font-size: 0.9em;
  }

  .bill .bill-total {
    border-block-start: 2px solid var(--_border);
    font-weight: 600;
  }

  .bill-vat {
    margin-block-start: calc(var(--_space) * -3);
  }

  .bill-remarks {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .bill-remarks li {
    display: flex;
    gap: calc(var(--_space) * 2);
  }
`;
