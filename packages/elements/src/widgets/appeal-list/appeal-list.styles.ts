import { css } from 'lit';

export const appealListStyles = css`
  .appeals > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
    padding-block: calc(var(--_space) * 4);
    border-block-end: 1px solid var(--_border);
  }

  .appeals > li:first-child {
    padding-block-start: 0;
  }

  /* Below it is the line of what comes after the list. */
  .appeals > li:last-child {
    padding-block-end: 0;
    border-block-end: 0;
  }

  .appeals > .unread {
    padding-inline-start: calc(var(--_space) * 3);
    border-inline-start: 4px solid var(--_accent);
  }

  /* Not a line of text: that is lower on pages without today's doctype. */
  .appeals h3 {
    display: flex;
  }

  .appeals button.plain {
    justify-content: flex-start;
    padding: 0;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .appeals .new {
    color: var(--_accent);
  }

  .summary {
    display: -webkit-box;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .state {
    display: flex;
    gap: calc(var(--_space) * 2);
    font-weight: 600;
  }

  .state > span {
    min-inline-size: 0;
  }

  .late {
    color: var(--_bad);
  }

  @media print {
    .appeals h3 {
      display: block;
    }

    .appeals button.plain {
      display: inline;
    }
  }
`;
