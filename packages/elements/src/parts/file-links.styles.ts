import { css } from 'lit';

/** The look of `FileLinks`: the name is the button, and stays on paper, where there is nothing to press. */
export const fileLinksStyles = css`
  .fetched {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 2);
    align-items: center;
  }

  .fetched > button.plain {
    justify-content: flex-start;
    padding-inline: 0;
    text-align: start;
  }

  .fetched > button > span {
    min-inline-size: 0;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .fetched > .failed {
    flex: 1 0 100%;
  }

  @media print {
    .fetched > button.plain {
      display: inline-flex;
      min-block-size: 0;
    }
  }
`;
