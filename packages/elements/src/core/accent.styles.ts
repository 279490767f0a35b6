import { css } from 'lit';

/**
 * The page's accent is taken as it is where it can be read, and otherwise made darker or lighter until it can (decision 0074). What
 * the figures are for is in core/theme.test.ts. It is loaded later (core/theme.ts): our own colours need none of it.
 */
export const accentStyles = css`
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
      --_our-light: #1257a8;
      --_our-dark: #8cc2ff;
      --_our-on-light: #fff;
      --_our-on-dark: #06203d;
      --_for-light: color(from var(--kabinet-accent, var(--_our-light)) var(--_in-range));
      --_for-dark: color(from var(--kabinet-accent, var(--_our-dark)) var(--_in-range));
      --_grown: color(
        from var(--_for-dark) srgb-linear calc(r * var(--_grow)) calc(g * var(--_grow)) calc(b * var(--_grow))
      );
      --_on-light: color(from var(--kabinet-on-accent, var(--_our-on-light)) var(--_in-range));
      --_on-dark: color(from var(--kabinet-on-accent, var(--_our-on-dark)) var(--_in-range));
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
`;
