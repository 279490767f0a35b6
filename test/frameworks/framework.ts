/** A tag as a page of a framework writes it: what it gives it, whom it lets listen, and what is inside. */
export interface View {
  readonly tag: string;
  /** By the names that the framework's page would write. */
  readonly props?: Readonly<Record<string, unknown>>;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly inside?: string | View;
  /** Whether it gives every attribute of the element, and nothing else: what is compiled then comes from the manifest. */
  readonly byManifest?: boolean;
}

export interface Mounted {
  /** Shows another view in the same place; null for none. */
  show(view: View | null): Promise<void>;
  unmount(): Promise<void>;
  /** What the framework has complained of. */
  readonly errors: readonly unknown[];
}

/** One framework, told alike: how its pages put a tag on the screen. */
export interface Framework {
  readonly name: string;
  /** What its own runtime does with a value for a property that can only be read. */
  readonly unwritable: 'leaves it' | 'throws';
  /** What becomes of an object that it gives to an element whose code has not come yet. */
  readonly objectsBeforeDefinition: 'arrive' | 'become text';
  mount(view: View, place: HTMLElement): Promise<Mounted>;
}
