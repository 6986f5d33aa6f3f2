import { seriesChart, type ChartOptions } from './chart.ts';
import { html, raw, type Html } from './escape.ts';
import { mondayOf } from './format.ts';
import { page } from './page.ts';
import type { Card, Quote, ReportLanguage, ReportModel, ReportTheme, Status, TopicRow } from './model.ts';
import {
  advice,
  breakLine,
  certainty,
  coincidences,
  concentration,
  happeningLabel,
  headline,
  impact,
  insideLines,
  quoteSource,
  nearestLine,
  themeTitle,
  voiceOf,
  type Voice,
} from './story.ts';

const SYMBOL: Readonly<Record<Status, string>> = {
  surging: '▲▲',
  rising: '▲',
  new: '●',
  back: '↩',
  falling: '▼',
  steady: '–',
  gone: '○',
};

function tone(status: Status): string {
  if (status === 'surging' || status === 'rising' || status === 'new' || status === 'back') return 'up';
  return status === 'falling' || status === 'gone' ? 'down' : 'level';
}

function chartOptions(id: string, alt: string, detailed: boolean, voice: Voice): ChartOptions {
  return {
    width: detailed ? 640 : 112,
    height: detailed ? 190 : 28,
    alt,
    id,
    detailed,
    labelWeek: (week) => voice.formats.date(mondayOf(week)),
    labelNumber: (value) => voice.formats.count(value),
    labelHappening: (happening) => happeningLabel(happening, voice),
    labelBreak: (one) => breakLine(one, voice),
  };
}

function quotesBlock(quotes: readonly Quote[], k: number, voice: Voice): Html {
  if (quotes.length === 0) return html`<p class="note">${voice.words.quotesWithheld(k)}</p>`;
  const items = quotes.map(
    (q) =>
      html`<li>
        <blockquote>
          <span lang="${q.language}" dir="auto">${q.text}</span>
          <footer>${quoteSource(q, voice)}</footer>
        </blockquote>
      </li>`,
  );
  return html`<h4>${voice.words.labels.quotes}</h4>
    <ul class="quotes">
      ${items}
    </ul>`;
}

function factBlock(label: string, lines: readonly string[], strong = false): Html | null {
  if (lines.length === 0) return null;
  return html`<div>
    <h4>${label}</h4>
    ${lines.map((line) => html`<p${strong ? raw(' class="do"') : null}>${line}</p>`)}
  </div>`;
}

function chartLegend(card: Card, voice: Voice): Html | null {
  const weeks = new Set(card.series.map((p) => p.week));
  const shown = card.happenings.filter((h) => weeks.has(h.week));
  if (shown.length === 0) return null;
  return html`<ol class="legend">
    ${shown.map((h) => html`<li>${happeningLabel(h, voice)}</li>`)}
  </ol>`;
}

function cardBlock(card: Card, index: number, model: ReportModel, voice: Voice): Html {
  const { words, formats, pick } = voice;
  const name = pick(card.name);
  const alt = words.chartAlt(name, card, card.series.length, formats);
  const labels = words.labels;
  return html`<article class="card ${tone(card.status)}" id="${card.id}">
    <h3>${name}</h3>
    <p>
      <span class="pill">${SYMBOL[card.status]} ${words.status(card.status)}</span
      ><span class="owner">${labels.owner}${voice.words.language === 'zh' ? '：' : ': '}${pick(card.owner)}</span>
    </p>
    <p class="claim">${words.seen(card, formats)}</p>
    ${raw(seriesChart(card.series, card.happenings, card.breaks, chartOptions(`chart-${index}`, alt, true, voice)))}
    ${chartLegend(card, voice)}
    ${card.breaks.map((one) => html`<p class="note">${breakLine(one, voice)}</p>`)}
    <div class="facts">
      ${factBlock(labels.inside, insideLines(card, voice))}
      ${factBlock(labels.forWhom, [...concentration(card, voice), ...coincidences(card, voice)])}
      ${factBlock(labels.howSure, certainty(card, voice))} ${factBlock(labels.impact, impact(card, voice))}
      ${factBlock(labels.doNext, [advice(card, voice)], true)}
    </div>
    ${quotesBlock(card.quotes, model.quoteUsersAtLeast, voice)}
  </article>`;
}

function topicRow(row: TopicRow, index: number, voice: Voice): Html {
  const { words, formats, pick } = voice;
  const range =
    row.expected === null || row.low === null || row.high === null
      ? '–'
      : `${formats.count(row.expected)} (${formats.integer(row.low)}–${formats.integer(row.high)})`;
  const judged = row.sureness.kind === 'too-few' || row.sureness.kind === 'too-young';
  const state = judged ? words.sureness(row.sureness, formats) : `${SYMBOL[row.status]} ${words.status(row.status)}`;
  const alt = `${pick(row.name)}: ${row.series.map((p) => formats.integer(p.tickets)).join(' ')}`;
  return html`<tr>
    <td>${pick(row.name)}<br class="wide" /><code class="wide">${row.id}</code>${row.breaks.map((one) => html`<br /><small>${breakLine(one, voice)}</small>`)}</td>
    <td class="${tone(row.status)}">${state}</td>
    <td class="n">${formats.integer(row.tickets)}</td>
    <td class="n wide">${formats.integer(row.users)}</td>
    <td class="n">${range}</td>
    <td class="n wide">${row.csat === null ? '–' : formats.score(row.csat)}</td>
    <td class="wide">${raw(seriesChart(row.series, [], row.breaks, chartOptions(`spark-${index}`, alt, false, voice)))}</td>
  </tr>`;
}

function topicsTable(model: ReportModel, voice: Voice): Html {
  const labels = voice.words.labels;
  return html`<h2>${labels.topics}</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>${labels.topic}</th>
            <th>${labels.status}</th>
            <th class="n">${labels.ticketsColumn}</th>
            <th class="n wide">${labels.usersColumn}</th>
            <th class="n">${labels.expectedColumn}</th>
            <th class="n wide">${labels.csatColumn}</th>
            <th class="wide">${labels.trendColumn}</th>
          </tr>
        </thead>
        <tbody>
          ${model.topics.map((row, i) => topicRow(row, i, voice))}
        </tbody>
      </table>
    </div>
    <p class="note">━ ${labels.legendSeen} · ┅ ${labels.legendExpected} · ◆ ${labels.legendFlag} · ┊ ${labels.legendBreak}</p>`;
}

function themeBlock(theme: ReportTheme, index: number, model: ReportModel, voice: Voice): Html {
  const { words, formats, pick } = voice;
  const languages = formats.list(
    theme.languages.map((l) => `${formats.languageName(l.value)} ${formats.percent(l.share)}`),
  );
  const since = theme.sinceDate === null ? null : formats.date(theme.sinceDate);
  const { title, gloss } = themeTitle(theme, voice);
  const alt = `${title}: ${theme.series.map((p) => formats.integer(p.tickets)).join(' ')}`;
  return html`<article class="card ${tone(theme.status)}" id="${theme.id}">
    <h3>
      <span dir="auto">${title}</span>${gloss === '' ? null : html` <span class="owner">${gloss}</span>`}
    </h3>
    <p><span class="pill">${SYMBOL[theme.status]} ${words.status(theme.status)}</span></p>
    <p class="claim">
      ${words.themeLine(theme.tickets, theme.users, languages, since, formats)}
      ${nearestLine(theme, voice)}
    </p>
    <p class="note">
      ${words.sureness(theme.sureness, formats)} ${words.labels.keywords}${words.language === 'zh' ? '：' : ': '}<span
        dir="auto"
        >${theme.keywords.join(' · ')}</span
      >
    </p>
    ${theme.lineage.map((l) => html`<p class="note">${words.lineage(l.kind, pick(l.label), l.tickets)}</p>`)}
    ${raw(seriesChart(theme.series, [], [], chartOptions(`theme-${index}`, alt, true, voice)))}
    ${quotesBlock(theme.quotes, model.quoteUsersAtLeast, voice)}
  </article>`;
}

function trustBlock(model: ReportModel, voice: Voice): Html {
  const { words, formats } = voice;
  const rows = model.trust.languages.map(
    (l) =>
      html`<tr>
        <td>${formats.languageName(l.language)}</td>
        <td class="n">${formats.integer(l.tickets)}</td>
        <td class="n">${l.f1 === null ? words.labels.qualityUnknown : l.f1.toFixed(2)}</td>
      </tr>`,
  );
  return html`<section class="trust">
    <h2>${words.labels.trust}</h2>
    <ul>
      ${words.trustLine(model, formats).map((line) => html`<li>${line}</li>`)}
    </ul>
    <details>
      <summary>${words.labels.qualityColumn}</summary>
      <p class="note">${words.labels.qualityNote}</p>
      <table>
        <thead>
          <tr>
            <th>${words.labels.languageColumn}</th>
            <th class="n">${words.labels.ticketsColumn}</th>
            <th class="n">${words.labels.qualityColumn}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </details>
  </section>`;
}

function section(title: string, items: readonly Html[]): Html | null {
  return items.length === 0
    ? null
    : html`<h2>${title}</h2>
        <ul>
          ${items.map((item) => html`<li>${item}</li>`)}
        </ul>`;
}

function methodBlock(model: ReportModel, voice: Voice): Html {
  const labels = voice.words.labels;
  const entries = model.method.map(
    (m) =>
      html`<details>
        <summary>${m.figure} · <code>${m.relation}</code></summary>
        <pre><code>${m.sql}</code></pre>
      </details>`,
  );
  return html`<h2>${labels.method}</h2>
    <p class="note">${labels.methodText}</p>
    ${entries}`;
}

/** The report as one HTML file; `otherFace` is the file name of the same report in the other language. */
export function renderHtml(model: ReportModel, language: ReportLanguage, otherFace?: string): string {
  const voice = voiceOf(language);
  const { words, formats, pick } = voice;
  const { labels } = words;
  const more = model.moreFlagged > 0 ? html`<p class="note">${words.moreFlagged(model.moreFlagged)}</p>` : null;
  const colon = language === 'zh' ? '：' : ': ';
  const body = html`<header>
      <p class="kicker">
        <span>${labels.weekly}</span><span>${pick(model.team.name)}</span>
        <span>${formats.weekSpan(model.week, model.from, model.to)}</span>
        ${otherFace === undefined ? null : html`<a href="${otherFace}" lang="${language === 'en' ? 'zh-CN' : 'en'}">${labels.otherLanguage}</a>`}
      </p>
      <h1>${headline(model, voice)}</h1>
    </header>
    ${trustBlock(model, voice)} ${model.cards.length === 0 ? null : html`<h2>${labels.whatChanged}</h2>`}
    ${model.cards.map((card, i) => cardBlock(card, i, model, voice))}${more}
    ${section(
      labels.stillOpen,
      model.open.map((item) => html`<b>${pick(item.name)}</b>${colon}${words.open(item, formats, model.week)}`),
    )}
    ${section(
      labels.actions,
      model.actions.map(
        (a) =>
          html`<b>${pick(a.name)}</b> (${pick(a.target)}, ${pick(a.team)}, ${labels.since}
            ${formats.date(a.since)})${colon}${words.action(a, formats)}`,
      ),
    )}
    <h2>${labels.themes}</h2>
    ${model.themes.length === 0 ? html`<p class="note">${labels.noThemes}</p>` : model.themes.map((t, i) => themeBlock(t, i, model, voice))}
    ${topicsTable(model, voice)} ${methodBlock(model, voice)}
    <footer class="end-note">
      ${labels.versions}${colon}groundswell ${model.versions.program} · ${model.versions.tagger} ·
      ${model.versions.inputs} · ${model.timeZone}
    </footer>`;
  return page(`${labels.weekly} · ${pick(model.team.name)} · ${model.week}`, words.htmlLang, body);
}
