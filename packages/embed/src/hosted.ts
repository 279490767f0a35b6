/**
 * What the hosted pages load (sign-in, linking, profile): small elements of the light DOM around inputs that work without them. Brings
 * none of the widgets along.
 */
import { KabinetCodeField } from '@kabinet/elements/hosted/code-field.js';
import { KabinetCopyField } from '@kabinet/elements/hosted/copy-field.js';
import { KabinetCountdown } from '@kabinet/elements/hosted/countdown.js';
import { KabinetHostedForm } from '@kabinet/elements/hosted/hosted-form.js';
import { KabinetPasswordField } from '@kabinet/elements/hosted/password-field.js';
import { KabinetWhere } from '@kabinet/elements/hosted/where.js';

const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  'kabinet-code-field': KabinetCodeField,
  'kabinet-copy-field': KabinetCopyField,
  'kabinet-countdown': KabinetCountdown,
  'kabinet-hosted-form': KabinetHostedForm,
  'kabinet-password-field': KabinetPasswordField,
  'kabinet-where': KabinetWhere,
};

for (const [tag, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

// Browsers put the focus where `autofocus` says only on the first load of some pages; what went wrong is always said first.
const summary = document.querySelector<HTMLElement>('[data-focus]');
if (summary && document.activeElement === document.body) summary.focus();
