import { betaCdf, normalQuantile } from './distributions.ts';

/** Users of a slice of a topic, in the judged week and on average before it. */
export interface Slice {
  readonly parts: readonly { readonly dimension: string; readonly value: string }[];
  readonly now: number;
  readonly before: number;
  /** Growth of the slice among all users, whatever they wrote about, over that of the whole; 1 when left out. */
  readonly growth?: number;
}

/** A slice that carries a change. */
export interface TrendDriver {
  readonly parts: Slice['parts'];
  readonly now: number;
  /** Users it should have had: those before; times its growth where its rate changed. */
  readonly before: number;
  /** Share of the topic's tickets before the change. */
  readonly shareOfBase: number;
  /** Share of the excess that falls into the slice. */
  readonly shareOfRise: number;
  /** Standard score of the slice's share of the week. */
  readonly z: number;
  /** The slice has more users, and they complain as often as before: a change of the mix, not of the rate. */
  readonly mixOnly: boolean;
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

const SECOND_PART = 1.05;

/** Upper tail of the binomial, P(X ≥ k), k real: the regularised incomplete beta function. */
function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  return k > n ? 0 : betaCdf(p, k, n - k + 1);
}

/** What a test compares slices with: the topic's users now and expected, and how many slices are tried. */
interface Whole {
  readonly now: number;
  readonly before: number;
  readonly tried: number;
}

function testSlice({ parts, now, before }: Slice, whole: Whole, mixOnly: boolean): TrendDriver[] {
  const base = Math.min(0.98, Math.max(before, 0.5 / BASE_WEEKS) / Math.max(whole.before, 1));
  const shareOfRise = Math.min(1, (now - before) / (whole.now - whole.before));
  const estimated = ((whole.now / whole.before) ** 2 * before * (1 - base)) / BASE_WEEKS;
  const variance = whole.now * base * (1 - base) + estimated;
  const z = (now - whole.now * base) / Math.sqrt(Math.max(variance, 0.25));
  if (shareOfRise < LEAST_SHARE || shareOfRise < LEAST_CONCENTRATION * base) return [];
  const error = ERROR / whole.tried;
  if (z < normalQuantile(1 - error) || binomialTail(now, whole.now, base) > error) return [];
  return [{ parts, now, before, shareOfBase: Math.min(1, base), shareOfRise, z, mixOnly }];
}

/** A slice's finding: its rate rose beyond its growth, or else its growth alone carries part of the rise. */
function testRateAndMix(slice: Slice, whole: Whole): TrendDriver[] {
  const { growth = 1, before } = slice;
  const rate = testSlice({ ...slice, before: before * growth }, whole, false);
  return rate.length > 0 || growth < LEAST_CONCENTRATION ? rate : testSlice(slice, whole, true);
}

/** Slices that exclude one another: some dimension has another value in each. */
function disjoint(a: TrendDriver, b: TrendDriver): boolean {
  return a.parts.some((p) => b.parts.some((q) => p.dimension === q.dimension && p.value !== q.value));
}

function sharesPart(a: TrendDriver, b: TrendDriver): boolean {
  return a.parts.some((p) => b.parts.some((q) => p.dimension === q.dimension && p.value === q.value));
}

function redundant(driver: TrendDriver, kept: readonly TrendDriver[]): boolean {
  return kept.some(
    (other) =>
      !disjoint(driver, other) && (sharesPart(driver, other) || driver.shareOfRise + other.shareOfRise > OVERLAP),
  );
}

/** Score of a driver; a second part must raise it by a twentieth, so that “Android in Vietnam” is not said where all is Android. */
function worth({ z, parts }: TrendDriver): number {
  return z / SECOND_PART ** (parts.length - 1);
}

/**
 * Slices (a dimension's value, or two of them) that carry an excess beyond their usual share.
 *
 * When nothing but the total changed, a slice's count is binomial with its base share; it is named when its share beats
 * that at 5 % over all slices tried (Bonferroni; exact tail, and a normal score that adds the base share's own error), it
 * holds at least a quarter of the rise, and 1.3 times its base share. The test is conditional on the total, so that
 * looking only inside series that moved costs nothing (hierarchical testing: topics first, then segments inside what
 * moved; Yekutieli 2008, JASA 103:309). What a slice should have is what it had times its growth among all users: a
 * release that spreads, or a market that grows, is no driver by its rate, and is told as a change of mix when that growth
 * carries part of the rise. Of slices that name the same tickets the one with the greatest score stays, changes of rate
 * before changes of mix. At most `most`; empty for an excess below five.
 * @param now @param before the topic's users in the judged week and expected.
 */
export function findDrivers(slices: readonly Slice[], now: number, before: number, most = 3): TrendDriver[] {
  if (now - before < LEAST_EXCESS || slices.length === 0) return [];
  const whole = { now, before: Math.max(before, 0.5), tried: slices.length };
  const found = slices.flatMap((slice) => testRateAndMix(slice, whole));
  const kept: TrendDriver[] = [];
  for (const driver of found.toSorted((a, b) => Number(a.mixOnly) - Number(b.mixOnly) || worth(b) - worth(a))) {
    if (kept.length === most) break;
    if (!redundant(driver, kept)) kept.push(driver);
  }
  return kept;
}
