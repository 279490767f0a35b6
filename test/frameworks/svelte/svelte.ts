import { flushSync, mount, unmount } from 'svelte';
import type { Framework, View } from '../framework.js';
import Stage from './Stage.svelte';

export const svelte: Framework = {
  name: 'Svelte',
  unwritable: 'leaves it',
  objectsBeforeDefinition: 'arrive',
  mount(view, place) {
    const stage = mount(Stage, { target: place, props: { first: view } }) as { show(view: View | null): void };
    flushSync();
    return Promise.resolve({
      errors: [],
      show(next) {
        stage.show(next);
        flushSync();
        return Promise.resolve();
      },
      unmount: () => unmount(stage),
    });
  },
};
