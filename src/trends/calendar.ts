/** Holidays, shopping days and the platform's own events as columns of the regression. */

/** Something that happened in a week of the axis, and whom it concerned. */
export interface CalendarDay {
  /** Position on the axis of weeks. */
  readonly week: number;
  readonly kind: string;
  /** Share of the users it concerned, 0 … 1; 1 for everybody. */
  readonly weight: number;
  /** The one series it concerned; absent: all of them. */
  readonly series?: string;
}

/** Columns of the regression, the same kinds in the same order for every series. */
export interface Calendar {
  /** Of series that nothing concerned alone. */
  readonly shared: readonly Float64Array[];
  /** Of those that something concerned alone: what concerned all, and their own. */
  readonly own: ReadonlyMap<string, readonly Float64Array[]>;
}

/** A kind that fell into fewer weeks teaches nothing. */
const LEAST_WEEKS = 3;

/** The days of a kind in each week, each by its weight; all zero when they fell into too few weeks. */
function columnOf(days: readonly CalendarDay[], weeks: number): Float64Array {
  const column = new Float64Array(weeks);
  if (new Set(days.map(({ week }) => week)).size < LEAST_WEEKS) return column;
  for (const { week, weight } of days) column[week]! += weight;
  return column;
}

/**
 * One column a kind, in alphabetical order: the days of that kind in each week, each weighted by the share of users it
 * concerned, so that a holiday of a market with a tenth of the users counts a tenth. What concerned one series alone (a
 * release that touched one topic) stands in that series' column beside what concerned all. A kind seen in fewer than three
 * weeks of the axis by a series teaches it nothing; one that teaches no series has no column.
 */
export function calendarRegressors(days: readonly CalendarDay[], weeks: number): Calendar {
  const within = days.filter(({ week, weight }) => week >= 0 && week < weeks && weight > 0);
  const ids = [...new Set(within.flatMap(({ series }) => series ?? []))].toSorted();
  const kinds = [...new Set(within.map(({ kind }) => kind))].toSorted();
  const columns = (id: string | undefined): Float64Array[] =>
    kinds.map((kind) =>
      columnOf(
        within.filter((day) => day.kind === kind && (day.series === undefined || day.series === id)),
        weeks,
      ),
    );
  const [shared, own] = [columns(undefined), ids.map((id) => [id, columns(id)] as const)];
  const taught = kinds.map((_, k) =>
    [shared, ...own.map(([, mine]) => mine)].some((mine) => mine[k]!.some((value) => value > 0)),
  );
  const kept = (all: readonly Float64Array[]): Float64Array[] => all.filter((_, k) => taught[k]!);
  return { shared: kept(shared), own: new Map(own.map(([id, mine]) => [id, kept(mine)])) };
}
