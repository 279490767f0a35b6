import { css } from 'lit';

/**
 * The look every widget shares. It inherits the page's font, size and direction, and takes `--kabinet-*` tokens from the page.
 * Dark follows the page, not the device: colours switch with the `color-scheme` that the page has around the widget.
 */
export const hostStyles = css`
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
    container-type: inline-size;
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

  .notice {
    display: flex;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_raised);
  }

  .notice > div {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1);
    min-inline-size: 0;
  }

  .notice h3 {
    line-height: 1.5;
  }

  .notice .title {
    font-weight: 600;
  }

  /* Few letters fit beside each other, as at 200 % text on a phone: the words get the whole width. */
  @container (max-width: 16em) {
    .notice {
      grid-template-columns: minmax(0, 1fr);
    }

    .notice > .icon {
      grid-row: auto;
    }

    .notice > :not(.icon) {
      grid-column: 1;
    }
  }

  .notice.good {
    background: var(--_good-surface);
  }

  .notice.good > .icon {
    color: var(--_good);
  }

  .notice.warn {
    background: var(--_warn-surface);
  }

  .notice.warn > .icon {
    color: var(--_warn);
  }

  .notice.bad {
    background: var(--_bad-surface);
  }

  .notice.bad > .icon,
  .notice.bad h3,
  .notice.bad .title {
    color: var(--_bad);
  }

  .notice .actions {
    margin-block-start: calc(var(--_space) * 2);
  }

  /* Bones come after 300 ms: a quick answer is not preceded by a flicker. */
  .bones {
    display: grid;
    gap: calc(var(--_space) * 3);
    opacity: 0;
    animation: appear 200ms 300ms forwards;
  }

  .bone {
    block-size: 1.2em;
    border-radius: var(--_radius-small);
    background: var(--_raised);
  }

  .bone.short {
    inline-size: 45%;
  }

  .bone.tall {
    block-size: 3em;
  }

  @keyframes appear {
    to {
      opacity: 1;
    }
  }

  select {
    inline-size: 100%;
    min-block-size: 44px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
  }

  .contact {
    padding-block-start: calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_border);
  }

  .contact a {
    display: inline-block;
    max-inline-size: 100%;
    font-weight: 600;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 1ms !important;
      transition: none !important;
    }
  }

  @media (forced-colors: active) {
    .notice,
    .bone,
    .primary {
      border: 1px solid;
    }
  }

  @media print {
    button,
    .contact,
    select {
      display: none;
    }

    .card {
      border: 0;
      padding: 0;
    }
  }
`;
