import { betaCdf, normalQuantile } from './distributions.ts';

/** Users of a slice of a topic, in the judged week and on average before it. */
export interface Slice {
  readonly parts: readonly { readonly dimension: string; readonly value: string }[];
  readonly now: number;
  readonly before: number;
}

/** A slice that carries a change. */
export interface TrendDriver extends Slice {
  /** Share of the topic's tickets before the change. */
  readonly shareOfBase: number;
  /** Share of the excess that falls into the slice. */
  readonly shareOfRise: number;
  /** Standard score of the slice's share of the week. */
  readonly z: number;
}

/** Chance, over all slices tried, that a slice is named when none carries the change. */
const ERROR = 0.05;
const LEAST_EXCESS = 5;
const LEAST_SHARE = 0.25;
const LEAST_CONCENTRATION = 1.3;
/** Base shares come from about so many weeks; their own error widens the test. */
const BASE_WEEKS = 8;
/** Slices in different dimensions that together hold more of the rise than this name the same tickets. */
const OVERLAP = 1.15;

/** Upper tail of the binomial, P(X ≥ k), k real: the regularised incomplete beta function. */
function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  return k > n ? 0 : betaCdf(p, k, n - k + 1);
}

function testSlice(slice: Slice, now: number, before: number, tried: number): TrendDriver[] {
  const base = Math.min(0.98, Math.max(slice.before, 0.5 / BASE_WEEKS) / Math.max(before, 1));
  const excess = now - before;
  const shareOfRise = Math.min(1, (slice.now - slice.before) / excess);
  const variance = now * base * (1 - base) + ((now / before) ** 2 * slice.before * (1 - base)) / BASE_WEEKS;
  const z = (slice.now - now * base) / Math.sqrt(Math.max(variance, 0.25));
  if (shareOfRise < LEAST_SHARE || shareOfRise < LEAST_CONCENTRATION * base) return [];
  if (z < normalQuantile(1 - ERROR / tried) || binomialTail(slice.now, now, base) > ERROR / tried) return [];
  return [{ ...slice, shareOfBase: Math.min(1, base), shareOfRise, z }];
}

/** Slices that exclude one another: some dimension has another value in each. */
function disjoint(a: Slice, b: Slice): boolean {
  return a.parts.some((p) => b.parts.some((q) => p.dimension === q.dimension && p.value !== q.value));
}

function redundant(driver: TrendDriver, kept: readonly TrendDriver[]): boolean {
  return kept.some(
    (other) =>
      !disjoint(driver, other) && (sharesPart(driver, other) || driver.shareOfRise + other.shareOfRise > OVERLAP),
  );
}

function sharesPart(a: Slice, b: Slice): boolean {
  return a.parts.some((p) => b.parts.some((q) => p.dimension === q.dimension && p.value === q.value));
}

/**
 * Slices (a dimension's value, or two of them) that carry an excess beyond their usual share.
 *
 * When nothing but the total changed, a slice's count is binomial with its base share; it is named when its share beats
 * that at 5 % over all slices tried (Bonferroni; exact tail, and a normal score that adds the base share's own error), it
 * holds at least a quarter of the rise, and 1.3 times its base share. Of slices that name the same tickets the one with
 * the greatest score stays. At most `most`, strongest first; empty for an excess below five.
 * @param now @param before the topic's users in the judged week and expected.
 */
export function findDrivers(slices: readonly Slice[], now: number, before: number, most = 3): TrendDriver[] {
  if (now - before < LEAST_EXCESS || slices.length === 0) return [];
  const found = slices.flatMap((slice) => testSlice(slice, now, Math.max(before, 0.5), slices.length));
  const kept: TrendDriver[] = [];
  for (const driver of found.toSorted((a, b) => b.z - a.z)) {
    if (kept.length === most) break;
    if (!redundant(driver, kept)) kept.push(driver);
  }
  return kept;
}
