import { mondayOf, weekOf } from '../../src/report/format.ts';
import type { Bilingual, ReportTheme } from '../../src/report/model.ts';
import type { Taxonomy, Topic } from '../../src/tagging/taxonomy.ts';
import type { ConceptName } from '../../src/themes/doc.ts';
import { memoryFromBytes, type RememberedTheme, type ThemeMemory } from '../../src/themes/memory.ts';
import { whyNot } from '../../src/themes/why-not.ts';
import type { JudgeOptions } from '../../src/trends/judge.ts';
import { textOf, type Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { horizons } from '../retention.ts';
import type { WeekData } from './data.ts';
import { chooseQuotes } from './detail.ts';
import { judgeWeeks, type CountedSeries, type WeekJudgement } from './judge.ts';
import type { ThemeNames } from './theme-names.ts';
import { conceptNames } from './themes.ts';

const MOST_SHOWN = 5;
/** Alternatives of a concept that are named when a theme is told from a topic. */
const MOST_ALTERNATIVES = 3;
const NEWS: ReadonlySet<string> = new Set(['new', 'rising', 'back']);

function shares(rows: readonly Row[], column: string): { value: string; share: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row[column] as string | null;
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, n]) => ({ value, share: n / rows.length }))
    .filter(({ share }) => share >= 0.1)
    .toSorted((a, b) => b.share - a.share || (a.value < b.value ? -1 : 1))
    .slice(0, 3);
}

/** What the theme part of a report is made from. */
interface ThemeFacts {
  readonly monday: string;
  readonly judged: WeekJudgement;
  /** Rows of themes by id. */
  readonly described: ReadonlyMap<string, Row>;
  /** This week's tickets by theme, central ones first. */
  readonly tickets: ReadonlyMap<string, readonly Row[]>;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly concepts: ReadonlyMap<string, ConceptName>;
  readonly names: ThemeNames;
  /** Splits and merges of the week by the theme that came out of them. */
  readonly lineage: ReadonlyMap<string, readonly Row[]>;
  readonly quoteUsers: number;
}

async function judgeThemes(
  warehouse: Warehouse,
  data: WeekData,
  memory: ThemeMemory,
  strictness: JudgeOptions,
): Promise<WeekJudgement> {
  const rows = await warehouse.rows('report/theme-weeks', { week: mondayOf(data.week) });
  const weeks = Map.groupBy(rows, (row) => row['theme_id'] as string);
  const { tickets } = await horizons(warehouse);
  const series = memory.themes
    .filter(({ group }) => group === '')
    .map(({ id, counts }): CountedSeries => {
      const gone = counts
        .filter((one) => mondayOf(one.week) < tickets)
        .map((one) => [mondayOf(one.week), one] as const);
      const counted = (weeks.get(id) ?? []).map(
        (row) => [row['week'] as string, { tickets: row['tickets'] as number, users: row['users'] as number }] as const,
      );
      return { id, weeks: new Map([...gone, ...counted]) };
    });
  return judgeWeeks(series, data, strictness);
}

/** New this week, or growing beyond what was expected; outside the topics; of enough users. */
function isNews(
  theme: RememberedTheme,
  { monday, judged, described, quoteUsers }: Omit<ThemeFacts, 'tickets'>,
): boolean {
  const last = judged.series.get(theme.id)?.at(-1);
  const row = described.get(theme.id);
  if (last === undefined || row === undefined || last.users < quoteUsers || theme.group !== '') return false;
  if (row['status'] === 'new') return row['first_week'] === monday && !theme.baseline;
  return NEWS.has(row['status'] as string) && last.flagged;
}

/** Concepts that say a text is no complaint: thanks, questions, wishes, what works again, another app. */
const NO_COMPLAINT: ReadonlySet<string> = new Set(['thanks', 'how-to', 'wish', 'resolved', 'other-app']);

/** At least half of a theme's tickets say nothing that makes them a thank-you, a question or a wish. */
function isComplaint(tickets: readonly Row[]): boolean {
  const plain = tickets.filter(
    (ticket) => !(ticket['concepts'] as string[]).some((concept) => NO_COMPLAINT.has(concept)),
  );
  return plain.length * 2 >= tickets.length;
}

function nearestTopic(
  { id, en, zh, rules }: Topic,
  tickets: readonly Row[],
  names: ReadonlyMap<string, ConceptName>,
): ReportTheme['nearestTopic'] {
  const why = whyNot(
    rules,
    tickets.map((ticket) => ticket['concepts'] as string[]),
  );
  if (why === null) return { id, name: { en, zh }, why };
  const called = why.concepts.slice(0, MOST_ALTERNATIVES).map((concept) => names.get(concept));
  const concepts = { en: called.map((one) => one?.en).join(' / '), zh: called.map((one) => one?.zh).join('／') };
  return { id, name: { en, zh }, why: { kind: why.kind, concepts, share: why.share } };
}

const sameInBoth = (label: string): Bilingual => ({ en: label, zh: label });

function reportTheme(theme: RememberedTheme, facts: ThemeFacts): ReportTheme {
  const row = facts.described.get(theme.id)!;
  const tickets = facts.tickets.get(theme.id) ?? [];
  const series = facts.judged.series.get(theme.id)!;
  const last = series.at(-1)!;
  const topic = facts.topics.get(textOf(row, 'topic'));
  const status = row['status'] as ReportTheme['status'];
  const segments = ['country', 'app_version'].flatMap((dimension) =>
    shares(tickets, dimension).map((s) => ({ dimension, ...s })),
  );
  return {
    id: theme.id,
    label: row['label'] as string,
    gloss: { en: textOf(row, 'label_en'), zh: textOf(row, 'label_zh') },
    named: facts.names.has(theme.id),
    keywords: row['keywords'] as string[],
    status,
    sureness: last.sureness,
    tickets: last.tickets,
    users: last.users,
    firstWeek: weekOf(row['first_week'] as string),
    sinceDate: status === 'new' ? (tickets.map((ticket) => ticket['closed_on'] as string).toSorted()[0] ?? null) : null,
    languages: shares(tickets, 'language'),
    segments,
    nearestTopic: topic === undefined ? null : nearestTopic(topic, tickets, facts.concepts),
    lineage: (facts.lineage.get(theme.id) ?? []).map((line) => ({
      kind: line['kind'] as 'split' | 'merge',
      theme: line['from_theme'] as string,
      label: facts.names.get(line['from_theme'] as string) ?? sameInBoth(line['label'] as string),
      tickets: line['tickets'] as number,
    })),
    quotes: chooseQuotes(tickets, last.users, facts.quoteUsers, []),
    series: series.map(({ week, tickets: seen, expected, low, high, flagged, partial }) => ({
      week,
      tickets: seen,
      expected,
      low,
      high,
      flagged,
      partial,
    })),
  };
}

/** Themes that are worth a product manager's look, most users first. */
export async function reportThemes(
  warehouse: Warehouse,
  data: WeekData,
  taxonomy: Taxonomy,
  strictness: JudgeOptions,
  quoteUsers: number,
  names: ThemeNames,
): Promise<ReportTheme[]> {
  const monday = mondayOf(data.week);
  const [own] = await warehouse.rows('report/theme-memory', { week: data.week });
  if (own?.['week'] !== data.week) return [];
  const memory = memoryFromBytes(own['memory'] as Uint8Array);
  const rows = await warehouse.rows('report/themes', { week: monday });
  const known = {
    monday,
    judged: await judgeThemes(warehouse, data, memory, strictness),
    described: new Map(rows.map((row) => [row['theme_id'] as string, row])),
    topics: new Map(taxonomy.topics.map((topic) => [topic.id, topic])),
    concepts: conceptNames(taxonomy),
    lineage: Map.groupBy(
      await warehouse.rows('report/theme-lineage', { week: monday }),
      (row) => row['theme_id'] as string,
    ),
    names,
    quoteUsers,
  };
  const news = memory.themes.filter((theme) => isNews(theme, known));
  const themes = JSON.stringify(news.map(({ id }) => id));
  const tickets = Map.groupBy(
    await warehouse.rows('report/theme-tickets', { week: monday, themes }),
    (row) => row['theme_id'] as string,
  );
  return news
    .filter(({ id }) => isComplaint(tickets.get(id) ?? []))
    .map((theme) => reportTheme(theme, { ...known, tickets }))
    .toSorted((a, b) => b.users - a.users)
    .slice(0, MOST_SHOWN);
}
