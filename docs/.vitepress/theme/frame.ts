/** What the docs and the frame of a preview say to each other (docs/public/preview/preview.js). */
export interface Shown {
  readonly tag: string;
  /** An address of the mock. */
  readonly api: string;
  readonly lang: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text inside the tag. */
  readonly slot: string;
  readonly events: readonly string[];
  readonly part: string;
  readonly theme: string;
  /** `light`, `dark`, or as the system has it. */
  readonly scheme: '' | 'light' | 'dark';
  /** CSS properties of ours. */
  readonly tokens: Readonly<Record<string, string>>;
}

export interface HappenedEvent {
  readonly name: string;
  readonly cancelable: boolean;
  readonly fields: Readonly<Record<string, string>>;
}

export type FromFrame =
  | { readonly kabinet: 'ready' }
  | { readonly kabinet: 'size'; readonly height: number }
  | ({ readonly kabinet: 'event' } & HappenedEvent);

/** Six themes that lie beside the docs, in docs/public/themes. */
export const themes = ['calm', 'night', 'contrast', 'warm', 'forest', 'square'] as const;
export type ThemeName = (typeof themes)[number];

/** The mock's address for a state; it answers after a moment, as a network does. */
export function mockAddress(state: string): string {
  return `mock:?${new URLSearchParams({ state, latency: '150' }).toString()}`;
}
