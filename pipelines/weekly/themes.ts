import { createHash } from 'node:crypto';
import type { Embedder } from '../../src/embedding/embedder.ts';
import type { Log } from '../../src/log.ts';
import { mondayOf, weekOf } from '../../src/report/format.ts';
import type { Taxonomy } from '../../src/tagging/taxonomy.ts';
import type { ConceptName, ThemeDoc } from '../../src/themes/doc.ts';
import { memoryFromBytes, memoryToBytes } from '../../src/themes/memory.ts';
import { clusterWeek, type WeekTheme, type WeekThemes } from '../../src/themes/week.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { withVectors } from '../embeddings.ts';
import { horizons } from '../retention.ts';
import type { WeekData } from './data.ts';
import { writeThemeNames, type ThemeNames } from './theme-names.ts';

const SEED = 1;
/** Weeks of history that are clustered when a warehouse meets its first weekly run late. */
const MOST_CATCH_UP = 6;
/** Later than any week. */
const LATEST = '9999-W01';

function docOf(row: Row): ThemeDoc {
  return {
    id: row['ticket_id'] as string,
    text: row['complaint_text'] as string,
    language: row['language'] as string,
    userKey: row['user_key'] as string,
    concepts: (row['concepts'] as string[] | null) ?? [],
    segment: (row['country'] as string | null) ?? '',
    ...(row['topics'] === null ? {} : { topics: row['topics'] as string[] }),
    ...(row['in_topic'] === null ? {} : { group: row['in_topic'] as string }),
  };
}

/** Names of the concepts, for glosses of theme labels. */
export function conceptNames(taxonomy: Taxonomy): ReadonlyMap<string, ConceptName> {
  return new Map(taxonomy.concepts.map(({ id, en, zh, kind }) => [id, { en, zh, kind }]));
}

function digestOf(rows: readonly Row[], memory: string): string {
  const hash = createHash('sha256').update(memory);
  for (const row of rows)
    hash.update(
      JSON.stringify([row['ticket_id'], row['complaint_text'], row['topics'], row['in_topic'], row['concepts']]),
    );
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

/** What weeks are clustered with. */
export interface ClusterSetting {
  readonly taxonomy: Taxonomy;
  readonly names: ThemeNames;
  readonly embedder: Embedder | undefined;
  readonly log: Log;
  readonly onWeek: (week: string) => void;
}

/**
 * Clusters one week on what the week before remembered; a week whose texts are unchanged is left as it is, however its
 * vectors were made (which its inputs say: `+e:` and the embedder's id, or `+e:failed`).
 */
async function clusterOne(
  warehouse: Warehouse,
  week: string,
  { taxonomy, embedder, log }: ClusterSetting,
): Promise<void> {
  const kept = await warehouse.rows('report/theme-memory', { week });
  const own = kept.find((row) => row['week'] === week);
  const past = kept.find((row) => (row['week'] as string) < week);
  const before = past === undefined ? null : memoryFromBytes(past['memory'] as Uint8Array);
  const divided = [...new Set(before?.themes.map(({ group }) => group).filter((group) => group !== '') ?? [])];
  const rows = await warehouse.rows('report/theme-docs', { week: mondayOf(week), divided: JSON.stringify(divided) });
  const inputs = digestOf(rows, (past?.['inputs'] as string | undefined) ?? '');
  if ((own?.['inputs'] as string | undefined)?.split('+')[0] === inputs) return;
  const { docs, memory, made } = await withVectors(rows.map(docOf), before, embedder, log);
  const done = clusterWeek(
    docs.filter((doc) => doc.topics === undefined || doc.group !== undefined),
    memory,
    {
      week,
      seed: SEED,
      conceptNames: conceptNames(taxonomy),
      context: docs.filter((_, i) => rows[i]?.['compared'] === true),
    },
  );
  await store(warehouse, week, done, `${inputs}${made}`);
}

/** Clusters the report's week, and before it the weeks since the last clustered one, and calls themes what they are named. */
export async function clusterWeeks(warehouse: Warehouse, data: WeekData, setting: ClusterSetting): Promise<void> {
  const [last] = await warehouse.rows('report/theme-memory', { week: data.week });
  const known = (last?.['week'] as string | undefined) ?? '';
  const weeks = data.axis.map(weekOf).filter((week) => week > known || week === data.week);
  const { texts } = await horizons(warehouse);
  for (const week of weeks.slice(-MOST_CATCH_UP).filter((one) => mondayOf(one) >= texts)) {
    setting.onWeek(week);
    await clusterOne(warehouse, week, setting);
  }
  const [newest] = await warehouse.rows('report/theme-memory', { week: LATEST });
  if (newest !== undefined)
    await writeThemeNames(warehouse, memoryFromBytes(newest['memory'] as Uint8Array).themes, setting.names);
}
