import { createElement, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Framework, View } from '../framework.js';

/** What JSX comes down to: `<kabinet-sample count={42} oncamelEvent={…}>`. */
function draw({ tag, props, on = {}, inside }: View): ReactNode {
  const listeners = Object.fromEntries(Object.entries(on).map(([name, listener]) => [`on${name}`, listener]));
  return createElement(tag, { ...props, ...listeners }, typeof inside === 'object' ? draw(inside) : inside);
}

export const react: Framework = {
  name: 'React',
  unwritable: 'throws',
  objectsBeforeDefinition: 'become text',
  mount(view, place) {
    const errors: unknown[] = [];
    const root = createRoot(place, { onUncaughtError: (error) => void errors.push(error) });
    flushSync(() => root.render(draw(view)));
    return Promise.resolve({
      errors,
      show(next) {
        flushSync(() => root.render(next && draw(next)));
        return Promise.resolve();
      },
      unmount() {
        flushSync(() => root.unmount());
        return Promise.resolve();
      },
    });
  },
};
