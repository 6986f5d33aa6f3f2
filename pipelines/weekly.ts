import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../src/config.ts';
import type { Log } from '../src/log.ts';
import { startProgress, type ProgressSink } from '../src/progress.ts';
import { mondayOf } from '../src/report/format.ts';
import type { ReportModel } from '../src/report/model.ts';
import { PACKAGE_ROOT } from '../src/root.ts';
import type { Taxonomy } from '../src/tagging/taxonomy.ts';
import type { Step, Warehouse } from '../src/warehouse/warehouse.ts';
import type { ReportContext } from './context.ts';
import { embedderOf } from './embeddings.ts';
import { loadTaggerVersion, taggerQuality, taxonomyDir } from './knowledge.ts';
import { requireKept, retain } from './retention.ts';
import { loadThemeNames, type ThemeNames } from './weekly/theme-names.ts';
import { reportThemes } from './weekly/theme-report.ts';
import { clusterWeeks } from './weekly/themes.ts';
import { readWeek, topicSeries } from './weekly/data.ts';
import { gatherFacts, type FactInputs, type WeekFacts } from './weekly/facts.ts';
import { judgeWeeks } from './weekly/judge.ts';
import { judgeSegments } from './weekly/segments.ts';
import { publishReports, reportsOf, type Published } from './weekly/publish.ts';
import { syncTaxonomy } from './weekly/taxonomy.ts';
import { requireWeek } from './weekly/week.ts';

/** What a weekly run works with. */
export interface WeeklySetting {
  readonly config: Config;
  readonly warehouse: Warehouse;
  readonly progress: ProgressSink;
  readonly log: Log;
  readonly now: () => number;
  /** Folder of events.yaml and actions.yaml when it is not the pipelines folder. */
  readonly eventsDir?: string;
}

/** What a weekly run did. */
export interface WeeklySummary extends Published {
  readonly week: string;
}

/** Version of the program, from package.json. */
export function programVersion(): string {
  return (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

function inputsFor(
  { config }: WeeklySetting,
  taxonomy: Taxonomy,
  context: ReportContext,
  names: ThemeNames,
): FactInputs {
  const about = JSON.stringify([config.trends, config.report, config.timeZone, context, taxonomy.version, [...names]]);
  const versions: ReportModel['versions'] = {
    program: programVersion(),
    tagger: loadTaggerVersion(taxonomyDir(config)),
    inputs: `i:${createHash('sha256').update(about).digest('hex').slice(0, 8)}`,
  };
  return { config, taxonomy, context, themeNames: names, quality: taggerQuality(taxonomyDir(config)), versions };
}

/** Statements that put the judgements of a kind in the place of those that the week's run made before. */
function testsOf(week: string, kind: 'topic' | 'segment', rows: readonly Record<string, unknown>[]): Step[] {
  return [
    { name: 'warehouse/forget-trend-tests', parameters: { week, kind } },
    { name: 'warehouse/write-trend-tests', parameters: { week, kind, rows: JSON.stringify(rows) } },
  ];
}

/** Judges a week and keeps the judgements; returns what its reports say. */
export async function factsOfWeek(
  setting: WeeklySetting,
  week: string,
  onStep: (note: string) => void = () => undefined,
): Promise<{ facts: WeekFacts; inputs: FactInputs }> {
  const { warehouse, config } = setting;
  const monday = mondayOf(week);
  await requireKept(warehouse, week);
  requireWeek(await warehouse.rows('report/weeks', { week: '9999-01-01' }), week);
  const taxonomy = await syncTaxonomy(warehouse, config);
  const data = await readWeek(setting, week);
  const judged = judgeWeeks(topicSeries(data, taxonomy), data, config.trends);
  const segments = await judgeSegments(warehouse, data, judged, config.trends.falseDiscoveryRate);
  await warehouse.write([...testsOf(monday, 'topic', judged.rows), ...testsOf(monday, 'segment', segments.rows)]);
  const names = loadThemeNames(taxonomyDir(config));
  const inputs = inputsFor(setting, taxonomy, data.context, names);
  if (config.themes.enabled)
    await clusterWeeks(warehouse, data, {
      taxonomy,
      names,
      embedder: embedderOf(config),
      log: setting.log,
      onWeek: (one) => onStep(`themes of ${one}`),
    });
  const themes = config.themes.enabled
    ? await reportThemes(warehouse, data, taxonomy, config.trends, config.report.quoteUsers, names)
    : [];
  return { facts: await gatherFacts(warehouse, data, { ...judged, segments }, themes, inputs), inputs };
}

/**
 * The week's batch: compaction and marts, themes, trends, reports, snapshot. Run twice it changes nothing and publishes
 * nothing twice; killed in the middle, the next run finishes it. Throws Fault('week-missing' | 'warehouse-empty').
 */
export async function weekly(setting: WeeklySetting, week: string): Promise<WeeklySummary> {
  const { warehouse, now } = setting;
  const run = `weekly-${week}-${now()}`;
  const progress = startProgress(`week ${week}`, setting.progress);
  await warehouse.write([
    { name: 'warehouse/start-run', parameters: { run, pipeline: 'weekly', week, now: now(), inputs: '' } },
  ]);
  try {
    progress.update({ done: 0, total: 4, note: 'tickets and marts' });
    const touched = await warehouse.refresh();
    progress.update({ done: 1, total: 4, note: 'trends' });
    const { facts, inputs } = await factsOfWeek(setting, week, (note) => progress.update({ done: 1, total: 4, note }));
    progress.update({ done: 2, total: 4, note: 'reports' });
    const published = await publishReports(warehouse, reportsOf(facts, inputs.context.teams), week, now());
    await warehouse.write([
      { name: 'warehouse/forget-told', parameters: { week: mondayOf(week) } },
      { name: 'warehouse/remember-told', parameters: { week: mondayOf(week) } },
      {
        name: 'warehouse/end-run',
        parameters: { run, now: now(), outcome: 'done', detail: `${published.changed} reports changed` },
      },
    ]);
    progress.update({ done: 3, total: 4, note: 'snapshot' });
    const { weeks: retained } = await retain(setting.config, warehouse, now());
    await warehouse.snapshot([...touched, ...retained]);
    progress.end(published.changed === 0 ? 'nothing changed' : `${published.changed} reports published`);
    return { ...published, week };
  } catch (error) {
    await warehouse
      .write([
        {
          name: 'warehouse/end-run',
          parameters: { run, now: now(), outcome: 'failed', detail: (error as { code?: string }).code ?? 'internal' },
        },
      ])
      .catch(() => undefined);
    throw error;
  }
}
