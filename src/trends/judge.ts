import { countQuantile, logPmf, midP } from './distributions.ts';
import { adjustFalseDiscovery } from './false-discovery.ts';

/** Weekly counts of many series on one axis of weeks, oldest first. */
export interface SeriesSet {
  readonly ids: readonly string[];
  /** One array a series, one count a week. */
  readonly counts: readonly Float64Array[];
  /** Per week, 1 when it has fewer than seven days of data or none at all: it is not judged and teaches nothing. */
  readonly partial: Uint8Array;
}

/** How strict a judgement is. */
export interface JudgeOptions {
  /** Share of false flags accepted among the flags of a week. */
  readonly falseDiscoveryRate: number;
}

export type TrendStatus = 'surging' | 'rising' | 'steady' | 'falling' | 'new' | 'back' | 'gone';
export type TrendSureness = 'likely-real' | 'watch' | 'within' | 'too-few' | 'too-young';

/** What is said of one series in one week, from the weeks before it only. */
export interface Judgement {
  readonly observed: number;
  readonly expected: number | null;
  /** 90 % predictive interval. */
  readonly low: number | null;
  readonly high: number | null;
  readonly ratio: number | null;
  readonly ratioLow: number | null;
  readonly ratioHigh: number | null;
  /** Two-sided mid-p. */
  readonly pValue: number | null;
  qValue: number | null;
  readonly surgeProbability: number;
  flagged: boolean;
  status: TrendStatus;
  sureness: TrendSureness;
  oneIn: number | null;
  weeksRaised: number;
  readonly newLevelSince: number | null;
  readonly weeksOfHistory: number;
  readonly partial: boolean;
}

/** Weeks before which nothing but sheer size is judged. */
export const YOUNG = 8;
/** Fewer expected and seen than this is too few to judge. */
export const FEW = 5;
const MEMORY = 0.97;
const PRIOR_WEEKS = 8;
const PRIOR_PHI = 1.3;
/** Weeks after which a raised level counts as the new level. */
const STEP_WEEKS = 6;
const ONSET = 0.04;
const STAY = 0.75;
const SURGE_SIZES = [1.5, 2.2, 3.5];

interface State {
  weight: number;
  sum: number;
  exposure: number;
  squares: number;
  errors: number;
  surge: number;
  raised: number;
  level: number | null;
  seenBefore: boolean;
  quiet: number;
  weeks: number;
}

function newState(): State {
  return {
    weight: 0,
    sum: 0,
    exposure: 0,
    squares: 0,
    errors: 0,
    surge: 0,
    raised: 0,
    level: null,
    seenBefore: false,
    quiet: 0,
    weeks: 0,
  };
}

/** Weighted median of values. */
function weightedMedian(pairs: { value: number; weight: number }[]): number {
  const sorted = pairs.toSorted((a, b) => a.value - b.value);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let run = 0;
  for (const { value, weight } of sorted) if ((run += weight) >= half) return value;
  return 1;
}

/** What all series did in common this week: the weighted median of seen against level, so that one exploding topic moves nothing. */
function commonFactor(set: SeriesSet, states: readonly State[], week: number): number {
  const pairs = states.flatMap((state, i) => {
    const level = state.exposure > 0 ? state.sum / state.exposure : 0;
    return level >= 3 ? [{ value: set.counts[i]![week]! / level, weight: level }] : [];
  });
  return pairs.length < 5 ? 1 : Math.min(4, Math.max(0.25, weightedMedian(pairs)));
}

function phiOf(state: State, pooled: number): number {
  return Math.max(1, (state.squares + PRIOR_WEEKS * pooled) / (state.errors + PRIOR_WEEKS));
}

function pooledPhi(states: readonly State[]): number {
  let [squares, errors] = [20 * PRIOR_PHI, 20];
  for (const state of states) {
    squares += state.squares;
    errors += state.errors;
  }
  return Math.max(1, squares / errors);
}

/** P(surge) after this week: a two-state hidden Markov filter (Le Strat & Carrat 1999, Statistics in Medicine 18:3463). */
function surgeAfter(state: State, y: number, mean: number, variance: number): number {
  const likelihood = (factor: number): number => {
    const m = mean * factor;
    return Math.max(1e-12, Math.exp(logPmf(y, m, Math.max(m, variance * factor))));
  };
  const prior = state.surge * STAY + (1 - state.surge) * ONSET;
  const surge = SURGE_SIZES.reduce((sum, size) => sum + likelihood(size), 0) / SURGE_SIZES.length;
  const none = likelihood(1);
  return (prior * surge) / (prior * surge + (1 - prior) * none);
}

function unjudged(y: number, state: State, partial: boolean): Judgement {
  return {
    observed: y, expected: null, low: null, high: null, ratio: null, ratioLow: null, ratioHigh: null, pValue: null, qValue: null,
    surgeProbability: state.surge, flagged: false, status: state.seenBefore ? 'steady' : 'new', sureness: 'too-young', oneIn: null,
    weeksRaised: 0, newLevelSince: state.level, weeksOfHistory: state.weeks, partial,
  }; // prettier-ignore
}

function judgeOne(y: number, state: State, factor: number, pooled: number): Judgement {
  const level = state.exposure > 0 ? state.sum / state.exposure : 0;
  const mean = Math.max(0.05, level * factor);
  const phi = phiOf(state, pooled);
  const known = Math.max(1, state.sum);
  const variance = phi * mean * (1 + mean / known);
  const [low, high] = [countQuantile(0.05, mean, variance), countQuantile(0.95, mean, variance)];
  const upper = midP(y, mean, variance);
  const spread = 1.645 * Math.sqrt(1 / Math.max(1, y) + variance / (mean * mean) / Math.max(1, state.weeks));
  return {
    ...unjudged(y, state, false),
    expected: mean,
    low,
    high,
    ratio: y / mean,
    ratioLow: (y / mean) * Math.exp(-spread),
    ratioHigh: (y / mean) * Math.exp(spread),
    pValue: Math.min(1, 2 * Math.min(upper, 1 - upper)),
    surgeProbability: surgeAfter(state, y, mean, variance),
    sureness:
      Math.max(y, mean) < FEW
        ? 'too-few'
        : state.weeks < YOUNG
          ? 'too-young'
          : y < low || y > high
            ? 'watch'
            : 'within',
  };
}

function decide(judged: Judgement, state: State, rate: number): void {
  const { expected, observed, ratio, qValue } = judged;
  if (expected === null || ratio === null || qValue === null) return;
  const rises = observed > expected;
  const stillUp = state.raised > 0 && rises && judged.surgeProbability > 0.8 && judged.sureness === 'watch';
  judged.flagged = qValue <= rate || stillUp;
  judged.oneIn = judged.flagged ? Math.max(2, Math.round(1 / Math.max(1e-6, Math.min(0.5, qValue)))) : null;
  if (judged.flagged) judged.sureness = 'likely-real';
  if (judged.flagged && rises)
    judged.status = !state.seenBefore ? 'new' : state.quiet >= 4 ? 'back' : ratio >= 2 ? 'surging' : 'rising';
  else if (judged.flagged) judged.status = 'falling';
  else judged.status = 'steady';
  judged.weeksRaised = judged.flagged && rises ? state.raised + 1 : 0;
}

/** Carries a series over the week: surges teach the level little, until they have stayed STEP_WEEKS weeks. */
function learn(judged: Judgement, state: State, week: number, factor: number, pooled: number): void {
  const { observed: y, expected } = judged;
  state.raised = judged.weeksRaised;
  const stepped = state.raised >= STEP_WEEKS;
  if (stepped) {
    state.level = week;
    state.raised = 0;
    state.surge = 0;
    state.sum = y;
    state.exposure = factor;
  }
  const weight = stepped
    ? 0
    : judged.flagged && y > (expected ?? 0)
      ? 0.08
      : 1 - 0.8 * judged.surgeProbability * (expected === null ? 0 : 1);
  state.sum = state.sum * MEMORY + weight * y;
  state.exposure = state.exposure * MEMORY + weight * factor;
  state.weeks++;
  state.surge = stepped ? 0 : judged.surgeProbability;
  if (expected !== null && weight > 0.5) {
    const phi = phiOf(state, pooled);
    const error = Math.min(9 * phi, (y - expected) ** 2 / expected);
    state.squares = state.squares * 0.99 + error;
    state.errors = state.errors * 0.99 + 1;
  }
  state.quiet = y === 0 ? state.quiet + 1 : 0;
  if (y > 0) state.seenBefore = true;
}

/**
 * Judges every week of every series on what came before it only. Expected: an exponentially discounted level times what
 * all series did in common; negative binomial with overdispersion shrunk toward that of all series; two-sided mid-p
 * (Lancaster 1961); Benjamini–Hochberg over the series of a week. Weeks in a surge are down-weighted; a level raised for
 * six weeks becomes the new level. Returns one array of judgements a series; time linear in series × weeks.
 */
export function judgeSeries(set: SeriesSet, options: JudgeOptions): Judgement[][] {
  const states = set.ids.map(newState);
  const out: Judgement[][] = set.ids.map(() => []);
  for (let week = 0; week < set.partial.length; week++) {
    const partial = set.partial[week] === 1;
    const pooled = pooledPhi(states);
    const factor = commonFactor(set, states, week);
    const judged = states.map((state, i) => {
      const y = set.counts[i]![week]!;
      return partial || state.weeks < 2 ? unjudged(y, state, partial) : judgeOne(y, state, factor, pooled);
    });
    const testable = judged.filter((j) => j.pValue !== null && j.sureness !== 'too-few' && j.sureness !== 'too-young');
    const q = adjustFalseDiscovery(testable.map((j) => j.pValue!));
    testable.forEach((j, i) => (j.qValue = q[i]!));
    judged.forEach((j, i) => {
      decide(j, states[i]!, options.falseDiscoveryRate);
      if (!partial) learn(j, states[i]!, week, factor, pooled);
      out[i]!.push(j);
    });
  }
  return out;
}
