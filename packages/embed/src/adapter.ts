import type { AdapterMethods, AdapterOptions, UtilityApi } from '@kabinet/api';
import { laterService } from '@kabinet/elements/provider/later-service.js';

/**
 * A supplier's own system behind the widgets, for a page without a bundler: `configure({ service: defineAdapter({ … }) })`. The same as
 * `defineAdapter` of `@kabinet/api`, whose code is loaded with the first call only: most pages have no adapter.
 */
export function defineAdapter(methods: AdapterMethods, options?: AdapterOptions): UtilityApi {
  return laterService(async () => (await import('@kabinet/api/adapter')).defineAdapter(methods, options));
}
