import { css } from 'lit';

export const paymentPlanStyles = css`
  .plans {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .plans > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    padding-block: calc(var(--_space) * 4);
    border-block-end: 1px solid var(--_border);
  }

  .plans > li:first-child {
    padding-block-start: 0;
  }

  .plans > li:last-child {
    padding-block-end: 0;
    border: 0;
  }

  .terms strong {
    font-size: 1.125em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .is-paused {
    font-weight: 600;
  }

  button.plain {
    align-self: start;
  }

  button.plain[data-add],
  .details button.plain {
    padding-inline: 0;
  }

  .plans button.plain {
    padding-inline: 0;
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .plans button.plain:hover {
    background: transparent;
    text-decoration-thickness: 2px;
  }

  .plans > li > .row {
    gap: 0 calc(var(--_space) * 4);
  }

  .notice .notice {
    padding: 0;
    background: none;
  }

  .more {
    border-block-end: 1px solid var(--_border);
  }

  .more:has(+ .contact) {
    margin-block-end: calc(var(--_space) * -4 - 1px);
  }

  details {
    border-block-start: 1px solid var(--_border);
  }

  .details > *,
  .details form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
  }

  .details {
    padding-block: calc(var(--_space) * 1) calc(var(--_space) * 4);
  }

  .details select {
    inline-size: min(100%, 24em);
  }

  .details legend {
    margin-block-end: calc(var(--_space) * 1);
    padding: 0;
    font-weight: 600;
  }

  .check {
    display: flex;
    gap: calc(var(--_space) * 3);
    align-items: center;
    min-block-size: 44px;
    font-weight: 400;
    cursor: pointer;
  }

  .check > span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .check input[type='checkbox'] {
    flex: none;
    inline-size: 22px;
    block-size: 22px;
    min-block-size: 0;
    margin: 0;
    padding: 0;
    accent-color: var(--_accent);
  }

  .details input.address {
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

  @media print {
    details {
      display: none;
    }
  }
`;
