import type { Benefit } from '@kabinet/api';
import { isValidOn } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { inLanguage } from '../../core/in-language.js';
import type { Inquiry } from './tariff-lookup.model.js';
import type { TariffWords } from './tariff-words.js';

/** What lowers the customer's own charges on the day. */
export function renderBenefits(
  benefits: readonly Benefit[],
  { on, tariffs }: Inquiry,
  words: TariffWords,
): TemplateResult | typeof nothing {
  const { texts, format } = words;
  const valid = benefits.filter((each) => isValidOn(each, on));
  if (valid.length === 0) return nothing;
  const unit = tariffs.find((each) => each.unit !== null)?.unit;
  const quantity = (units: string) => (unit ? format.quantity(units, unit) : format.number(units));
  const write = ({ kind, value, upTo }: Benefit) =>
    kind === 'percent'
      ? texts.benefitPercent(format.number(value), upTo === null ? null : quantity(upTo))
      : kind === 'money'
        ? texts.benefitMoney(format.price(value, words.currency))
        : texts.benefitVolume(quantity(value));
  return html`
    <section class="stack" aria-labelledby="benefits">
      <h3 id="benefits">${texts.benefits}</h3>
      <ul class="benefits">
        ${valid.map((each) => html`<li>${inLanguage(each.name, format.language)}: <strong>${write(each)}</strong></li>`)}
      </ul>
    </section>
  `;
}
