import base from './web-test-runner.config.mjs';
import { manifestPlugin, reactPlugin, sveltePlugin, vuePlugin } from './test/support/frameworks/plugins.mjs';
import { countingReporter } from './test/support/wtr-reporter.mjs';

/** Our elements in pages of React, Vue, Svelte and none: what the public custom-elements-everywhere suite asks, in a browser. */
export default {
  ...base,
  files: ['test/frameworks/**/*.test.ts'],
  // Before the plugin of TypeScript, which would have a word on everything.
  plugins: [manifestPlugin(), reactPlugin(), vuePlugin(), sveltePlugin(), ...base.plugins],
  reporters: [countingReporter({ resultFile: 'test/results/frameworks.json' })],
};
