import type { PropertyDeclaration, ReactiveElement } from 'lit';

/**
 * Lit's own decorators, as far as we use them, at a sixth of the weight: theirs also serve standard decorators, which no browser runs
 * and our build does not emit.
 */
type Decorator = (prototype: ReactiveElement, name: PropertyKey) => void;

/** A public reactive property, with an attribute of the same name. */
export function property(options?: PropertyDeclaration): Decorator {
  return (prototype, name) => (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
}

/** A reactive property that is nobody else's business. */
export function state(): Decorator {
  return property({ state: true, attribute: false });
}
