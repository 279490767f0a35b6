/** Every element with its attributes. Served by test/support/frameworks/plugins.mjs, which makes it of the manifest. */
export declare const everyElement: readonly {
  readonly tag: string;
  readonly attributes: readonly { readonly name: string; readonly property: string; readonly type: string }[];
}[];
