import { css } from 'lit';

export const receiptStyles = css`
  .figures strong {
    display: block;
    font-size: clamp(1em, 9cqi, 2.25em);
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
  }

  dl {
    max-inline-size: 44em;
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
    font-weight: 600;
  }

  dt {
    min-inline-size: 0;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .total dt {
    color: inherit;
  }

  dd {
    min-inline-size: 0;
    margin-inline-start: auto;
    text-align: end;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  /* A number is not torn apart at its hyphen. */
  dd strong {
    display: inline-block;
  }

  .loud .notice {
    border: 2px solid var(--_bad);
  }

  .qr {
    display: block;
    inline-size: min(100%, 15em);
    block-size: auto;
  }

  .drop {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
    justify-items: start;
    padding: calc(var(--_space) * 5);
    border: 1px dashed var(--_field-border);
    border-radius: var(--_radius-small);
  }

  .drop.over {
    background: var(--_raised);
  }

  label.file {
    position: relative;
    display: inline-flex;
    max-inline-size: 100%;
    cursor: pointer;
  }

  label.file > span {
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_accent);
    color: var(--_on-accent);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  label.file.again > span {
    border-color: var(--_field-border);
    background: transparent;
    color: inherit;
  }

  label.file input:focus-visible + span {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  /* A hint for a mouse: there is nothing to drag on a phone. */
  @media (hover: none) {
    .by-mouse {
      display: none;
    }
  }

  .for-paper {
    display: none;
  }

  @media print {
    .for-paper {
      display: block;
    }

    details,
    label.file,
    .drop {
      display: none;
    }
  }
`;
