import { css } from 'lit';

/**
 * The look every widget shares. It inherits the page's font and size, and takes `--kabinet-*` tokens from the page.
 * Dark follows the page, not the device: colours switch with the `color-scheme` that the page has around the widget.
 *
 * The page's accent is taken as it is where it can be read, and otherwise made darker or lighter until it can (decision 0074). What
 * those figures are for is in core/theme.test.ts.
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

  /*
   * In light, the accent's luminance is 0.15 at most (4.5 : 1 on every light surface of ours), in dark 0.3 at least; what is written
   * on it is then 0.86 at least, in dark 0.025 at most. r, g and b are those of the colour in which a formula is used.
   * Darker: all three shrink alike, the hue stays. Lighter: they grow alike until one is full, and what lacks then is white.
   */
  @supports (color: light-dark(color(from red srgb-linear calc(r * min(1, 1 / max(0.1, g))) g b / 1), #000)) {
    :host {
      --_in-range: srgb-linear clamp(0, r, 1) clamp(0, g, 1) clamp(0, b, 1) / 1;
      --_luminance: (0.2126 * r + 0.7152 * g + 0.0722 * b);
      --_shrink: min(1, 0.15 / max(0.001, var(--_luminance)));
      --_grow: max(1, min(0.3 / max(0.001, var(--_luminance)), 1 / max(0.001, r, g, b)));
      --_white: max(0, (0.3 - var(--_luminance)) / max(0.01, 1 - var(--_luminance)));
      --_on-white: max(0, (0.86 - var(--_luminance)) / max(0.01, 1 - var(--_luminance)));
      --_on-shrink: min(1, 0.025 / max(0.001, var(--_luminance)));
      --_for-light: color(from var(--kabinet-accent, #1257a8) var(--_in-range));
      --_for-dark: color(from var(--kabinet-accent, #8cc2ff) var(--_in-range));
      --_grown: color(
        from var(--_for-dark) srgb-linear calc(r * var(--_grow)) calc(g * var(--_grow)) calc(b * var(--_grow))
      );
      --_on-light: color(from var(--kabinet-on-accent, #fff) var(--_in-range));
      --_on-dark: color(from var(--kabinet-on-accent, #06203d) var(--_in-range));
      --_accent: light-dark(
        color(
          from var(--_for-light) srgb-linear calc(r * var(--_shrink)) calc(g * var(--_shrink)) calc(b * var(--_shrink))
        ),
        color(
          from var(--_grown) srgb-linear calc(r + (1 - r) * var(--_white)) calc(g + (1 - g) * var(--_white))
            calc(b + (1 - b) * var(--_white))
        )
      );
      --_on-accent: light-dark(
        color(
          from var(--_on-light) srgb-linear calc(r + (1 - r) * var(--_on-white)) calc(g + (1 - g) * var(--_on-white))
            calc(b + (1 - b) * var(--_on-white))
        ),
        color(
          from var(--_on-dark) srgb-linear calc(r * var(--_on-shrink)) calc(g * var(--_on-shrink))
            calc(b * var(--_on-shrink))
        )
      );
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
    line-height: 1.5;
    list-style: disc outside;
    overflow-wrap: break-word;
    quotes: auto;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    -webkit-text-fill-color: currentcolor;
    white-space: normal;
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

  /* Pages without today's doctype give a line only the height of what is in it: lines of small letters would be lower there. */
  :is(p, dd) > span.muted {
    line-height: calc(1.5 / 0.9);
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

  /* In a cabinet these two are said once for all of a section (widgets/cabinet). */
  .contact,
  .which {
    display: var(--_each, block);
  }

  .stack.which {
    display: var(--_each, grid);
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
