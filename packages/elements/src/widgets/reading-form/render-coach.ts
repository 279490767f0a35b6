import type { Meter } from '@kabinet/api';
import type { ProposedReading, SlipAdvice } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { StateText } from '../../locales/messages.js';
import type { Fixed } from './entry-situation.js';
import { writeAsOnDial } from './reading-coach.js';
import type { StepsView } from './reading-view.js';

/** What the coach has to say, and the button that puts it right. */
export interface Coaching {
  readonly text: TemplateResult;
  readonly button: TemplateResult | typeof nothing;
}

/** The likely slip in words; null where the findings say it already. `isMain`: the button is what the card is about. */
export function describeAdvice(view: StepsView, advice: SlipAdvice | null, isMain: boolean): Coaching | null {
  if (!advice || advice.slip === 'rolled_over') return null;
  const { texts } = view;
  const button = (label: string) => html`
    <button type="button" class=${isMain ? 'primary' : ''} @click=${() => view.applyFix(advice)}>${label}</button>
  `;
  const here = advice.fix.find(({ meterId }) => meterId === view.meter.id);
  const other = advice.fix.find(({ meterId }) => meterId !== view.meter.id);
  const otherMeter = view.meters.find(({ id }) => id === other?.meterId);
  if (advice.slip === 'meter_replaced') {
    return { text: html`<p>${texts.meterReplaced}</p>`, button: nothing };
  }
  if (otherMeter) {
    const name = nameOf(otherMeter, view);
    const text = here ? texts.slipExchanged(name) : texts.slipOtherMeter(name);
    return {
      text: html`<p>${text}</p>`,
      button: button(here ? texts.exchange : texts.moveTo(otherMeter.serialNumber)),
    };
  }
  if (!here) return null;
  if (advice.slip === 'zones_exchanged') {
    const zones = view.meter.registers.filter(({ id }) => advice.registerIds.includes(id));
    const names = zones.map(({ zone }) => view.common.zone[zone]);
    return { text: html`<p>${texts.slipZones(names[0] ?? '', names[1] ?? '')}</p>`, button: button(texts.exchange) };
  }
  const meant = writeMeant(view, here, advice.registerIds);
  const name = texts.slip[advice.slip as keyof typeof texts.slip];
  return { text: html`<p>${name} ${texts.meant(meant)}</p>`, button: button(texts.fixTo(meant)) };
}

/** The values of these registers as they stand on the dial, with their zones where there are several. */
function writeMeant(
  { meter, common, format }: StepsView,
  { values }: ProposedReading,
  registerIds: readonly string[],
): string {
  const meant = values.filter(({ registerId }) => registerIds.includes(registerId));
  return meant
    .map((each) => {
      const register = meter.registers.find(({ id }) => id === each.registerId);
      const zone = register && meter.registers.length > 1 ? `${common.zone[register.zone]} ` : '';
      return zone + writeAsOnDial(meter, each, format);
    })
    .join(', ');
}

function nameOf({ serviceKind, serialNumber }: Meter, { common }: StepsView): string {
  return `${common.serviceKind[serviceKind]}, № ${serialNumber}`;
}

/** What was put in instead, once the person agreed to it. */
export function describeFixed(view: StepsView): StateText | null {
  const { entry, texts } = view;
  return entry.fixed && { title: writeFixed(view, entry.fixed), text: texts.fixedNext };
}

function writeFixed(view: StepsView, fixed: Fixed): string {
  const { entry, texts, meters } = view;
  if (fixed.kind === 'here') return texts.fixed(Object.values(entry.typed).join(', '));
  const { kind, meterId } = fixed;
  const other = meters.find(({ id }) => id === meterId);
  const name = other ? nameOf(other, view) : '';
  return kind === 'moved_from' ? texts.fixedMoved(name) : texts.fixedExchanged(name);
}
