/** What all series of a week did in common: the denominator when no other is known. */
import { ageOf, isBreak, predictSeries, type Engine } from './engine.ts';

/** Series expected to have fewer cases say too little about the common factor. */
const LEAST = 3;
const LEAST_SERIES = 5;
/** Variance of the common factor's logarithm from week to week. */
const DRIFT = 0.04;
/** Variance of a median relative to a mean's. */
const MEDIAN = Math.PI / 2;
/** A week in which all series together fell below this share of what was expected is an outage, not a fall. */
const COLLAPSE = 0.3;
/** Factors below this mark an outage. */
export const OUTAGE = 1e-6;

/**
 * Factor on the expected counts of a week: weighted median over the series of seen / expected, shrunk toward last week's
 * factor by its sampling error. Half of the weight must move before the factor does, so that one exploding topic lets no
 * other fall. 0 when the week is an outage; last week's factor when fewer than five series can tell.
 */
export function commonFactor(engine: Engine, week: number, last: number): number {
  const { counts, exposure } = engine.set;
  const pairs: { value: number; weight: number }[] = [];
  let noise = 0;
  for (let i = 0; i < counts.length; i++) {
    const y = counts[i]![week]!;
    if (ageOf(engine, i) < 2 || isBreak(engine.set, i, week) || Number.isNaN(y)) continue;
    predictSeries(engine, i, week, last * (exposure?.[i]?.[week] ?? 1));
    if (engine.mean < LEAST) continue;
    const weight = (engine.mean * engine.mean) / engine.variance;
    pairs.push({ value: y / engine.mean, weight });
    noise += weight;
  }
  if (pairs.length < LEAST_SERIES) return last;
  const median = weightedMedian(pairs, noise);
  if (median < COLLAPSE) return 0;
  const shrink = DRIFT / (DRIFT + MEDIAN / noise);
  return last * Math.min(4, median) ** shrink;
}

function weightedMedian(pairs: { value: number; weight: number }[], total: number): number {
  pairs.sort((a, b) => a.value - b.value);
  let run = 0;
  for (const { value, weight } of pairs) if ((run += weight) >= total / 2) return value;
  return 1;
}
