import { svg, type TemplateResult } from 'lit';
import type { StepName } from './tour.model.js';

/** A drawing of 240 by 135 units: strokes in the text's colour, what matters in the accent. Decoration beside words. */
function drawing(shapes: TemplateResult): TemplateResult {
  return svg`<svg class="drawing" viewBox="0 0 240 135" aria-hidden="true" focusable="false">${shapes}</svg>`;
}

/** A sheet or a screen to draw on. */
const sheet = svg`<rect x="60" y="12" width="120" height="111" rx="8"/>`;
const lines = svg`<path d="M76 34h60M76 48h88M76 62h72"/>`;

const DRAWINGS: Readonly<Record<StepName, () => TemplateResult>> = {
  signUp: () =>
    drawing(svg`<rect x="84" y="8" width="72" height="119" rx="10"/><path d="M112 116h16"/>
      <rect x="94" y="30" width="52" height="16" rx="4"/><path d="M100 38h24"/>
      <rect x="94" y="54" width="52" height="16" rx="4"/><path d="M100 62h.1M108 62h.1M116 62h.1M124 62h.1"/>
      <rect class="main" x="94" y="80" width="52" height="18" rx="5"/>`),
  link: () =>
    drawing(svg`<rect x="40" y="16" width="82" height="103" rx="6"/><path d="M54 36h40M54 50h54M54 88h54M54 102h32"/>
      <rect class="main" x="50" y="60" width="62" height="18" rx="9"/>
      <path class="main" d="M132 68h28m-8-8 8 8-8 8"/>
      <circle cx="190" cy="68" r="24"/><path d="M190 56v24M178 68h24"/>`),
  balance: () =>
    drawing(
      svg`${sheet}<path class="main" d="M84 44h72M84 54h72"/><path d="M76 78h40M152 78h12M76 92h40M144 92h20M76 106h40M156 106h8"/>`,
    ),
  readings: () =>
    drawing(svg`<rect x="50" y="20" width="140" height="95" rx="14"/>
      <rect class="main" x="66" y="48" width="80" height="34" rx="4"/><path class="main" d="M82 48v34M98 48v34M114 48v34M130 48v34"/>
      <rect x="146" y="48" width="28" height="34" rx="4"/><path d="M160 48v34M150 92l20-52"/>`),
  meters: () =>
    drawing(svg`<circle cx="104" cy="66" r="46"/><path d="M104 66l22-22M70 66h.1M104 32v.1M138 66h.1"/>
      <circle class="main" cx="156" cy="84" r="22"/><path class="main" d="M172 100l18 18"/>`),
  payments: () =>
    drawing(svg`<rect x="46" y="30" width="104" height="68" rx="8"/><path d="M46 50h104M60 80h28"/>
      <path class="main" d="M150 98l16 16 32-40"/>`),
  receipts: () =>
    drawing(svg`<path d="M72 12h96v104l-12-8-12 8-12-8-12 8-12-8-12 8-12-8-12 8z"/><path d="M88 34h64M88 50h64M88 66h40"/>
      <path class="main" d="M132 84c6-12 10-8 6 2s8 2 14-4"/>`),
  plans: () =>
    drawing(svg`<rect x="64" y="20" width="112" height="97" rx="8"/><path d="M64 46h112M92 10v20M148 10v20M84 66h.1M104 66h.1M144 66h.1M84 86h.1M104 86h.1M124 86h.1M144 86h.1"/>
      <circle class="main" cx="124" cy="66" r="11"/>`),
  tariffs: () =>
    drawing(svg`<path d="M40 118h160"/><rect x="58" y="84" width="28" height="34" rx="3"/><rect x="106" y="60" width="28" height="58" rx="3"/>
      <rect class="main" x="154" y="30" width="28" height="88" rx="3"/>`),
  appeals: () =>
    drawing(svg`<path d="M48 24h96a8 8 0 0 1 8 8v38a8 8 0 0 1-8 8H82l-20 16V78H48a8 8 0 0 1-8-8V32a8 8 0 0 1 8-8zM56 42h72M56 58h48"/>
      <path class="main" d="M120 92h64a8 8 0 0 0 8-8V62a8 8 0 0 0-8-8h-16M184 92v18l-18-18"/>`),
  appointments: () =>
    drawing(svg`<circle cx="84" cy="46" r="18"/><path d="M50 112c4-30 20-40 34-40s30 10 34 40"/>
      <circle class="main" cx="168" cy="66" r="32"/><path class="main" d="M168 46v20l14 8"/>`),
  contracts: () => drawing(svg`${sheet}${lines}<path class="main" d="M128 100c6-14 12-10 8 0s10 2 18-6M76 108h88"/>`),
  help: () =>
    drawing(svg`<path d="M84 20c-10 4-18 14-14 30 8 30 34 56 64 64 16 4 26-4 30-14l-22-16-14 10c-12-6-22-16-28-28l10-14z"/>
      <path class="main" d="M140 30a36 36 0 0 1 34 34M140 12a54 54 0 0 1 52 52"/>`),
};

export function renderDrawing(step: StepName): TemplateResult {
  return DRAWINGS[step]();
}
