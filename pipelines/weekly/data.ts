import { mondayOf } from '../../src/report/format.ts';
import type { Bilingual } from '../../src/report/model.ts';
import type { Taxonomy } from '../../src/tagging/taxonomy.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import type { Team } from '../context.ts';
import type { CountedSeries } from './judge.ts';
import { axisOf } from './week.ts';

/** What a week's reports are made from, before it is divided among the teams. */
export interface WeekData {
  readonly week: string;
  readonly axis: readonly string[];
  readonly totals: readonly Row[];
  readonly topicWeeks: ReadonlyMap<string, readonly Row[]>;
  readonly partial: Uint8Array;
}

/** A week is partial when it has fewer days with tickets than most weeks have. */
export function partialWeeks(axis: readonly string[], totals: readonly Row[]): Uint8Array {
  const days = new Map(totals.map((row) => [row['week'] as string, row['days_seen'] as number]));
  const seen = [...days.values()].toSorted((a, b) => a - b);
  const usual = seen[Math.floor(seen.length / 2)] ?? 7;
  return Uint8Array.from(axis, (monday) => ((days.get(monday) ?? 0) < usual ? 1 : 0));
}

/** Reads a week's counts. */
export async function readWeek(warehouse: Warehouse, week: string): Promise<WeekData> {
  const monday = mondayOf(week);
  const totals = await warehouse.rows('report/weeks', { week: monday });
  const rows = await warehouse.rows('report/topic-weeks', { week: monday });
  const axis = axisOf(totals, week);
  return {
    week,
    axis,
    totals,
    topicWeeks: Map.groupBy(rows, (row) => row['topic'] as string),
    partial: partialWeeks(axis, totals),
  };
}

/** The topics' series of a week, in the order of the taxonomy. */
export function topicSeries(data: WeekData, taxonomy: Taxonomy): CountedSeries[] {
  return taxonomy.topics.map(({ id }) => ({
    id,
    weeks: new Map(
      (data.topicWeeks.get(id) ?? []).map((row) => [
        row['week'] as string,
        { tickets: row['tickets'] as number, users: row['users'] as number },
      ]),
    ),
  }));
}

/** Owner's name: the team's, else its id. */
export function ownerName(teams: readonly Team[], owner: string): Bilingual {
  const team = teams.find(({ id }) => id === owner);
  return team === undefined ? { en: owner, zh: owner } : { en: team.en, zh: team.zh };
}
