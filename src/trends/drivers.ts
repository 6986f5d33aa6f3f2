import { indexDrivers, indexSlices, preferCause } from './actionable.ts';
import { betaCdf, normalQuantile } from './distributions.ts';

/** Users of a topic in the judged week and on average before it, and all users then, whatever they wrote about. */
export interface Population {
  readonly now: number;
  readonly before: number;
  readonly allNow: number;
  readonly allBefore: number;
}

/** A slice of a topic's users: a dimension's value, or two of them. */
export interface Slice extends Population {
  readonly parts: readonly { readonly dimension: string; readonly value: string }[];
}

/** A slice that carries a change. */
export interface TrendDriver {
  readonly parts: Slice['parts'];
  readonly now: number;
  /** Users it should have had, at its rate before; where only the mix changed, with as many users as before. */
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
const ERROR = 0.03;
const LEAST_EXCESS = 5;
const LEAST_SHARE = 0.25;
const LEAST_CONCENTRATION = 1.3;
/** Base shares come from about so many weeks; their own error widens the test. */
const BASE_WEEKS = 8;
/** Slices in different dimensions that together hold more of the rise than this name the same tickets. */
const OVERLAP = 1.15;

const SECOND_PART = 1.05;
const MOST = 3;
/** A slice's rate before is shrunk toward the topic's as if so many users a week had shown that. */
const SHRINK = 20;

/** Upper tail of the binomial, P(X ≥ k), k real: the regularised incomplete beta function. */
function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  return k > n ? 0 : betaCdf(p, k, n - k + 1);
}

/** A slice, what it should have at its rate before (`usual`) and what it had, both scaled to what the topic should have. */
interface Expected {
  readonly slice: Slice;
  readonly usual: number;
  readonly before: number;
  /** What it should have at its rate before, beyond the growth that the topic's expectation allows for. */
  readonly volume: number;
  /** Growth among the users who wrote about something else, and the variance of its logarithm. */
  readonly growth: number;
  readonly growthVariance: number;
}

/** What the slices should have. A new version has no rate of its own yet: it is lent the topic's. */
function expectSlices(slices: readonly Slice[], whole: Population, expected: number, allowed?: number): Expected[] {
  const othersBefore = Math.max(1, whole.allBefore - whole.before);
  const growth = Math.max(1, whole.allNow - whole.now) / othersBefore;
  const odds = whole.before / othersBefore;
  const scale = whole.before >= 1 ? expected / whole.before : 1;
  return slices.map((slice) => {
    const [theirsNow, theirsBefore] = [slice.allNow - slice.now, Math.max(0, slice.allBefore - slice.before)];
    const rate = (slice.before + SHRINK * odds) / (theirsBefore + SHRINK);
    const raw = rate * Math.max(0, theirsNow) * scale;
    const own = { volume: raw / (allowed ?? growth), usual: raw / growth, before: slice.before * scale };
    return { slice, ...own, growth: theirsNow / Math.max(1, theirsBefore), growthVariance: 1 / Math.max(1, theirsNow) };
  });
}

/** What a test compares slices with: the topic's users now and expected, and how many slices are tried. */
interface Whole {
  readonly now: number;
  readonly before: number;
  readonly tried: number;
}

/** A slice against `before` users, known to within `variance` of their logarithm beside the error of a mean of eight weeks. */
function testSlice(
  { parts, now }: Slice,
  before: number,
  variance: number,
  whole: Whole,
  mixOnly: boolean,
): TrendDriver[] {
  const base = Math.min(0.98, Math.max(before, 0.5 / BASE_WEEKS) / Math.max(whole.before, 1));
  const shareOfRise = Math.min(1, (now - before) / (whole.now - whole.before));
  const estimated = (whole.now / whole.before) ** 2 * (1 - base) * (before / BASE_WEEKS + before ** 2 * variance);
  const total = whole.now * base * (1 - base) + estimated;
  const z = (now - whole.now * base) / Math.sqrt(Math.max(total, 0.25));
  if (shareOfRise < LEAST_SHARE || shareOfRise < LEAST_CONCENTRATION * base) return [];
  const error = ERROR / whole.tried;
  if (z < normalQuantile(1 - error) || binomialTail(now, whole.now, base) > error) return [];
  return [{ parts, now, before, shareOfBase: Math.min(1, base), shareOfRise, z, mixOnly }];
}

function dimensionsOf({ parts }: Slice): string {
  return parts.map(({ dimension }) => dimension).join(' ');
}

/** Dimensions in which the mix moved so that, at unchanged rates, a quarter of the rise would be there (Kitagawa 1955). */
function movedDimensions(all: readonly Expected[], whole: Whole): ReadonlySet<string> {
  const sums = new Map<string, number>();
  for (const { slice, volume } of all) {
    const dimensions = dimensionsOf(slice);
    sums.set(dimensions, (sums.get(dimensions) ?? 0) + volume);
  }
  const least = whole.before + LEAST_SHARE * (whole.now - whole.before);
  return new Set([...sums].filter(([, sum]) => sum >= least).map(([dimensions]) => dimensions));
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
 * that at 3 % over all slices tried (Bonferroni; exact tail, and a normal score that adds the base share's own error), it
 * holds at least a quarter of the rise, and 1.3 times its base share. The test is conditional on the total, so that
 * looking only inside series that moved costs nothing (hierarchical testing: topics first, then segments inside what
 * moved; Yekutieli 2008, JASA 103:309). A slice should have its rate before times the users who write about something
 * else now: a release that spreads, or a market that grows, is no driver by its rate. Where such growth alone, at
 * unchanged rates, makes a quarter of the rise, its slices are told as a change of mix (Kitagawa 1955, JASA 50:1168). Of slices that
 * name the same tickets the one with the greatest score stays, changes of rate before changes of mix; of a version and
 * its system the one that tells the cause (`preferCause`). At most three; empty for an excess below five.
 * @param whole the topic's users, and all; @param expected the topic's users expected in the judged week.
 * @param allowed growth of users that `expected` allows for; default: that of those who write about something else.
 */
export function findDrivers(
  slices: readonly Slice[],
  whole: Population,
  expected: number,
  allowed?: number,
): TrendDriver[] {
  const { now } = whole;
  if (now - expected < LEAST_EXCESS || slices.length === 0) return [];
  const tested = { now, before: Math.max(expected, 0.5), tried: slices.length };
  const all = expectSlices(slices, whole, tested.before, allowed);
  const moved = movedDimensions(all, tested);
  const found = all.flatMap(({ slice, usual, before, growth, growthVariance }) => {
    const rate = testSlice(slice, usual, growthVariance, tested, false);
    const grew = growth >= LEAST_CONCENTRATION && moved.has(dimensionsOf(slice));
    return rate.length > 0 || !grew ? rate : testSlice(slice, before, 0, tested, true);
  });
  const index = indexSlices(slices);
  const named = indexDrivers(found);
  const kept: TrendDriver[] = [];
  for (const driver of found.toSorted((a, b) => Number(a.mixOnly) - Number(b.mixOnly) || worth(b) - worth(a))) {
    if (kept.length === MOST) break;
    if (!redundant(driver, kept)) kept.push(preferCause(driver, named, index));
  }
  return kept;
}
