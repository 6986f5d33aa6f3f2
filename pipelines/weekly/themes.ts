import { createHash } from 'node:crypto';
import { mondayOf, weekOf } from '../../src/report/format.ts';
import type { Bilingual, ReportTheme } from '../../src/report/model.ts';
import type { Taxonomy } from '../../src/tagging/taxonomy.ts';
import type { JudgeOptions } from '../../src/trends/judge.ts';
import type { ConceptName, ThemeDoc } from '../../src/themes/doc.ts';
import { memoryFromBytes, memoryToBytes, type RememberedTheme, type ThemeMemory } from '../../src/themes/memory.ts';
import { clusterWeek, type WeekTheme, type WeekThemes } from '../../src/themes/week.ts';
import { textOf, type Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { horizons } from '../retention.ts';
import { chooseQuotes } from './detail.ts';
import { judgeWeeks, type CountedSeries, type WeekJudgement } from './judge.ts';
import type { WeekData } from './data.ts';

const SEED = 1;
/** Weeks of history that are clustered when a warehouse meets its first weekly run late. */
const MOST_CATCH_UP = 6;
const MOST_SHOWN = 5;
const NEWS: ReadonlySet<string> = new Set(['new', 'rising', 'back']);

function docOf(row: Row): ThemeDoc {
  return {
    id: row['ticket_id'] as string,
    text: row['complaint_text'] as string,
    language: row['language'] as string,
    userKey: row['user_key'] as string,
    concepts: (row['concepts'] as string[] | null) ?? [],
    segment: (row['country'] as string | null) ?? '',
    ...(row['topics'] === null ? {} : { topics: row['topics'] as string[] }),
  };
}

/** Names of the concepts, for glosses of theme labels. */
export function conceptNames(taxonomy: Taxonomy): ReadonlyMap<string, ConceptName> {
  return new Map(taxonomy.concepts.map(({ id, en, zh, kind }) => [id, { en, zh, kind }]));
}

function digestOf(rows: readonly Row[], memory: string): string {
  const hash = createHash('sha256').update(memory);
  for (const row of rows)
    hash.update(JSON.stringify([row['ticket_id'], row['complaint_text'], row['topics'], row['concepts']]));
  return hash.digest('hex').slice(0, 16);
}

function themeRow(theme: WeekTheme): Record<string, unknown> {
  return {
    theme_id: theme.id,
    label: theme.label,
    label_en: theme.gloss.en || null,
    label_zh: theme.gloss.zh || null,
    keywords: theme.keywords,
    first_week: mondayOf(theme.firstWeek),
    last_week: mondayOf(theme.lastWeek),
    status: theme.status,
    topic: theme.nearestTopic?.id ?? null,
    in_topic: theme.group === '' ? null : theme.group,
  };
}

async function store(warehouse: Warehouse, week: string, done: WeekThemes, inputs: string): Promise<void> {
  const monday = mondayOf(week);
  const central = new Set(done.themes.flatMap((theme) => theme.central));
  const tickets = done.assignments
    .filter(({ themeId }) => themeId !== null)
    .map(({ docId, themeId, similarity }) => ({
      ticket_id: docId,
      theme_id: themeId,
      similarity,
      central: central.has(docId),
    }));
  const lineage = done.lineage.map(({ kind, from, to, tickets: moved }) => ({
    kind,
    from_theme: from,
    to_theme: to,
    tickets: moved,
  }));
  const themes = JSON.stringify(done.themes.map(themeRow));
  const memory = Buffer.from(memoryToBytes(done.memory)).toString('base64');
  await warehouse.write([
    { name: 'warehouse/forget-ticket-themes', parameters: { week: monday } },
    { name: 'warehouse/write-ticket-themes', parameters: { week: monday, rows: JSON.stringify(tickets) } },
    { name: 'warehouse/forget-theme-lineage', parameters: { week: monday } },
    { name: 'warehouse/write-theme-lineage', parameters: { week: monday, rows: JSON.stringify(lineage) } },
    { name: 'warehouse/forget-themes', parameters: { rows: themes } },
    { name: 'warehouse/write-themes', parameters: { rows: themes } },
    { name: 'warehouse/forget-theme-memory', parameters: { iso: week } },
    { name: 'warehouse/write-theme-memory', parameters: { iso: week, memory, inputs } },
  ]);
}

/** Clusters one week on what the week before remembered; a week whose input is unchanged is left as it is. */
async function clusterOne(warehouse: Warehouse, week: string, taxonomy: Taxonomy): Promise<void> {
  const kept = await warehouse.rows('report/theme-memory', { week });
  const own = kept.find((row) => row['week'] === week);
  const past = kept.find((row) => (row['week'] as string) < week);
  const rows = await warehouse.rows('report/theme-docs', { week: mondayOf(week) });
  const inputs = digestOf(rows, (past?.['inputs'] as string | undefined) ?? '');
  if (own?.['inputs'] === inputs) return;
  const docs = rows.map(docOf);
  const memory: ThemeMemory | null = past === undefined ? null : memoryFromBytes(past['memory'] as Uint8Array);
  const done = clusterWeek(
    docs.filter((doc) => doc.topics === undefined),
    memory,
    { week, seed: SEED, conceptNames: conceptNames(taxonomy), context: docs.filter((doc) => doc.topics !== undefined) },
  );
  await store(warehouse, week, done, inputs);
}

/** Clusters the report's week, and before it the weeks since the last clustered one. */
export async function clusterWeeks(
  warehouse: Warehouse,
  data: WeekData,
  taxonomy: Taxonomy,
  onWeek: (week: string) => void,
): Promise<void> {
  const [last] = await warehouse.rows('report/theme-memory', { week: data.week });
  const known = (last?.['week'] as string | undefined) ?? '';
  const weeks = data.axis.map(weekOf).filter((week) => week > known || week === data.week);
  const { texts } = await horizons(warehouse);
  for (const week of weeks.slice(-MOST_CATCH_UP).filter((one) => mondayOf(one) >= texts)) {
    onWeek(week);
    await clusterOne(warehouse, week, taxonomy);
  }
}

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
  readonly topicNames: ReadonlyMap<string, Bilingual>;
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
  const series = memory.themes.map(({ id, counts }): CountedSeries => {
    const gone = counts.filter((one) => mondayOf(one.week) < tickets).map((one) => [mondayOf(one.week), one] as const);
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

function reportTheme(theme: RememberedTheme, facts: ThemeFacts): ReportTheme {
  const row = facts.described.get(theme.id)!;
  const tickets = facts.tickets.get(theme.id) ?? [];
  const series = facts.judged.series.get(theme.id)!;
  const last = series.at(-1)!;
  const topic = row['topic'] as string | null;
  const name = topic === null ? undefined : facts.topicNames.get(topic);
  const status = row['status'] as ReportTheme['status'];
  const segments = ['country', 'app_version'].flatMap((dimension) =>
    shares(tickets, dimension).map((s) => ({ dimension, ...s })),
  );
  return {
    id: theme.id,
    label: row['label'] as string,
    gloss: { en: textOf(row, 'label_en'), zh: textOf(row, 'label_zh') },
    keywords: row['keywords'] as string[],
    status,
    sureness: last.sureness,
    tickets: last.tickets,
    users: last.users,
    firstWeek: weekOf(row['first_week'] as string),
    sinceDate: status === 'new' ? (tickets.map((ticket) => ticket['closed_on'] as string).toSorted()[0] ?? null) : null,
    languages: shares(tickets, 'language'),
    segments,
    nearestTopic: topic === null || name === undefined ? null : { id: topic, name },
    lineage: (facts.lineage.get(theme.id) ?? []).map((line) => ({
      kind: line['kind'] as 'split' | 'merge',
      label: line['label'] as string,
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
    topicNames: new Map<string, Bilingual>(taxonomy.topics.map(({ id, en, zh }) => [id, { en, zh }])),
    lineage: Map.groupBy(
      await warehouse.rows('report/theme-lineage', { week: monday }),
      (row) => row['theme_id'] as string,
    ),
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
