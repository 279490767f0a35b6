declare module '*.vue' {
  const component: import('vue').DefineComponent;
  // eslint-disable-next-line no-restricted-syntax -- what a component's file has
  export default component;
}
declare module '*.css';
