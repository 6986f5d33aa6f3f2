/** The running level of every series: a few gamma filters with different memories, weighted by how well each foretold. */
import { logPmf } from './distributions.ts';

/** Memory of each filter: the factor by which a week's weight falls every week. The first three ignore the calendar. */
export const MEMORIES = [1, 0.94, 0.82, 1, 0.96] as const;
export const FLAT = 3;
export const FILTERS = MEMORIES.length;
/** Weights of the filters before anything is seen. */
const PRIOR = [0.45, 0.35, 0.2, 0, 0] as const;
/** Weeks that a filter's record is remembered: forgetting factor of Raftery et al. 2010. */
const FORGETTING = 0.98;
const JEFFREYS = 0.5;

/** Level state of all series, `FILTERS` numbers each; and the mixture's prediction, rewritten by `predictLevel`. */
export interface Levels {
  readonly shape: Float64Array;
  readonly rate: Float64Array;
  readonly logWeight: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
  /** Of each filter, what one unit of overdispersion contributes to the variance, and what the calendar's error does. */
  readonly spreads: Float64Array;
  readonly extras: Float64Array;
  mean: number;
  variance: number;
  /** Variance that one unit of overdispersion contributes: variance = phi × spread + rest. */
  spread: number;
  /** Variance of the mixture's means. */
  rest: number;
}

export function makeLevels(series: number): Levels {
  const levels: Levels = {
    shape: new Float64Array(series * FILTERS).fill(JEFFREYS),
    rate: new Float64Array(series * FILTERS),
    logWeight: new Float64Array(series * FILTERS),
    means: new Float64Array(FILTERS),
    variances: new Float64Array(FILTERS),
    spreads: new Float64Array(FILTERS),
    extras: new Float64Array(FILTERS),
    mean: 0,
    variance: 0,
    spread: 0,
    rest: 0,
  };
  for (let i = 0; i < series; i++) startLevel(levels, i * FILTERS);
  return levels;
}

/** A series of which nothing is known yet: the prior. Filters that follow a calendar already fitted go on with equal weight. */
export function startLevel(levels: Levels, at: number): void {
  for (let k = 0; k < FILTERS; k++) {
    const fitted = k >= FLAT && levels.rate[at + k]! > 0;
    levels.logWeight[at + k] = fitted ? 0 : Math.log(PRIOR[k]!);
  }
  levels.shape.fill(JEFFREYS, at, at + FILTERS);
  levels.rate.fill(0, at, at + FILTERS);
}

/**
 * Mean and variance of next week's count as a mixture over the filters: each is a gamma posterior of the level under
 * discounted weights (dynamic generalised linear model, West, Harrison & Migon 1985), the mixture is dynamic model
 * averaging (Raftery, Kárný & Ettler 2010). The variance is that of overdispersion 1 until `disperseLevel`.
 * @param at first position of the series' filters; @param flat expected count per unit level without calendar, the exposure;
 * @param seasonal the same with trend, season and regressors; @param seasonalVariance of its logarithm.
 */
export function predictLevel(
  levels: Levels,
  at: number,
  flat: number,
  seasonal: number,
  seasonalVariance: number,
): void {
  const { shape, rate, logWeight, means, spreads, extras } = levels;
  let top = -Infinity;
  for (let k = 0; k < FILTERS; k++) top = Math.max(top, logWeight[at + k]!);
  let mean = 0;
  let second = 0;
  let weightSum = 0;
  let spread = 0;
  for (let k = 0; k < FILTERS; k++) {
    const weight = Math.exp(logWeight[at + k]! - top);
    if (weight < 1e-4) {
      means[k] = 0;
      continue;
    }
    const offset = k < FLAT ? flat : seasonal;
    const m = Math.max(1e-6, (offset * shape[at + k]!) / Math.max(rate[at + k]!, 1e-9));
    const s = m + (m * m) / shape[at + k]!;
    const extra = k < FLAT ? 0 : m * m * seasonalVariance;
    means[k] = m;
    spreads[k] = s;
    extras[k] = extra;
    mean += weight * m;
    spread += weight * s;
    second += weight * (extra + m * m);
    weightSum += weight;
  }
  levels.mean = mean / weightSum;
  levels.spread = spread / weightSum;
  levels.rest = Math.max(0, second / weightSum - levels.mean * levels.mean);
  disperseLevel(levels, 1);
}

/** Variances of the last prediction under overdispersion `phi`. */
export function disperseLevel(levels: Levels, phi: number): void {
  const { means, variances, spreads, extras } = levels;
  for (let k = 0; k < FILTERS; k++) if (means[k]! > 0) variances[k] = phi * spreads[k]! + extras[k]!;
  levels.variance = phi * levels.spread + levels.rest;
}

/** Takes the week's count into every filter with weight `weight` = 1 − P(surge), after `predictLevel` of the same week. */
export function updateLevel(
  levels: Levels,
  at: number,
  y: number,
  flat: number,
  seasonal: number,
  weight: number,
): void {
  const { shape, rate, logWeight, means, variances } = levels;
  let top = -Infinity;
  for (let k = 0; k < FILTERS; k++) {
    const memory = MEMORIES[k]!;
    const offset = k < FLAT ? flat : seasonal;
    const fade = 1 - weight * (1 - memory);
    shape[at + k] = shape[at + k]! * fade + weight * y;
    rate[at + k] = rate[at + k]! * fade + weight * offset;
    if (means[k]! > 0)
      logWeight[at + k] = FORGETTING ** weight * logWeight[at + k]! + weight * logPmf(y, means[k]!, variances[k]!);
    top = Math.max(top, logWeight[at + k]!);
  }
  for (let k = 0; k < FILTERS; k++) logWeight[at + k]! -= top;
}

/** Forgets the past of a series: its level is `cases` over the given exposures, from a step that stayed. */
export function relearnLevel(levels: Levels, at: number, cases: number, flat: number, seasonal: number): void {
  for (let k = 0; k < FILTERS; k++) {
    levels.shape[at + k] = JEFFREYS + cases;
    levels.rate[at + k] = k < FLAT ? flat : seasonal;
  }
}

/** Empties the filters that follow the calendar before a new fit is replayed through them; they enter with equal weight. */
export function restartSeasonal(levels: Levels, at: number): void {
  const { shape, rate, logWeight } = levels;
  for (let k = FLAT; k < FILTERS; k++) {
    shape[at + k] = JEFFREYS;
    rate[at + k] = 0;
    if (logWeight[at + k] === -Infinity) logWeight[at + k] = 0;
  }
}

/** Takes a past week into the filters that follow the calendar. */
export function replaySeasonal(levels: Levels, at: number, y: number, seasonal: number, weight: number): void {
  for (let k = FLAT; k < FILTERS; k++) {
    const fade = 1 - weight * (1 - MEMORIES[k]!);
    levels.shape[at + k] = levels.shape[at + k]! * fade + weight * y;
    levels.rate[at + k] = levels.rate[at + k]! * fade + weight * seasonal;
  }
}
