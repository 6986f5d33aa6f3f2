import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { JudgedWeek, TopicDetail } from '../../src/report/assemble.ts';
import type { Driver, Happening, Quote } from '../../src/report/model.ts';
import { findDrivers, type Population, type Slice } from '../../src/trends/drivers.ts';
import type { ScopedHappening } from '../context.ts';
import { shiftWeeks } from './week.ts';

/** Dimensions that tickets are sliced by. */
export const DIMENSIONS = [
  'country',
  'language',
  'os',
  'app_version',
  'device',
  'network',
  'feature',
  'vendor',
  'user_role',
];
const MOST_QUOTES = 3;
const LONGEST_QUOTE = 280;

function populationOf(row: Row): Population {
  const number = (column: string): number => row[column] as number;
  return { now: number('now'), before: number('before'), allNow: number('all_now'), allBefore: number('all_before') };
}

function sliceOf(row: Row): Slice {
  const parts = DIMENSIONS.flatMap((dimension) =>
    row[dimension] === null ? [] : [{ dimension, value: row[dimension] as string }],
  );
  return { parts, ...populationOf(row) };
}

/** Growth of active users over the eight weeks before; undefined when they are not known. */
function growthOf(exposure: Float64Array | null): number | undefined {
  const before = exposure?.slice(-9, -1);
  if (before === undefined || before.length === 0) return undefined;
  return exposure!.at(-1)! / (before.reduce((sum, one) => sum + one, 0) / before.length);
}

/** Segments that carry a raised topic's excess, in users, by a change of their rate or of the mix (see `findDrivers`). */
export async function driversOf(
  warehouse: Warehouse,
  topic: string,
  monday: string,
  last: JudgedWeek,
  exposure: Float64Array | null,
): Promise<Driver[]> {
  if (last.expected === null || last.ratio === null) return [];
  const rose = shiftWeeks(monday, 1 - Math.max(1, last.weeksRaised));
  const rows = await warehouse.rows('report/slices', { topic, week: monday, rose });
  const whole = rows.find((row) => row['is_whole'] === true);
  if (whole === undefined) return [];
  const slices = rows.filter((row) => row !== whole).map(sliceOf);
  const expected = last.users / Math.max(0.01, last.ratio);
  return findDrivers(slices, populationOf(whole), expected, growthOf(exposure)).map(
    ({ parts, now, before, shareOfBase, shareOfRise, mixOnly }) => ({
      parts: parts.map((part) => ({ ...part })),
      tickets: now,
      expected: before,
      shareOfBase,
      shareOfRise,
      mixOnly,
    }),
  );
}

function quoteOf(row: Row): Quote {
  const text = row['complaint_text'] as string;
  return {
    language: row['language'] as string,
    country: row['country'] as string | null,
    role: row['user_role'] as string | null,
    text: text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE).replace(/\s\S*$/u, '')} …` : text,
  };
}

/** What stands for bytes that were no text: nobody is shown a quote with holes. */
const HOLE = '\ufffd';

/** Up to three quotes of different users, languages as different as they come, the drivers' segments first; none below k users. */
export function chooseQuotes(
  rows: readonly Row[],
  users: number,
  atLeast: number,
  drivers: readonly Driver[],
): Quote[] {
  if (users < atLeast) return [];
  const wanted = drivers
    .flatMap(({ parts }) => parts)
    .filter(({ dimension }) => dimension === 'country' || dimension === 'language');
  const inSegment = (row: Row): boolean =>
    wanted.length > 0 && wanted.every(({ dimension, value }) => row[dimension] === value);
  const whole = rows.filter((row) => !(row['complaint_text'] as string).includes(HOLE));
  const ordered = [...whole.filter(inSegment), ...whole.filter((row) => !inSegment(row))];
  const chosen: Row[] = [];
  for (const row of ordered)
    if (chosen.length < MOST_QUOTES && !chosen.some((c) => c['language'] === row['language'])) chosen.push(row);
  for (const row of ordered) if (chosen.length < MOST_QUOTES && !chosen.includes(row)) chosen.push(row);
  return chosen.map(quoteOf);
}

/** Happenings that concern a topic: everybody's, and those whose scope meets one of its drivers. */
export function happeningsFor(
  happenings: readonly ScopedHappening[],
  topic: string,
  drivers: readonly Driver[],
): Happening[] {
  const parts = drivers.flatMap((driver) => driver.parts);
  const concerns = ({ scope, kind }: ScopedHappening): boolean => {
    if (scope['topic'] !== undefined) return scope['topic'] === topic;
    const entries = Object.entries(scope);
    if (entries.length === 0) return kind !== 'holiday';
    return entries.some(([dimension, value]) =>
      parts.some((part) => part.dimension === dimension && part.value === value),
    );
  };
  return happenings.filter(concerns).map(({ week, date, kind, what }) => ({ week, date, kind, what }));
}

function meanBefore(rows: readonly Row[], monday: string): number | null {
  const earlier = rows.filter((row) => (row['week'] as string) < monday && row['csat'] !== null).slice(-8);
  const rated = earlier.reduce((sum, row) => sum + (row['csat_rated'] as number), 0);
  if (rated === 0) return null;
  return earlier.reduce((sum, row) => sum + (row['csat'] as number) * (row['csat_rated'] as number), 0) / rated;
}

/** What a topic's report says beside its counts; `rows` are its weeks from report/topic-weeks. */
export function detailOf(
  rows: readonly Row[],
  monday: string,
  money: readonly Row[],
  { drivers, inside, quotes, happenings }: Pick<TopicDetail, 'drivers' | 'inside' | 'quotes' | 'happenings'>,
): TopicDetail {
  const now = rows.find((row) => row['week'] === monday);
  return {
    share: (now?.['share'] as number | undefined) ?? 0,
    csat: {
      now: (now?.['csat'] as number | null | undefined) ?? null,
      before: meanBefore(rows, monday),
      rated: (now?.['csat_rated'] as number | undefined) ?? 0,
    },
    negativeShare: (now?.['negative_share'] as number | undefined) ?? null,
    severity: (now?.['severity'] as number | undefined) ?? null,
    money: money.map((m) => ({
      currency: m['currency'] as string,
      cost: m['cost'] as number,
      refund: m['refund'] as number,
    })),
    drivers,
    inside,
    quotes,
    happenings,
  };
}
