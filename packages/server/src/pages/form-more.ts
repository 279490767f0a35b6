import { html } from 'hono/html';
import { attributes, type Choice, inputAttributes, type Labelled, labelled } from './form.js';
import type { Markup } from './page.js';

/** One of many, short to look at; where there are few, `choices` shows them all. */
export function select(options: Labelled & { readonly options: readonly Choice[] }): Markup {
  const { value, options: all } = options;
  return labelled(
    options,
    html`<select${attributes(inputAttributes(options))}>
      ${all.map(
        (each) =>
          html`<option${attributes({ value: each.value, selected: each.value === value })}>${each.label}</option>`,
      )}
    </select>`,
    options.id,
  );
}

/** A box to tick. */
export function tick({ id, label, isTicked }: { id: string; label: string; isTicked: boolean }): Markup {
  return html`<div class="choice">
    <input${attributes({ type: 'checkbox', id, name: id, value: 'yes', checked: isTicked })} />
    <label for="${id}">${label}</label>
  </div>`;
}

/** A file to choose; `accept` narrows what the browser offers, and checks nothing. */
export function fileField(options: Labelled & { readonly accept: string }): Markup {
  const given = attributes({ ...inputAttributes(options), type: 'file', accept: options.accept });
  return labelled(options, html`<input${given} />`, options.id);
}
