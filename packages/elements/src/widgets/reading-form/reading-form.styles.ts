import { css } from 'lit';

export const readingFormStyles = css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 5);
  }

  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }

  .window {
    display: flex;
    gap: calc(var(--_space) * 2);
    font-weight: 600;
  }

  .window > span {
    min-inline-size: 0;
  }

  /* As high as it will be: what stands below is not moved by what is typed. */
  .worth {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: center;
    min-block-size: calc(1.5em + var(--_space) * 6);
    max-inline-size: 40em;
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    border-radius: var(--_radius-small);
    background: var(--_raised);
    font-variant-numeric: tabular-nums;
  }

  .worth.costs {
    min-block-size: calc(2.85em + 48px + var(--_space) * 4);
    padding-block-end: 0;
  }

  @container (max-width: 30em) {
    .worth.costs {
      min-block-size: calc(4.2em + 48px + var(--_space) * 4);
    }

    .worth.costs.together {
      min-block-size: calc(5.7em + 48px + var(--_space) * 4);
    }
  }

  /* One piece where it fits, on several lines where it does not. */
  .figure {
    display: inline-block;
    max-inline-size: 100%;
    font-variant-numeric: tabular-nums;
  }

  .choice {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .choice legend {
    padding: 0;
    margin-block-end: calc(var(--_space) * 2);
    font-weight: 600;
  }

  .choice label {
    display: flex;
    gap: calc(var(--_space) * 3);
    align-items: center;
    min-block-size: 44px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    font-weight: 400;
    cursor: pointer;
  }

  .choice label:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  .choice label:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  .choice input {
    flex: none;
    inline-size: 20px;
    min-block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
    outline: 0;
  }

  .choice .muted {
    display: block;
  }

  @media print {
    details {
      display: none;
    }
  }
`;
