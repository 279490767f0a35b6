import { css } from 'lit';

/** What is seen first: the emergency line and the topics. */
export const appealFormStyles = css`
  .emergency {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-inline-start: 4px solid var(--_bad);
    background: var(--_bad-surface);
    font-weight: 600;
  }

  .topics,
  .topics > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }

  .topics {
    gap: calc(var(--_space) * 4);
  }

  .topics h4 {
    margin: 0;
    color: var(--_muted);
    font-size: 0.9em;
    font-weight: 400;
  }

  .topics button {
    justify-content: space-between;
    font-weight: 400;
    text-align: start;
  }

  .topics button::after {
    content: '›';
    content: '›' / '';
  }

  .topics :dir(rtl)::after {
    transform: scaleX(-1);
  }
`;
