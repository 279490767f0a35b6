import { css } from 'lit';

export const paymentButtonStyles = css`
  .primary.wide {
    inline-size: 100%;
    min-block-size: 52px;
    font-size: 1.125em;
    font-variant-numeric: tabular-nums;
  }

  @container (min-width: 480px) {
    .primary.wide {
      inline-size: auto;
      min-inline-size: 18em;
      justify-self: start;
    }
  }

  .before {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
    max-inline-size: 40em;
  }

  .before strong {
    color: var(--_text);
    overflow-wrap: anywhere;
  }

  .before .test {
    color: var(--_warn);
    font-weight: 600;
  }

  button.plain {
    padding-inline: 0;
    text-align: start;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
    font-weight: 400;
  }

  @container (max-width: 419px) {
    .actions > .plain {
      justify-content: start;
    }
  }
`;
