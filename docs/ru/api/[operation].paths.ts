/* eslint-disable no-restricted-syntax -- VitePress asks for a default export */
import { operationPages } from '../../.vitepress/data/operation-pages.js';

export default { paths: () => operationPages('ru') };
