/**
 * What the hosted pages load (sign-in, linking, profile): small elements of the light DOM around inputs that work without them. Brings
 * none of the widgets along.
 */
import { KabinetCodeField } from '@kabinet/elements/hosted/code-field.js';
import { KabinetCopyField } from '@kabinet/elements/hosted/copy-field.js';
import { KabinetCountdown } from '@kabinet/elements/hosted/countdown.js';
import { KabinetHostedForm } from '@kabinet/elements/hosted/hosted-form.js';
import { KabinetPasswordField } from '@kabinet/elements/hosted/password-field.js';
import { KabinetReceiptAddress } from '@kabinet/elements/hosted/receipt-address.js';
import { KabinetWhere } from '@kabinet/elements/hosted/where.js';

const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  'kabinet-code-field': KabinetCodeField,
  'kabinet-copy-field': KabinetCopyField,
  'kabinet-countdown': KabinetCountdown,
  'kabinet-hosted-form': KabinetHostedForm,
  'kabinet-password-field': KabinetPasswordField,
  'kabinet-receipt-address': KabinetReceiptAddress,
  'kabinet-where': KabinetWhere,
};

for (const [tag, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

// A form with a mistake in it is answered by its own page. Back and Forward must ask for that page, not send the form again.
history.replaceState(null, '', location.href);

// Large, and only few pages have it.
if (document.querySelector('kabinet-passkey')) {
  void import('@kabinet/elements/hosted/passkey.js').then(({ KabinetPasskey }) => {
    KabinetPasskey.ask = async (address, body) => {
      // Where nobody is signed in any more the server leads elsewhere: that is no answer.
      const response = await fetch(address, { method: 'POST', body, redirect: 'error' });
      return response.json();
    };
    if (!customElements.get('kabinet-passkey')) customElements.define('kabinet-passkey', KabinetPasskey);
  });
}

// Old browsers know `autofocus` on inputs only. After they have had their turn: two at once would be complained of.
const summary = document.querySelector<HTMLElement>('[data-focus]');
window.addEventListener('load', () => {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) summary?.focus();
  });
});

// To the field without writing it into the address: the next page would inherit it, and go there instead of to what it says first.
summary?.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href^="#"]');
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
});
