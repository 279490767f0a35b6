import type { Tariff, TariffQuestion } from '@kabinet/api';
import { addDays, type CalendarDate, openQuestions, type TariffAnswers, turningDays } from '@kabinet/rules';
import { css, html, nothing, type TemplateResult } from 'lit';
import { inLanguage } from '../../core/in-language.js';
import type { TariffMoreMessages } from '../../locales/messages.js';
import { renderChoice } from '../../parts/choice.js';
import {
  answersOf,
  follows,
  type Inquiry,
  type SeriesAnswer,
  survey,
  type TariffPeriod,
} from './tariff-lookup.model.js';
import { renderSource } from './render-source.js';
import { type TariffWords, writeChange, writePeriod, writePrices } from './tariff-words.js';

export const historyStyles = css`
  .times {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .times li {
    padding-inline-start: calc(var(--_space) * 4);
    border-inline-start: 2px solid var(--_border);
  }

  .times .now {
    border-inline-start: 4px solid var(--_accent);
  }

  .times .unknown {
    border-inline-start-style: dashed;
  }

  /* No room for a line beside the words: it goes above them. */
  @container (max-width: 12em) {
    .times li {
      padding-inline-start: 0;
      border-inline-start: 0;
      border-block-start: 2px solid var(--_border);
    }

    .times .now {
      border-inline-start: 0;
      border-block-start: 4px solid var(--_accent);
    }
  }
`;

export interface History {
  readonly inquiry: Inquiry;
  /** What is known for today's prices. */
  readonly answers: TariffAnswers;
  readonly onAnswer: (question: string, answer: string) => void;
}

export type HistoryWords = TariffWords & { readonly more: TariffMoreMessages };

/** The days up to the one asked for on which other prices may have come. */
function daysBefore(tariffs: readonly Tariff[], on: CalendarDate): CalendarDate[] {
  const [first = on] = tariffs.map(({ validFrom }) => validFrom).sort();
  return turningDays(tariffs, first, on);
}

/** The last day whose price is not known without another answer; null where all are. */
function openUntil(tariffs: readonly Tariff[], answers: TariffAnswers, on: CalendarDate): CalendarDate | null {
  const days = daysBefore(tariffs, on);
  const open = days.filter((day) => openQuestions({ tariffs, answers, on: day }).length > 0);
  const last = open.at(-1);
  if (last === undefined) return null;
  const next = days[days.indexOf(last) + 1];
  return next === undefined ? on : addDays(next, -1);
}

/**
 * Every time of each thing, the newest first, with its difference to the one before. What did not matter today may have mattered then,
 * as whether one lives in a village: it is asked here, and times that depend on it are not shown before.
 */
export function renderHistory({ inquiry, answers: known, onAnswer }: History, words: HistoryWords): TemplateResult {
  const { tariffs, on } = inquiry;
  const { asked, answers } = survey({ ...inquiry, known }, daysBefore(tariffs, on));
  const all = answersOf(inquiry, answers);
  return html`
    ${asked.length > 0 ? html`<p>${words.more.dependedOn}</p>` : nothing}
    ${asked.map((question) => renderQuestion(question, answers, onAnswer, words))}
    ${all.map((each) => {
      const ofSeries = tariffs.filter(({ series }) => series === each.series);
      return renderSeries(each, { on, openUntil: openUntil(ofSeries, answers, on), isOnly: all.length === 1 }, words);
    })}
  `;
}

function renderQuestion(
  { id, text, hint, options }: TariffQuestion,
  answers: TariffAnswers,
  onAnswer: History['onAnswer'],
  { format: { language } }: HistoryWords,
): TemplateResult {
  return renderChoice({
    id: `past-${id}`,
    legend: inLanguage(text, language),
    hint: hint && inLanguage(hint, language),
    options: options.map((each) => ({ value: each.id, label: inLanguage(each.label, language) })),
    chosen: answers[id] ?? null,
    onChoose: (answer) => onAnswer(id, answer),
  });
}

function renderSeries(
  { current, earlier, later }: SeriesAnswer,
  {
    on,
    openUntil,
    isOnly,
  }: { readonly on: CalendarDate; readonly openUntil: CalendarDate | null; readonly isOnly: boolean },
  words: HistoryWords,
): TemplateResult {
  const all = [...earlier, ...(current ? [current] : []), ...later];
  // One that began while another answer mattered is told from when it no longer does.
  const told = all
    .filter(({ to }) => openUntil === null || to === null || openUntil < to)
    .map((each) => (openUntil !== null && each.from <= openUntil ? { ...each, from: addDays(openUntil, 1) } : each));
  const rows = told.map((period, index) => renderPeriod(period, told[index - 1], on, words)).reverse();
  const name = all.at(-1)?.tariff.name;
  return html`
    ${isOnly || !name ? nothing : html`<h3>${inLanguage(name, words.format.language)}</h3>`}
    <ol class="times" reversed>
      ${rows} ${openUntil === null ? nothing : html`<li class="unknown">${words.more.answerForEarlier}</li>`}
    </ol>
  `;
}

/** A time, and below it the days before it of which nothing is known. */
function renderPeriod(
  period: TariffPeriod,
  before: TariffPeriod | undefined,
  on: CalendarDate,
  words: HistoryWords,
): TemplateResult {
  const { more, format } = words;
  const { from, to, tariff } = period;
  const state = on < from ? more.announced : to !== null && to < on ? more.earlier : more.now;
  const isFollowing = before === undefined || follows(before, period);
  return html`
    <li class=${state === more.now ? 'now' : ''}>
      <p class="muted">${state}</p>
      <p>${writePeriod(period, words)}:</p>
      <p><strong>${writePrices(tariff, words)}</strong></p>
      ${
        before && isFollowing
          ? html`<p>${writeChange(before.tariff, tariff, words, more.otherRule(writePrices(before.tariff, words)))}</p>`
          : nothing
      }
      ${tariff.source ? html`<p class="muted">${renderSource(tariff.source, format.language)}</p>` : nothing}
    </li>
    ${
      before?.to && !isFollowing
        ? html`<li class="unknown">
            <p>${writePeriod({ from: addDays(before.to, 1), to: addDays(from, -1) }, words)}:</p>
            <p>${more.noData}</p>
          </li>`
        : nothing
    }
  `;
}
