import { css } from 'lit';
import { accountLineStyles } from '../../parts/account-line.styles.js';

export const accountPanelStyles = [
  accountLineStyles,
  css`
    .panel,
    .ending {
      position: fixed;
      inset: auto;
      margin: 0;
      border: 1px solid var(--_field-border);
      border-radius: var(--_radius);
      background: var(--_surface);
      color: var(--_text);
      font-size: inherit;
      box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
      overflow-wrap: break-word;
    }

    /* A browser without popovers shows it where it stands. */
    @supports not selector(:popover-open) {
      .panel {
        position: static;
      }
    }

    .panel {
      inset-block-start: 0;
      inset-inline-start: 0;
      padding: calc(var(--_space) * 2);
      overflow: auto;
      overscroll-behavior: contain;
    }

    .panel > * + * {
      margin-block-start: calc(var(--_space) * 2);
      padding-block-start: calc(var(--_space) * 2);
      border-block-start: 1px solid var(--_border);
    }

    .panel h2,
    .panel h3 {
      padding: calc(var(--_space) * 1) calc(var(--_space) * 3);
    }

    .panel h2 {
      font-size: 1.1em;
    }

    .panel h2 + .muted,
    .panel .nobody {
      padding-inline: calc(var(--_space) * 3);
    }

    /* Somebody with many accounts finds the way out all the same. */
    .panel .list {
      max-block-size: 19em;
      overflow: auto;
      overscroll-behavior: contain;
    }

    .panel li > a,
    .panel li > button {
      display: flex;
      gap: calc(var(--_space) * 3);
      align-items: center;
      justify-content: space-between;
      inline-size: 100%;
      min-block-size: 44px;
      padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
      border: 1px solid transparent;
      border-radius: var(--_radius-small);
      color: inherit;
      font-weight: 400;
      line-height: 1.35;
      text-align: start;
      text-decoration: none;
    }

    .panel li > a:hover {
      background: var(--_raised);
    }

    .panel [aria-current] {
      background: var(--_raised);
      font-weight: 600;
    }

    .panel :focus-visible {
      outline-offset: -3px;
    }

    .panel .notice {
      margin: calc(var(--_space) * 1);
    }

    .ending {
      inset-block-end: calc(var(--_space) * 4);
      inset-inline-end: calc(var(--_space) * 4);
      inline-size: 26em;
      max-inline-size: calc(100% - var(--_space) * 8);
      max-block-size: calc(100% - var(--_space) * 8);
      padding: calc(var(--_space) * 5);
      overflow: auto;
    }

    .ending:popover-open,
    .ending > div {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 2);
    }

    .ending .row {
      margin-block-start: calc(var(--_space) * 2);
    }

    .ending .error {
      color: var(--_bad);
      font-weight: 600;
    }
  `,
];
