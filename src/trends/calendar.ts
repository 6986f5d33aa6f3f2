/** Holidays, shopping days and the platform's own events as columns of the regression. */

/** Something that happened in a week of the axis, and whom it concerned. */
export interface CalendarDay {
  /** Position on the axis of weeks. */
  readonly week: number;
  readonly kind: string;
  /** Share of the users it concerned, 0 … 1; 1 for everybody. */
  readonly weight: number;
}

/** A kind that fell into fewer weeks teaches nothing. */
const LEAST_WEEKS = 3;

/**
 * One column a kind, in alphabetical order: the days of that kind in each week, each weighted by the share of users it
 * concerned, so that a holiday of a market with a tenth of the users counts a tenth. Kinds seen in fewer than three weeks
 * of the axis are left out.
 */
export function calendarRegressors(days: readonly CalendarDay[], weeks: number): Float64Array[] {
  const kinds = Map.groupBy(
    days.filter(({ week, weight }) => week >= 0 && week < weeks && weight > 0),
    ({ kind }) => kind,
  );
  return [...kinds]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, own]) => new Set(own.map(({ week }) => week)).size >= LEAST_WEEKS)
    .map(([, own]) => {
      const column = new Float64Array(weeks);
      for (const { week, weight } of own) column[week]! += weight;
      return column;
    });
}
