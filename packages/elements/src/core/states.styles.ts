import { css } from 'lit';

/** Notices, waiting, what every widget has below or beside its own; and the look for print and for a person's own settings. */
export const stateStyles = css`
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

  /* What stands below bones would be moved by what comes: it comes with that, or with the words that it does not come. */
  .card:has(.bones) > :is(.contact, slot) {
    display: none;
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
