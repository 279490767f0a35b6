import { css } from 'lit';

export const accountLineStyles = css`
  .account-line {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-inline-size: 0;
    text-align: start;
    line-height: 1.35;
  }

  .account-line .muted {
    font-weight: 400;
  }

  .account-name {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 2);
    align-items: center;
    min-inline-size: 0;
  }

  .account-name strong {
    min-inline-size: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .badge {
    padding: 0 calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_space) * 3);
    color: var(--_muted);
    font-size: 0.85em;
    font-weight: 400;
    line-height: 1.5;
  }
`;
