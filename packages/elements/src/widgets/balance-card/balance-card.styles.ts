import { css } from 'lit';

export const balanceCardStyles = css`
  .figure {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(var(--_space) * 2);
    line-height: 1.25;
  }

  .figure strong {
    min-inline-size: 0;
    font-size: clamp(1em, 9cqi, 2.5em);
    font-weight: 600;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
  }

  /* It takes no room, so that it never begins a line of its own after a sum that just fits. */
  .comma {
    display: inline-block;
    inline-size: 0;
  }

  .overdue > span:last-child {
    color: var(--_bad);
    font-weight: 600;
  }

  .why {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
  }

  dl > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 4);
    padding-block: calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_border);
  }

  dl > .total {
    border: 0;
    font-weight: 600;
  }

  dd {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  /* Said as a word: nothing is to be read of the sign. */
  dd.less::before {
    content: '−';
    content: '−' / '';
  }

  dd.more::before {
    content: '+';
    content: '+' / '';
  }
`;
