import { mondayOf, weekOf } from '../../src/report/format.ts';
import { calendarRegressors, type Calendar, type CalendarDay } from '../../src/trends/calendar.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import type { ScopedHappening } from '../context.ts';
import { DIMENSIONS } from './detail.ts';

/** What a scope may name beside its topic. */
const KNOWN: ReadonlySet<string> = new Set(DIMENSIONS);

function scopeOf({ scope }: ScopedHappening): { topic: string | undefined; segment: [string, string][] } {
  const { topic, ...segment } = scope;
  return { topic, segment: Object.entries(segment) };
}

/** A country's share of all tickets is steadier than that of the weeks around a holiday. */
function isCountry(segment: readonly (readonly [string, string])[]): boolean {
  return segment.length === 1 && segment[0]![0] === 'country';
}

/** Share of the users that each happening concerned, by its position in the list; 1 for everybody. */
async function sharesOf(
  warehouse: Warehouse,
  happenings: readonly ScopedHappening[],
  monday: string,
): Promise<number[]> {
  const countries = await warehouse.rows('report/countries', { week: monday });
  const ofCountry = new Map(countries.map((row) => [row['country'] as string, row['share'] as number]));
  const events = happenings.flatMap((one, event) => {
    const { segment } = scopeOf(one);
    if (segment.length === 0 || isCountry(segment) || !segment.every(([dimension]) => KNOWN.has(dimension))) return [];
    return [{ event, monday: mondayOf(one.week), ...Object.fromEntries(segment) }];
  });
  const rows = events.length === 0 ? [] : await warehouse.rows('report/scope-shares', { week: monday, events: JSON.stringify(events) }); // prettier-ignore
  const ofScope = new Map(rows.map((row) => [row['event'] as number, row['share'] as number]));
  return happenings.map((one, event) => {
    const { segment } = scopeOf(one);
    if (segment.length === 0) return 1;
    return isCountry(segment) ? (ofCountry.get(segment[0]![1]) ?? 0) : (ofScope.get(event) ?? 0);
  });
}

/**
 * The happenings of the axis as columns of the expectation: those of everybody; those of a country, system, version or other
 * segment by its share of the tickets; those of a topic in that topic's column alone.
 */
export async function readCalendar(
  warehouse: Warehouse,
  all: readonly ScopedHappening[],
  axis: readonly string[],
): Promise<Calendar> {
  const position = new Map(axis.map((monday, i) => [weekOf(monday), i]));
  const happenings = all.filter(({ week }) => position.has(week));
  const shares = await sharesOf(warehouse, happenings, axis.at(-1) ?? '1970-01-05');
  const days = happenings.map((one, i): CalendarDay => {
    const { topic } = scopeOf(one);
    const day = { week: position.get(one.week)!, kind: one.kind, weight: shares[i]! };
    return topic === undefined ? day : { ...day, series: topic };
  });
  return calendarRegressors(days, axis.length);
}
