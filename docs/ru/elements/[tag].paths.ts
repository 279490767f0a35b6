/* eslint-disable no-restricted-syntax -- VitePress asks for a default export */
import { elementPages } from '../../.vitepress/data/element-pages.js';

export default { paths: () => elementPages('ru') };
