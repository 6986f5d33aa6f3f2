import { Fault } from '../../src/errors.ts';
import { mondayOf, weekOf } from '../../src/report/format.ts';
import type { Row } from '../../src/warehouse/rows.ts';

const DAY = 86_400_000;

/** The calendar date (ISO) at an instant in a time zone. */
export function dateIn(timeZone: string, instant: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  );
}

/** The date `days` days after a date (ISO dates). */
export function shiftDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The Monday `weeks` weeks after a Monday (ISO dates). */
export function shiftWeeks(monday: string, weeks: number): string {
  return shiftDays(monday, weeks * 7);
}

/** The ISO week that ended last before an instant. */
export function lastCompleteWeek(timeZone: string, now: number): string {
  return weekOf(shiftWeeks(mondayOf(weekOf(dateIn(timeZone, now))), -1));
}

/** Every Monday from the first week with tickets to the report's, weeks without tickets included. */
export function axisOf(weeks: readonly Row[], week: string): string[] {
  const first = weeks[0]?.['week'] as string | undefined;
  const last = mondayOf(week);
  if (first === undefined) return [];
  const axis: string[] = [];
  for (let monday = first; monday <= last; monday = shiftWeeks(monday, 1)) axis.push(monday);
  return axis;
}

/** Checks that a week is written `2026-W47`. */
export function checkWeek(week: string): string {
  if (/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(week) && weekOf(mondayOf(week)) === week) return week;
  throw new Fault('bad-usage', `${week} is not an ISO week.`, { next: 'Write it as 2026-W47.' });
}

/** Fails when a week is none of those with tickets (rows of report/weeks), naming the last one that has some. */
export function requireWeek(weeks: readonly Row[], week: string): void {
  const monday = mondayOf(week);
  if (weeks.some((row) => row['week'] === monday)) return;
  const latest = weeks.at(-1)?.['week'] as string | undefined;
  if (latest === undefined) {
    throw new Fault('warehouse-empty', 'The warehouse holds no tickets yet.', {
      next: 'Take some first: groundswell ingest FILE, or --kafka HOST:9092.',
    });
  }
  throw new Fault('week-missing', `There are no tickets of ${week}.`, {
    next: `The last week with tickets is ${weekOf(latest)}: groundswell weekly --week ${weekOf(latest)}.`,
  });
}
