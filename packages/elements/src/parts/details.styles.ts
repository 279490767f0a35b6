import { css } from 'lit';

/** Something that opens: a plus that becomes a minus, on every widget the same. */
export const detailsStyles = css`
  summary {
    display: flex;
    gap: calc(var(--_space) * 2);
    align-items: center;
    min-block-size: 48px;
    padding-block: calc(var(--_space) * 2);
    overflow-wrap: anywhere;
    color: var(--_accent);
    font-weight: 600;
    line-height: 1.3;
    cursor: pointer;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary::before {
    content: '+';
    flex: none;
    inline-size: 1em;
    font-size: 1.25em;
    line-height: 1;
    text-align: center;
  }

  details[open] > summary::before {
    content: '−';
  }
`;
