import { css } from 'lit';

export const fieldStyles = css`
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
  }

  .field.wrong {
    padding-inline-start: calc(var(--_space) * 3);
    border-inline-start: 4px solid var(--_bad);
  }

  input {
    inline-size: 11ch;
    max-inline-size: 100%;
    min-block-size: 48px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    font-size: 1.5em;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.06em;
  }

  .wrong input {
    border: 2px solid var(--_bad);
  }

  .error {
    display: flex;
    gap: calc(var(--_space) * 2);
    color: var(--_bad);
    font-weight: 600;
  }

  .note {
    flex: 1 1 11em;
    min-inline-size: 0;
    min-block-size: 1.5em;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
`;
