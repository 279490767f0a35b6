import { css } from 'lit';

export const tourStyles = css`
  dialog {
    inline-size: 34em;
    max-inline-size: calc(100% - var(--_space) * 8);
    /* As high for every step: the button that leads on stays under the finger. */
    block-size: 33em;
    max-block-size: calc(100% - var(--_space) * 8);
    padding: calc(var(--_space) * 5);
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-size: inherit;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  .step {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto auto 1fr auto;
    gap: calc(var(--_space) * 4);
    min-block-size: 100%;
  }

  .words {
    align-content: start;
  }

  .words a {
    white-space: nowrap;
  }

  .step h3 {
    font-size: 1.25em;
    line-height: 1.3;
  }

  /* As large before the drawing comes; the words below it stay on the first screen of a phone. */
  .picture {
    aspect-ratio: 16 / 9;
    max-block-size: 30vh;
    border-radius: var(--_radius-small);
    background: var(--_raised);
  }

  @media (max-height: 640px) {
    .picture {
      max-block-size: 18vh;
    }
  }

  .drawing {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    fill: none;
    stroke: var(--_muted);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .drawing .main {
    stroke: var(--_accent);
    stroke-width: 3;
  }

  .step .close {
    margin-inline-start: auto;
  }

  @media (forced-colors: active) {
    .drawing,
    .drawing .main {
      stroke: CanvasText;
    }
  }
`;
