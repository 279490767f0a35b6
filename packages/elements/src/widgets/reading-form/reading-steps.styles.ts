import { css } from 'lit';

/** The look of what comes after the fields. */
export const readingStepsStyles = css`
  .worth details > .stack {
    padding-block-end: calc(var(--_space) * 4);
  }

  .receipt dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
    margin-block: calc(var(--_space) * 2);
  }

  .receipt dl > div {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(var(--_space) * 3);
  }

  dt {
    flex: 0 1 8em;
    min-inline-size: 0;
    color: var(--_muted);
  }

  dd {
    flex: 1 1 8em;
    min-inline-size: 0;
  }

  .receipt dl > div:first-child {
    flex-direction: column;
  }

  .receipt dl > div:first-child > * {
    flex: none;
    max-inline-size: 100%;
  }

  .big {
    font-size: clamp(1.25em, 9cqi, 2em);
    font-weight: 600;
    line-height: 1.25;
  }

  .shown-back {
    font-size: 1.5em;
    font-weight: 600;
    line-height: 1.25;
  }

  .file {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: 44px;
    max-inline-size: 100%;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius-small);
    line-height: 1.3;
    text-align: center;
    cursor: pointer;
  }

  .file:hover {
    background: var(--_raised);
  }

  .file:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  .photo {
    margin-block-start: calc(var(--_space) * 2);
    padding-block-start: calc(var(--_space) * 4);
    border-block-start: 1px solid var(--_border);
  }

  canvas {
    max-inline-size: min(100%, 24em);
    block-size: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
  }

  @media print {
    .photo {
      display: none;
    }
  }
`;
