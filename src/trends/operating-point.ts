/** Where an alarm is raised, and the p-value shown beside it. */
import { countTail, midP } from './distributions.ts';

/** Below so many expected cases a p-value is exact and conservative, from there on mid-p. */
const SPARSE = 5;
const SEASONED = 104;

/**
 * Least surge probability of an alarm, tuned on series simulated after Noufaily et al. 2013 (Statistics in Medicine
 * 32:1206): short histories to a false-positive rate below 3.5 %, long ones below 1.5 %. In between F1 is flat.
 */
export const ALARM = { short: 0.42, long: 0.34 };

/** True when a series with so many weeks of history has an alarm at this surge probability. */
export function alarmAbove(history: number, surge: number): boolean {
  return surge >= (history < SEASONED ? ALARM.short : ALARM.long);
}

/**
 * Chance of `y` or more cases: P(Y > y) + P(Y = y) / 2 (mid-p, Lancaster 1961) from five expected cases on; P(Y ≥ y) below,
 * where mid-p is anti-conservative because few values are possible.
 */
export function upperP(y: number, mean: number, variance: number): number {
  return mean < SPARSE ? countTail(y, mean, variance) : midP(y, mean, variance);
}
