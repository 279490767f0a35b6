/** What we use of the library `html-to-text`, which brings no types. */
declare module 'html-to-text' {
  export interface Selector {
    readonly selector: string;
    readonly format?: string;
    readonly options?: Readonly<Record<string, unknown>>;
  }
  export interface ConvertOptions {
    readonly wordwrap?: false | number;
    readonly selectors?: readonly Selector[];
    readonly limits?: { readonly maxInputLength?: number; readonly maxDepth?: number; readonly maxChildNodes?: number };
  }
  export function convert(html: string, options?: ConvertOptions): string;
}
