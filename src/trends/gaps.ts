/** Days on which the pipeline, not the world, fell silent. */
import { countCdf } from './distributions.ts';

/** A day is compared with so many earlier days of its weekday, and needs at least `LEAST` of them. */
const DAYS_BACK = 8;
const LEAST = 3;
/** A gap has less than this share of the usual tickets … */
const SHARE = 0.3;
/** … and so few come by chance less often than this, at this variance / mean. */
const CHANCE = 1e-3;
const PHI = 1.5;
const WEEK = 7;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The usual tickets of a day: its weekday's median before it, else around it, else that of all days. */
function usual(totals: ArrayLike<number>, gaps: Uint8Array, day: number): number {
  const earlier: number[] = [];
  for (let d = day - WEEK; d >= 0 && earlier.length < DAYS_BACK; d -= WEEK) if (gaps[d] === 0) earlier.push(totals[d]!);
  if (earlier.length >= LEAST) return median(earlier);
  const around: number[] = [];
  for (let d = day % WEEK; d < totals.length; d += WEEK) if (d !== day && gaps[d] === 0) around.push(totals[d]!);
  if (around.length >= LEAST) return median(around.slice(0, DAYS_BACK));
  return median(Array.from(totals).filter((_, d) => d !== day));
}

/**
 * Marks gaps in ingestion: 1 for a day with less than 30 % of its weekday's usual tickets where so few come by chance less
 * than once in a thousand days (negative binomial, variance 1.5 × mean), and for silent days before the first ticket or
 * after the last one. A desk that is closed on Sundays has no gaps there; a small one's empty day is none either.
 * @param totals all tickets of consecutive days, beginning on a Monday.
 */
export function ingestionGaps(totals: ArrayLike<number>): Uint8Array {
  const gaps = new Uint8Array(totals.length);
  let first = 0;
  while (first < totals.length && totals[first] === 0) first++;
  let last = totals.length - 1;
  while (last >= 0 && totals[last] === 0) last--;
  for (let day = 0; day < totals.length; day++) {
    const mean = usual(totals, gaps, day);
    if (mean === 0) continue;
    const edge = day < first || day > last;
    const thin = totals[day]! < SHARE * mean && countCdf(totals[day]!, mean, PHI * mean) < CHANCE;
    if (edge || thin) gaps[day] = 1;
  }
  return gaps;
}

/** Days of each week that are no gap, 0 … 7. */
export function fullDays(gaps: Uint8Array): number[] {
  return Array.from({ length: Math.ceil(gaps.length / WEEK) }, (_, week) => {
    const days = gaps.subarray(week * WEEK, week * WEEK + WEEK);
    return days.reduce((sum, gap) => sum + 1 - gap, 0);
  });
}
