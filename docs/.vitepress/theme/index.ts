/* eslint-disable no-restricted-syntax -- VitePress asks for a default export */
import DefaultTheme from 'vitepress/theme-without-fonts';
import type { Theme } from 'vitepress';
import { defineAsyncComponent } from 'vue';
import './docs.css';

const components = {
  ApiIndex: () => import('./ApiIndex.vue'),
  ApiOperation: () => import('./ApiOperation.vue'),
  Configurator: () => import('./Configurator.vue'),
  ElementIndex: () => import('./ElementIndex.vue'),
  ElementPage: () => import('./ElementPage.vue'),
  ThemeGallery: () => import('./ThemeGallery.vue'),
};

/** The default theme without its fonts: the system's are there already, and nothing is asked of anybody. */
export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    // A page that cannot be rendered stops the build, instead of being written empty with a line in the terminal.
    if (typeof document === 'undefined') app.config.throwUnhandledErrorInProduction = true;
    // Each comes with the pages that have it; guides load none of them.
    for (const [name, load] of Object.entries(components)) app.component(name, defineAsyncComponent(load));
  },
} satisfies Theme;
