import { css } from 'lit';

export const comboboxStyles = css`
  .combobox {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
  }

  .combobox-box {
    display: flex;
    position: relative;
    max-inline-size: 32em;
    margin-block-start: calc(var(--_space) * 1);
  }

  .combobox input {
    flex: 1;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 48px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    padding-inline-end: 48px;
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    letter-spacing: normal;
    text-overflow: ellipsis;
  }

  .combobox .clear {
    position: absolute;
    inset-block: 2px;
    inset-inline-end: 2px;
    inline-size: 44px;
    min-block-size: 44px;
    padding: 0;
    border: 0;
    color: var(--_muted);
  }

  /* Shown as a popover, above everything else on the page; placed by code. */
  .combobox-list {
    position: fixed;
    inset: auto;
    inset-block-start: 0;
    inset-inline-start: 0;
    margin: 0;
    padding: calc(var(--_space) * 1);
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: inherit;
    font-size: inherit;
    box-shadow: 0 4px 16px rgb(0 0 0 / 16%);
  }

  .combobox-list [role='option'] {
    min-block-size: 44px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-radius: calc(var(--_radius-small) / 2);
    overflow-wrap: anywhere;
    line-height: 1.3;
    cursor: pointer;
  }

  .combobox-list [role='option'] .muted {
    display: block;
  }

  .combobox-list [role='option']:hover {
    background: var(--_raised);
  }

  /* The one that Enter takes: a bar beside it too, since forced colours drop the ground. */
  .combobox-list [role='option'][aria-selected='true'] {
    background: var(--_raised);
    box-shadow: inset 3px 0 0 var(--_accent);
  }

  .combobox-say {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
  }

  @media (forced-colors: active) {
    .combobox-list [role='option'][aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }

  @media print {
    .combobox > p,
    .combobox-list {
      display: none;
    }
  }
`;
