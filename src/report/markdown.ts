import { escapeMarkdown as md } from './escape.ts';
import type { Card, Quote, ReportLanguage, ReportModel, ReportTheme, TopicRow } from './model.ts';
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

const BARS = '▁▂▃▄▅▆▇█';

/** A series of counts as block characters, scaled from 0 to its maximum. */
export function blockSparkline(counts: readonly number[]): string {
  const max = Math.max(1, ...counts);
  return counts.map((n) => BARS[Math.min(7, Math.floor((n / max) * 7.999))] ?? BARS[0]).join('');
}

/** Block characters with a bar where the series began to count something else. */
function brokenSparkline({ series, breaks }: Pick<Card, 'series' | 'breaks'>): string {
  const bars = Array.from(blockSparkline(series.map((p) => p.tickets)));
  const cuts = new Set(breaks.map(({ week }) => week));
  return bars.map((bar, i) => (cuts.has(series[i]!.week) ? `┊${bar}` : bar)).join('');
}

function quoteLines(quotes: readonly Quote[], k: number, voice: Voice): string[] {
  if (quotes.length === 0) return [`*${voice.words.quotesWithheld(k)}*`, ''];
  return quotes.flatMap((q) => [`> ${md(q.text)}`, `> — ${md(quoteSource(q, voice))}`, '']);
}

function cardLines(card: Card, model: ReportModel, voice: Voice): string[] {
  const { words, formats, pick } = voice;
  const { labels } = words;
  const colon = words.language === 'zh' ? '：' : ': ';
  const weeks = new Set(card.series.map((p) => p.week));
  const happenings = card.happenings.filter((h) => weeks.has(h.week)).map((h) => md(happeningLabel(h, voice)));
  const fact = (label: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`- **${label}**${colon}${lines.map(md).join(words.language === 'zh' ? '' : ' ')}`];
  return [
    `### ${md(pick(card.name))} (${words.status(card.status)})`,
    '',
    md(words.seen(card, formats)),
    '',
    `\`${brokenSparkline(card)}\``,
    '',
    ...card.breaks.flatMap((one) => [md(breakLine(one, voice)), '']),
    ...fact(labels.inside, insideLines(card, voice)),
    ...fact(labels.forWhom, [...concentration(card, voice), ...coincidences(card, voice)]),
    ...fact(labels.howSure, certainty(card, voice)),
    ...fact(labels.impact, impact(card, voice)),
    ...fact(labels.doNext, [advice(card, voice)]),
    ...(happenings.length === 0 ? [] : [`- ${labels.legendEvent}${colon}${happenings.join(' · ')}`]),
    '',
    ...quoteLines(card.quotes, model.quoteUsersAtLeast, voice),
  ];
}

function rowLine(row: TopicRow, voice: Voice): string {
  const { words, formats, pick } = voice;
  const unjudged = row.sureness.kind === 'too-few' || row.sureness.kind === 'too-young';
  const cells = [
    [`${md(pick(row.name))} \`${row.id}\``, ...row.breaks.map((one) => md(breakLine(one, voice)))].join(' · '),
    unjudged ? words.sureness(row.sureness, formats) : words.status(row.status),
    formats.integer(row.tickets),
    formats.integer(row.users),
    row.expected === null || row.low === null || row.high === null
      ? '–'
      : `${formats.count(row.expected)} (${formats.integer(row.low)}–${formats.integer(row.high)})`,
    row.csat === null ? '–' : formats.score(row.csat),
    `\`${brokenSparkline(row)}\``,
  ];
  return `| ${cells.join(' | ')} |`;
}

function themeLines(theme: ReportTheme, model: ReportModel, voice: Voice): string[] {
  const { words, formats, pick } = voice;
  const languages = formats.list(
    theme.languages.map((l) => `${formats.languageName(l.value)} ${formats.percent(l.share)}`),
  );
  const since = theme.sinceDate === null ? null : formats.date(theme.sinceDate);
  const { title, gloss } = themeTitle(theme, voice);
  return [
    `### ${md(title)}${gloss === '' ? '' : ` (${md(gloss)})`}`,
    '',
    md(
      `${words.themeLine(theme.tickets, theme.users, languages, since, formats)} ${nearestLine(theme, voice)} ${words.sureness(theme.sureness, formats)}`,
    ),
    '',
    `${words.labels.keywords}${words.language === 'zh' ? '：' : ': '}${theme.keywords.map(md).join(' · ')}`,
    '',
    ...theme.lineage.map((l) => `${md(words.lineage(l.kind, pick(l.label), l.tickets))}\n`),
    ...quoteLines(theme.quotes, model.quoteUsersAtLeast, voice),
  ];
}

/** The report as Markdown; ticket text is escaped so that nothing of it is markup. */
export function renderMarkdown(model: ReportModel, language: ReportLanguage): string {
  const voice = voiceOf(language);
  const { words, formats, pick } = voice;
  const { labels } = words;
  const colon = language === 'zh' ? '：' : ': ';
  const bullet = (head: string, text: string): string => `- **${md(head)}**${colon}${md(text)}`;
  const optional = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
  const head = [
    labels.topic,
    labels.status,
    labels.ticketsColumn,
    labels.usersColumn,
    labels.expectedColumn,
    labels.csatColumn,
    labels.trendColumn,
  ];
  const lines = [
    `# ${md(headline(model, voice))}`,
    '',
    `${labels.weekly} · ${md(pick(model.team.name))} · ${formats.weekSpan(model.week, model.from, model.to)}`,
    '',
    `**${labels.trust}**`,
    '',
    ...words.trustLine(model, formats).map((line) => `- ${md(line)}`),
    '',
    ...optional(
      labels.whatChanged,
      model.cards.flatMap((card) => cardLines(card, model, voice)),
    ),
    ...(model.moreFlagged > 0 ? [words.moreFlagged(model.moreFlagged), ''] : []),
    ...optional(
      labels.stillOpen,
      model.open.map((item) => bullet(pick(item.name), words.open(item, formats, model.week))),
    ),
    ...optional(
      labels.actions,
      model.actions.map((a) => bullet(pick(a.name), words.action(a, formats))),
    ),
    `## ${labels.themes}`,
    '',
    ...(model.themes.length === 0 ? [labels.noThemes, ''] : model.themes.flatMap((t) => themeLines(t, model, voice))),
    `## ${labels.topics}`,
    '',
    `| ${head.join(' | ')} |`,
    `| ${['---', '---', '--:', '--:', '--:', '--:', '---'].join(' | ')} |`,
    ...model.topics.map((row) => rowLine(row, voice)),
    '',
    `## ${labels.method}`,
    '',
    labels.methodText,
    '',
    ...model.method.map((m) => `- ${md(m.figure)}${colon}\`${m.relation}\``),
    '',
    `${labels.versions}${colon}groundswell ${model.versions.program} · ${model.versions.tagger} · ${model.versions.inputs}`,
    '',
  ];
  return lines.join('\n');
}
