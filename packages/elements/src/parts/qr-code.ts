import type { QrCode } from '@kabinet/api';
import { html, type TemplateResult } from 'lit';

/** Light squares around the code, without which cameras do not find it. */
const QUIET = 4;

/** The dark squares as one path: each run of them in a row is a bar. */
function pathOf({ size, modules }: Pick<QrCode, 'size' | 'modules'>): string {
  const bars: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (const { 0: bar, index } of modules.slice(row * size, (row + 1) * size).matchAll(/1+/g)) {
      bars.push(`M${index} ${row}h${bar.length}v1h-${bar.length}z`);
    }
  }
  return bars.join('');
}

/** A QR code, dark on light whatever the colours around it: cameras read nothing else reliably. */
export function renderQrCode(code: Pick<QrCode, 'size' | 'modules'>, label: string): TemplateResult {
  const side = code.size + 2 * QUIET;
  return html`
    <svg
      class="qr"
      viewBox="${-QUIET} ${-QUIET} ${side} ${side}"
      role="img"
      aria-label=${label}
      shape-rendering="crispEdges"
    >
      <rect x=${-QUIET} y=${-QUIET} width=${side} height=${side} fill="#fff" />
      <path d=${pathOf(code)} fill="#000" />
    </svg>
  `;
}
