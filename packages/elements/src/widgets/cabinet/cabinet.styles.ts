import { css } from 'lit';

/** The frame around the sections: what is on top, where to go, and what is on show. The widgets in it bring their own cards. */
export const cabinetStyles = css`
  .cabinet {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 5);
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 3);
    align-items: center;
    justify-content: space-between;
  }

  .top slot[name='menu'] {
    display: block;
    min-inline-size: 0;
  }

  .sections {
    display: none;
    gap: calc(var(--_space) * 1);
  }

  .sections.open {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    margin-block-start: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .sections a {
    display: flex;
    align-items: center;
    min-block-size: 44px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-radius: var(--_radius-small);
    color: inherit;
    line-height: 1.3;
    text-decoration: none;
    overflow-wrap: anywhere;
  }

  .sections a:hover {
    background: var(--_raised);
  }

  /* Not by colour alone: a bar beside it and heavier letters. */
  .sections [aria-current] {
    background: var(--_raised);
    box-shadow: inset 4px 0 var(--_accent);
    font-weight: 600;
  }

  /* One column: the sections are behind a button, so that what is on show begins on the first screen. */
  .toggle {
    justify-content: space-between;
    inline-size: 100%;
    text-align: start;
  }

  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    align-content: start;
    min-inline-size: 0;
  }

  .content h2 {
    font-size: 1.5em;
    /* Whatever of the page lies over its upper edge does not cover it. */
    scroll-margin-block-start: 5em;
  }

  /* The first has as much room as most take at least: what stands below is not moved by what comes. */
  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    align-items: start;
    grid-template-rows: minmax(22em, auto);
  }

  /* What stands below bones would be moved by what comes in their place. */
  .content:has(> .bones) > :is(.parts, .app, .contact) {
    display: none;
  }

  /* They stand in the page itself, whose styles for everything in a column of text would move them apart. */
  ::slotted(*) {
    float: none !important;
    margin: 0 !important;
    padding: 0 !important;
  }

  /* The code of a widget is on its way: its text comes after 300 ms, so that a quick one is not preceded by a flicker. */
  ::slotted(:not(:defined)) {
    display: block;
    opacity: 0;
    animation: appear 200ms 300ms forwards;
  }

  /* Of which account it is, and whom to call: said once for the section. */
  ::slotted([slot='part']) {
    --_each: none;
  }

  .content > .which {
    max-inline-size: 32em;
  }

  .app p + p {
    margin-block-start: calc(var(--_space) * 1);
  }

  @container (min-width: 720px) {
    .frame {
      display: grid;
      grid-template-columns: 14em minmax(0, 1fr);
      gap: calc(var(--_space) * 6);
      align-items: start;
    }

    .toggle {
      display: none;
    }

    .sections,
    .sections.open {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      margin: 0;
      padding: 0;
      border: 0;
      background: none;
    }
  }

  @container (max-width: 719px) {
    .frame {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 4);
    }
  }

  @container (min-width: 1040px) {
    .parts {
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 22em), 1fr));
    }

    /* The long one is a column of its own: the short ones stand below each other and not in gaps beside it. */
    .parts.beside {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      grid-template-rows: minmax(22em, auto) auto 1fr;
    }

    .beside ::slotted(kabinet-meter-card),
    .beside ::slotted(kabinet-payment-history) {
      grid-column: 2;
      grid-row: 1 / span 3;
    }
  }

  @media (forced-colors: active) {
    .sections [aria-current] {
      outline: 2px solid;
      outline-offset: -2px;
    }
  }

  @media print {
    .top,
    nav,
    .app {
      display: none;
    }

    .frame {
      display: block;
    }
  }
`;
