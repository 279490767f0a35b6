import type { Tariff } from '@kabinet/api';
import { html, type TemplateResult } from 'lit';
import type { Format } from '../../core/format.js';
import { inLanguage } from '../../core/in-language.js';
import type { BillMessages, CostResultMessages } from '../../locales/messages.js';
import type { FormWords } from './cost-form.js';
import type { HeatingPlan, HeatWay } from './heating.js';

/** What the heating mode's form is written with. */
interface HeatingWords {
  readonly result: CostResultMessages;
  readonly bill: BillMessages;
  readonly format: Format;
  readonly currency: string;
}

/** The heating mode's form in words. */
export function describeHeating(plan: HeatingPlan, words: HeatingWords): FormWords {
  const { result, format, currency } = words;
  const unit = format.unit(plan.prices.find((each) => each.unit !== null)?.unit ?? 'Gcal');
  const labels: Record<HeatWay, string> = { meter: result.heatByMeter, area: result.heatByArea };
  const described = {
    'heat-use': { label: result.heatUse(unit), hint: result.heatUseHint, example: '1.2' },
    'heat-area': { label: result.heatArea, hint: result.heatAreaHint, example: '54.3' },
    norm: { label: result.norm(unit), hint: result.normHint, example: '0.0231' },
    // The sign alone: `0,00 грн` without its figures.
    subsidy: {
      label: result.subsidy(format.price('0', currency).replace(/[\d.,\s]+/g, '')),
      hint: result.subsidyHint,
      example: '500',
    },
  };
  return {
    way: { legend: result.heatWay, options: plan.ways.map((value) => ({ value, label: labels[value] })) },
    fields: plan.fields.map(({ id, asked }) => {
      const { label, hint, example } = described[asked];
      const written = format.number(example);
      return { id, label, hint: hint(written), example: written };
    }),
    facts: renderFacts(plan, words),
  };
}

/** The prices, the norm and the season that the sum will stand on. */
function renderFacts({ prices, norm, season }: HeatingPlan, words: HeatingWords): TemplateResult {
  const { result, format } = words;
  const facts: [name: string, ...words: string[]][] = [
    ...(prices.length > 0
      ? [[result.price, ...prices.map((each) => writePrice(each, words))] as [string, ...string[]]]
      : []),
    ...(norm
      ? [[result.normName, result.normKnown(format.quantity(norm.quantity, norm.unit))] as [string, ...string[]]]
      : []),
    [result.season, result.seasonDays(format.dayOfYear(season.from), format.dayOfYear(season.to))],
  ];
  return html`
    <dl class="facts">
      ${facts.map(
        ([name, ...lines]) => html`
          <div>
            <dt>${name}</dt>
            <dd>${lines.map((line) => html`<span>${line}</span>`)}</dd>
          </div>
        `,
      )}
    </dl>
  `;
}

/** `1654,41 грн за 1 Гкал`, `Абонентське обслуговування: 32,17 грн за місяць` */
function writePrice(tariff: Tariff, words: HeatingWords): string {
  const { bill, format, currency } = words;
  const name = inLanguage(tariff.name, format.language);
  const [block] = tariff.blocks;
  const price = format.price(block?.price ?? '0', currency);
  switch (tariff.basis) {
    case 'use':
      return bill.perUnits(
        price,
        tariff.unit ? format.quantity(tariff.perUnits, tariff.unit) : format.number(tariff.perUnits),
      );
    case 'area':
      return `${name}: ${bill.perMonth(bill.perUnits(price, bill.area('1')))}`;
    default:
      return `${name}: ${bill.perMonth(price)}`;
  }
}
