declare module '*.vue' {
  const component: import('vue').DefineComponent;
  // eslint-disable-next-line no-restricted-syntax -- what a component's file has
  export default component;
}
declare module '*.css';
/** The index of the local search, by language: VitePress makes it. */
declare module '@localSearchIndex' {
  const index: Readonly<Record<string, () => Promise<{ default: string }>>>;
  // eslint-disable-next-line no-restricted-syntax -- as VitePress makes it
  export default index;
}
