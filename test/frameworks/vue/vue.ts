import { createApp, h, nextTick, shallowRef, type VNode } from 'vue';
import type { Framework, View } from '../framework.js';

/** What a template comes down to: `<kabinet-sample :count="42" @camelEvent="…">`. */
function draw({ tag, props, on = {}, inside }: View): VNode {
  const listeners = Object.fromEntries(Object.entries(on).map(([name, listener]) => [`on:${name}`, listener]));
  return h(tag, { ...props, ...listeners }, typeof inside === 'object' ? [draw(inside)] : inside);
}

export const vue: Framework = {
  name: 'Vue',
  unwritable: 'leaves it',
  objectsBeforeDefinition: 'become text',
  async mount(view, place) {
    const errors: unknown[] = [];
    const current = shallowRef<View | null>(view);
    const app = createApp({ render: () => current.value && draw(current.value) });
    app.config.errorHandler = (error) => void errors.push(error);
    app.config.warnHandler = () => undefined;
    app.mount(place);
    await nextTick();
    return {
      errors,
      async show(next) {
        current.value = next;
        await nextTick();
      },
      unmount() {
        app.unmount();
        return Promise.resolve();
      },
    };
  },
};
