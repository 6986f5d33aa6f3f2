import type { SeriesBreak } from '../../src/report/model.ts';
import { mondayOf, weekOf } from '../../src/report/format.ts';
import type { CountedSeries } from './judge.ts';

/** A week from which a topic's series counts something else. */
export interface PlacedBreak {
  /** Position on the axis of weeks. */
  readonly at: number;
  /** False where only the name changed: the level goes on. */
  readonly level: boolean;
  readonly said: SeriesBreak;
}

/** Under which earlier meaning the tickets of each week were tagged: the date of the change that was to come; null: as now. */
function erasOf({ weeks, changes = [] }: CountedSeries, axis: readonly string[]): (string | null)[] {
  const first = axis.map((monday) => weeks.get(monday)).find((week) => week !== undefined && week.tickets > 0);
  let era = first?.before ?? null;
  return axis.map((monday) => {
    const week = weeks.get(monday);
    if (week !== undefined && week.tickets > 0) era = week.before ?? null;
    else if (era !== null && changes.some(({ since }) => since === era && mondayOf(weekOf(since)) <= monday))
      era = null;
    return era;
  });
}

/**
 * Where a series that was split, merged or renamed breaks: between weeks whose tickets were tagged before and after the
 * change. History that was tagged again has no break; where that was done to a part of it, the part's edges are breaks.
 */
export function breaksOf(series: CountedSeries, axis: readonly string[]): PlacedBreak[] {
  const { changes = [] } = series;
  if (changes.length === 0) return [];
  const eras = erasOf(series, axis);
  return eras.flatMap((era, at) => {
    const last = at === 0 ? era : eras[at - 1]!;
    if (era === last) return [];
    const since = last ?? era;
    const change = changes.find((one) => one.since === since) ?? changes.at(-1)!;
    const said = { week: weekOf(axis[at]!), since: change.since, kind: change.kind, of: { ...change.name } };
    return [{ at, level: change.kind !== 'renamed', said }];
  });
}
