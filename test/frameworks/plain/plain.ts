import type { Framework, View } from '../framework.js';

/** A page without a framework: texts, numbers and yes or no as markup would have them, the rest by a script. */
function make({ tag, props = {}, on = {}, inside }: View): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) give(element, name, value);
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  if (inside !== undefined) element.append(typeof inside === 'string' ? inside : make(inside));
  return element;
}

function give(element: HTMLElement, name: string, value: unknown): void {
  const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (typeof value === 'boolean') element.toggleAttribute(attribute, value);
  else if (typeof value === 'object') Object.assign(element, { [name]: value });
  else element.setAttribute(attribute, String(value));
}

export const plain: Framework = {
  name: 'plain HTML',
  unwritable: 'leaves it',
  objectsBeforeDefinition: 'arrive',
  mount(view, place) {
    let element: HTMLElement | null = make(view);
    place.append(element);
    return Promise.resolve({
      errors: [],
      show(next) {
        if (next && element && next.tag === element.localName && typeof next.inside !== 'object') {
          for (const [name, value] of Object.entries(next.props ?? {})) give(element, name, value);
          element.replaceChildren(next.inside ?? '');
        } else {
          element?.remove();
          element = next && make(next);
          if (element) place.append(element);
        }
        return Promise.resolve();
      },
      unmount() {
        place.replaceChildren();
        return Promise.resolve();
      },
    });
  },
};
