import { random } from './random.js';

/** Chance by shares and measures: what lives by seasons and habits is made up with it. The same seed, the same chance. */
export interface Chance {
  readonly between: (least: number, most: number) => number;
  /** A whole number, both ends included. */
  readonly whole: (least: number, most: number) => number;
  /** True in this share of cases, from 0 to 1. */
  readonly chance: (share: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

export function chanceFrom(seed: number): Chance {
  const { int, pick } = random(seed);
  const unit = () => int(0, 999_999) / 1_000_000;
  return {
    between: (least, most) => least + (most - least) * unit(),
    whole: int,
    chance: (share) => unit() < share,
    pick,
  };
}
