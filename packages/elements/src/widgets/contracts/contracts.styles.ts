import { css } from 'lit';

export const contractsStyles = css`
  .contracts > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    padding-block: calc(var(--_space) * 4);
    border-block-end: 1px solid var(--_border);
  }

  .contracts > li:first-child {
    padding-block-start: 0;
  }

  .contracts > li:last-child {
    border: 0;
    padding-block-end: 0;
  }

  details > .contracts {
    padding-block-start: calc(var(--_space) * 3);
  }

  dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
  }

  dl > div {
    display: grid;
    grid-template-columns: 9em minmax(0, 1fr);
    gap: 0 calc(var(--_space) * 3);
  }

  dt {
    color: var(--_muted);
  }

  dd {
    overflow-wrap: anywhere;
  }

  @container (max-width: 26em) {
    dl > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  summary {
    min-block-size: 44px;
    padding-block: calc(var(--_space) * 2);
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
  }
`;
