import { css } from 'lit';

/** The tokens, with our own colours in light and in dark; what a page's styles end at; text, cards and buttons. */
export const baseStyles = css`
  :host {
    --_accent: var(--kabinet-accent, #1257a8);
    --_on-accent: var(--kabinet-on-accent, #fff);
    --_surface: var(--kabinet-surface, #fff);
    --_raised: var(--kabinet-surface-raised, #f4f6f8);
    --_text: var(--kabinet-text, #17202a);
    --_muted: var(--kabinet-text-muted, #515d6b);
    --_border: var(--kabinet-border, #d5dbe1);
    --_field-border: var(--kabinet-field-border, #6b7785);
    --_good: #17693a;
    --_good-surface: #ebf6ef;
    --_warn: #7a4b00;
    --_warn-surface: #fff6e3;
    --_bad: #b3261e;
    --_bad-surface: #fdeeed;
    --_radius: var(--kabinet-radius, 12px);
    --_radius-small: calc(var(--_radius) * 2 / 3);
    --_space: var(--kabinet-space, 4px);
    display: block;
    /* The layout within hangs on it: a page's * { … !important } must not take it away. */
    container-type: inline-size !important;
    /* A container has no width of its own: where a page asks for that (a table's cell, a float), it would be none at all. */
    contain-intrinsic-inline-size: min(280px, 80vw);
    color: var(--_text);
    font-size: max(1em, 16px);
    line-height: 1.5;
    text-align: start;
    overflow-wrap: break-word;
  }

  @supports (color: light-dark(#000, #fff)) {
    :host {
      --_accent: var(--kabinet-accent, light-dark(#1257a8, #8cc2ff));
      --_on-accent: var(--kabinet-on-accent, light-dark(#fff, #06203d));
      --_surface: var(--kabinet-surface, light-dark(#fff, #1a1f25));
      --_raised: var(--kabinet-surface-raised, light-dark(#f4f6f8, #242b33));
      --_text: var(--kabinet-text, light-dark(#17202a, #eceff2));
      --_muted: var(--kabinet-text-muted, light-dark(#515d6b, #aab4bf));
      --_border: var(--kabinet-border, light-dark(#d5dbe1, #39424c));
      --_field-border: var(--kabinet-field-border, light-dark(#6b7785, #8b97a4));
      --_good: light-dark(#17693a, #7ed6a0);
      --_good-surface: light-dark(#ebf6ef, #16291e);
      --_warn: light-dark(#7a4b00, #f3c56b);
      --_warn-surface: light-dark(#fff6e3, #2d2413);
      --_bad: light-dark(#b3261e, #ffb0a8);
      --_bad-surface: light-dark(#fdeeed, #341a18);
    }
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  /*
   * What pages set for all their text comes in by inheritance, and what they set for every element hits the tag itself. Here both
   * end; the font's family, weight and size are the page's.
   */
  .cabinet,
  .card,
  .menu,
  [popover] {
    border-collapse: separate;
    border-spacing: 0;
    color: var(--_text);
    cursor: auto;
    font-size: max(1em, 16px);
    font-style: normal;
    font-variant: normal;
    hyphens: manual;
    letter-spacing: normal;
    line-break: auto;
    line-height: 1.5;
    list-style: disc outside;
    overflow-wrap: break-word;
    quotes: auto;
    text-align: start;
    text-align-last: auto;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    text-underline-offset: auto;
    -webkit-text-fill-color: currentcolor;
    white-space: normal;
    text-wrap: wrap;
    word-break: normal;
    word-spacing: normal;
  }

  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    padding: calc(var(--_space) * 5);
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  @container (max-width: 359px) {
    .card {
      padding: calc(var(--_space) * 4);
    }
  }

  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  form {
    margin: 0;
  }

  /* Pages without a doctype begin text in tables anew, here too, and put a line below forms. */
  table {
    color: inherit;
    font: inherit;
    text-align: inherit;
    white-space: inherit;
  }

  h2 {
    font-size: 1.25em;
    font-weight: 600;
    line-height: 1.3;
    text-wrap: balance;
  }

  h3 {
    font-size: 1em;
    font-weight: 600;
  }

  ul {
    list-style: none;
  }

  label {
    font-weight: 600;
  }

  .muted {
    color: var(--_muted);
    font-size: 0.9em;
  }

  /*
   * Pages without today's doctype give a line only the height of what is in it: lines of small letters would be lower there. From the
   * top, as on their baseline they make other pages' lines half a pixel higher.
   */
  :is(p, dd) > span.muted {
    line-height: calc(1.5 / 0.9);
    vertical-align: top;
  }

  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
    align-items: center;
  }

  a {
    color: var(--_accent);
    text-underline-offset: 0.2em;
  }

  /* It opens a tab of its own. */
  a[target='_blank']::after {
    content: '\\00a0↗' / '';
  }

  svg.icon {
    flex: none;
    inline-size: 1.5em;
    block-size: 1.5em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  button,
  a.primary {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
    min-block-size: 44px;
    margin: 0;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius-small);
    background: transparent;
    color: inherit;
    font: inherit;
    font-weight: 600;
    line-height: 1.3;
    text-decoration: none;
    cursor: pointer;
    transition: background-color 150ms;
  }

  button,
  .actions > a {
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }

  .actions > a {
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
  }

  button:hover {
    background: var(--_raised);
  }

  button.primary,
  a.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  button.primary:hover,
  a.primary:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  button.plain {
    border-color: transparent;
    padding-inline: calc(var(--_space) * 2);
    color: var(--_accent);
  }

  /* It only takes the focus so that it is read out: it is nothing to press. */
  [tabindex='-1']:focus {
    outline: 0;
  }

  @container (max-width: 419px) {
    .actions {
      flex-direction: column;
      align-items: stretch;
    }
  }

  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
`;
