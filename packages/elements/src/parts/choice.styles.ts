import { css } from 'lit';

/** The look of `renderChoice`: each answer is a row to press, the chosen one has the accent's border as well as its dot. */
export const choiceStyles = css`
  .choices {
    min-inline-size: 0;
  }

  .choices > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }

  .choices > .wrong {
    padding-inline-start: calc(var(--_space) * 3);
    border-inline-start: 4px solid var(--_bad);
  }

  .choices legend {
    margin-block-end: calc(var(--_space) * 1);
    padding: 0;
    max-inline-size: 100%;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .choices .options {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }

  .choices label {
    display: flex;
    flex: 1 1 auto;
    gap: calc(var(--_space) * 3);
    align-items: center;
    max-inline-size: 100%;
    min-block-size: 44px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius-small);
    font-weight: 400;
    line-height: 1.3;
    cursor: pointer;
  }

  .choices label:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  .choices label:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  .choices input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    min-block-size: 0;
    margin: 0;
    padding: 0;
    accent-color: var(--_accent);
    outline: 0;
  }

  .choices span {
    min-inline-size: 0;
  }
`;
