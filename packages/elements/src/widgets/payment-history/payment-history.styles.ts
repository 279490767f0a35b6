import { css } from 'lit';

export const paymentHistoryStyles = css`
  .years {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
  }

  .year > h3 {
    padding-block-end: calc(var(--_space) * 1);
    border-block-end: 1px solid var(--_border);
    color: var(--_muted);
    font-size: 0.9em;
  }

  .year li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 4);
    padding-block: calc(var(--_space) * 3);
    border-block-end: 1px solid var(--_border);
  }

  .year li > * {
    grid-column: 1 / -1;
    min-inline-size: 0;
  }

  /* Thousands of rows: what is not in sight is not laid out. */
  .many li {
    content-visibility: auto;
    contain-intrinsic-block-size: 6.5em;
  }

  .years > .year:last-child li:last-child {
    border-block-end: 0;
    padding-block-end: 0;
  }

  .year li > strong {
    grid-column: 1;
  }

  .year li > .sum {
    grid-column: 2;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .refunded {
    color: var(--_good);
    font-weight: 600;
  }

  /* A few letters wide, as at twice the text's size on a phone: the sum gets a line of its own. */
  @container (max-width: 17em) {
    .year li > .sum {
      grid-column: 1 / -1;
    }
  }

  button.link,
  li > a {
    justify-self: start;
    min-block-size: 44px;
    margin-block-end: calc(var(--_space) * -2);
    padding: 0;
    border: 0;
    color: var(--_accent);
    font-size: 0.9em;
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    text-align: start;
  }

  li > a {
    display: inline-flex;
    align-items: center;
  }

  button.link:hover {
    background: transparent;
    text-decoration-thickness: 2px;
  }

  details {
    border-block-start: 1px solid var(--_border);
  }

  .details {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    padding-block: calc(var(--_space) * 2) calc(var(--_space) * 2);
  }

  /* The contact's line is near enough. */
  details:has(+ .contact) {
    margin-block-end: calc(var(--_space) * -3);
  }

  .details select,
  input[type='date'] {
    inline-size: min(100%, 22em);
  }

  input[type='date'] {
    min-block-size: 48px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }

  .days {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11em), 14em));
    gap: calc(var(--_space) * 3);
  }

  .error {
    display: flex;
    gap: calc(var(--_space) * 2);
    color: var(--_bad);
    font-weight: 600;
  }

  @media print {
    details {
      display: none;
    }
  }
`;
