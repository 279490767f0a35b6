import { css } from 'lit';

/** The look of `renderFileList`: a line for each file, below each other on phones. */
export const fileListStyles = css`
  .files {
    padding: calc(var(--_space) * 3);
    border: 1px dashed var(--_field-border);
    border-radius: var(--_radius-small);
  }

  .files .label {
    font-weight: 600;
  }

  .file-list > li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 3);
    align-items: center;
    padding-block: calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_border);
  }

  /* Shown back among facts, the line below is the fact's own. */
  dd .file-list > li:first-child {
    padding-block-start: 0;
  }

  dd .file-list > li:last-child {
    padding-block-end: 0;
    border-block-end: 0;
  }

  .file-name {
    min-inline-size: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .file-state {
    display: flex;
    flex: 1 1 12em;
    gap: calc(var(--_space) * 2);
    align-items: start;
    min-inline-size: 0;
  }

  .file-state > span {
    min-inline-size: 0;
  }

  .trouble .file-state {
    color: var(--_bad);
  }

  .file-list progress {
    flex: 1 1 100%;
    inline-size: 100%;
    block-size: 8px;
    accent-color: var(--_accent);
  }

  label.file {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    max-inline-size: 100%;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius-small);
    line-height: 1.3;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  label.file > span {
    min-inline-size: 0;
  }

  label.file:hover {
    background: var(--_raised);
  }

  label.file:focus-within {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  /* A camera is at hand where a finger is. */
  @media not (pointer: coarse) {
    label.camera {
      display: none;
    }
  }

  @media (pointer: coarse) {
    .drop-hint {
      display: none;
    }
  }

  @media print {
    label.file,
    .drop-hint {
      display: none;
    }
  }
`;
