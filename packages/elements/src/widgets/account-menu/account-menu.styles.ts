import { css } from 'lit';

/** As compact as a header needs it: as wide as its words, and no card around them. */
export const accountMenuStyles = css`
  :host {
    display: inline-block;
    /* As important as what it takes back. */
    container-type: normal !important;
    max-inline-size: 100%;
    vertical-align: middle;
  }

  .menu {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
    align-items: center;
    min-block-size: 44px;
  }

  .menu > a:not(.primary) {
    display: inline-flex;
    align-items: center;
    max-inline-size: 100%;
    min-block-size: 44px;
    padding-inline: calc(var(--_space) * 2);
    overflow-wrap: anywhere;
    font-weight: 600;
  }

  #toggle {
    flex: 0 1 auto;
    justify-content: flex-start;
    min-inline-size: 0;
    max-inline-size: 100%;
    padding-block: calc(var(--_space) * 1);
    background: var(--_surface);
    color: var(--_text);
    text-align: start;
  }

  #toggle:hover {
    background: var(--_raised);
  }

  .who {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-inline-size: 0;
    max-inline-size: 14em;
    line-height: 1.25;
  }

  /* Two lines at most: a header must not grow with a company's name. */
  .who > * {
    display: -webkit-box;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .who .muted {
    font-weight: 400;
  }

  .chevron {
    transition: rotate 150ms;
  }

  [aria-expanded='true'] .chevron {
    rotate: 180deg;
  }

  .bone.pill {
    display: inline-block;
    inline-size: 10em;
    block-size: 44px;
    opacity: 0;
    animation: appear 200ms 300ms forwards;
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
