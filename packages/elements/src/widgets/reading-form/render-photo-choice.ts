import { html, type TemplateResult } from 'lit';

/** A button that chooses a photo: a file input of the browser's own under our label, so that keyboards and phones know what it is. */
export function renderPhotoChoice(label: string, onChoice: (file: Blob) => void): TemplateResult {
  const handleChange = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    // The same photo may be chosen again.
    input.value = '';
    if (file) onChoice(file);
  };
  return html`
    <label class="file">
      <input class="visually-hidden" type="file" accept="image/*" @change=${handleChange} />
      <span>${label}</span>
    </label>
  `;
}
