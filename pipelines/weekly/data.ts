import type { Config } from '../../src/config.ts';
import { mondayOf, weekOf } from '../../src/report/format.ts';
import type { Bilingual } from '../../src/report/model.ts';
import { topicChanges } from '../../src/tagging/taxonomy-changes.ts';
import type { Taxonomy } from '../../src/tagging/taxonomy.ts';
import { fullDays, ingestionGaps } from '../../src/trends/gaps.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { readContext, type ReportContext, type Team } from '../context.ts';
import { pipelinesDir } from '../knowledge.ts';
import { activesExposure, syncActives } from './actives.ts';
import { readCalendar } from './calendar.ts';
import type { CountedSeries, WeekFrame } from './judge.ts';
import { axisOf, shiftDays } from './week.ts';

/** What a week's reports are made from, before it is divided among the teams. */
export interface WeekData extends WeekFrame {
  readonly week: string;
  readonly totals: readonly Row[];
  readonly topicWeeks: ReadonlyMap<string, readonly Row[]>;
  /** By week of the axis: days with their usual tickets, 0 … 7. */
  readonly fullDays: readonly number[];
  readonly context: ReportContext;
}

/** Where a week's data comes from. */
export interface WeekSource {
  readonly warehouse: Warehouse;
  readonly config: Config;
  /** Folder of events.yaml and actions.yaml when it is not the pipelines folder. */
  readonly eventsDir?: string;
}

function dailyTotals(axis: readonly string[], rows: readonly Row[]): Float64Array {
  const known = new Map(rows.map((row) => [row['day'] as string, row['tickets'] as number]));
  return Float64Array.from({ length: axis.length * 7 }, (_, i) => known.get(shiftDays(axis[0]!, i)) ?? 0);
}

/** A week is partial when fewer of its days have their usual tickets than in most weeks. */
export function partialWeeks(days: readonly number[]): Uint8Array {
  const sorted = days.toSorted((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 7;
  return Uint8Array.from(days, (full) => (full < usual ? 1 : 0));
}

/** Reads a week's counts, what is known of its denominator, and the calendar of its axis. */
export async function readWeek({ warehouse, config, eventsDir }: WeekSource, week: string): Promise<WeekData> {
  const monday = mondayOf(week);
  const totals = await warehouse.rows('report/weeks', { week: monday });
  const rows = await warehouse.rows('report/topic-weeks', { week: monday });
  const axis = axisOf(totals, week);
  const folder = pipelinesDir(config);
  const context = readContext(folder, eventsDir ?? folder, [axis[0] === undefined ? week : weekOf(axis[0]), week]);
  const days = fullDays(ingestionGaps(dailyTotals(axis, await warehouse.rows('report/days', { week: monday }))));
  const partial = partialWeeks(days);
  await syncActives(warehouse, config);
  const calendar = await readCalendar(warehouse, context.happenings, axis);
  return {
    week,
    axis,
    totals,
    topicWeeks: Map.groupBy(rows, (row) => row['topic'] as string),
    fullDays: days,
    partial,
    exposure: activesExposure(await warehouse.rows('report/actives', { week: monday }), axis, partial),
    regressors: calendar.shared,
    ownRegressors: calendar.own,
    context,
  };
}

/** The topics' series of a week, in the order of the taxonomy, with what they were before it changed. */
export function topicSeries(data: WeekData, taxonomy: Taxonomy): CountedSeries[] {
  const changes = Map.groupBy(topicChanges(taxonomy.topics), ({ topic }) => topic);
  return taxonomy.topics.map(({ id }) => ({
    id,
    changes: changes.get(id) ?? [],
    weeks: new Map(
      (data.topicWeeks.get(id) ?? []).map((row) => [
        row['week'] as string,
        {
          tickets: row['tickets'] as number,
          users: row['users'] as number,
          before: row['before_change'] as string | null,
        },
      ]),
    ),
  }));
}

/** Owner's name: the team's, else its id. */
export function ownerName(teams: readonly Team[], owner: string): Bilingual {
  const team = teams.find(({ id }) => id === owner);
  return team === undefined ? { en: owner, zh: owner } : { en: team.en, zh: team.zh };
}
