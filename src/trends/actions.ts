import { tQuantile } from './distributions.ts';

/** What is known of an action: weekly counts of its target and of segments that did not get the fix. */
export interface ActionSeries {
  /** Weekly counts, oldest first, NaN for partial weeks; the action fell in week `at`, which itself is not compared. */
  readonly counts: Float64Array;
  readonly at: number;
  /** Counts of unaffected segments on the same weeks; empty when there are none. */
  readonly controls: readonly Float64Array[];
}

/** Verdict on an action, with its effect on the count (−0.5 = halved) and 95 % interval against the counterfactual. */
export interface ActionVerdict {
  readonly verdict: 'verified' | 'not-working' | 'cannot-tell-yet';
  readonly effect: number | null;
  readonly effectLow: number | null;
  readonly effectHigh: number | null;
  /** Full weeks since the action. */
  readonly weeks: number;
  /** First week (index) at whose end a fall of 30 % would be told from chance; null when settled or not within 8 weeks. */
  readonly knowableFrom: number | null;
}

/** Weeks after an action at which it is looked at. */
export const LOOKS = [2, 4, 8] as const;
/** One-sided error spent at each look: together below 5 % (group-sequential spending, Lan & DeMets 1983). */
const SPENT = [0.005, 0.015, 0.025] as const;
const BEFORE = 8;
const LEAST_BEFORE = 3;
const PRIOR = { phi: 1.5, weeks: 4 } as const;
/** A fall smaller than this is no success; one excluded by the interval is a failure. */
const USEFUL = Math.log(0.8);
const DETECTABLE = Math.log(0.7);

interface Total {
  readonly sum: number;
  readonly weeks: number;
}

function totalOf(counts: Float64Array, from: number, to: number): Total {
  let [sum, weeks] = [0, 0];
  for (let w = Math.max(0, from); w < Math.min(to, counts.length); w++) {
    if (Number.isNaN(counts[w]!)) continue;
    sum += counts[w]!;
    weeks++;
  }
  return { sum, weeks };
}

/** The last weeks before the action that look alike: at most 8, ending where an earlier week differs by 3 standard errors. */
function baselineFrom(counts: Float64Array, at: number): number {
  let from = at;
  while (from > Math.max(0, at - BEFORE)) {
    const { sum, weeks } = totalOf(counts, from, at);
    const mean = weeks > 0 ? sum / weeks : NaN;
    const off = Math.abs(counts[from - 1]! - mean) / Math.sqrt(2 * Math.max(1, mean) * (1 + 1 / Math.max(1, weeks)));
    if (weeks >= 2 && off > 3) break;
    from--;
  }
  return from;
}

function dispersion(counts: Float64Array, from: number, to: number): { phi: number; degrees: number } {
  const { sum, weeks } = totalOf(counts, from, to);
  const mean = sum / Math.max(1, weeks);
  let squares = PRIOR.phi * PRIOR.weeks;
  for (let w = from; w < to; w++) if (!Number.isNaN(counts[w]!) && mean > 0) squares += (counts[w]! - mean) ** 2 / mean;
  const degrees = PRIOR.weeks + Math.max(0, weeks - 1);
  return { phi: Math.max(1, squares / degrees), degrees };
}

function add(series: readonly Float64Array[], length: number): Float64Array {
  return Float64Array.from({ length }, (_, w) => series.reduce((sum, one) => sum + (one[w] ?? NaN), 0));
}

/** Logarithm of after / before, and its variance (delta method, quasi-Poisson). */
function change(before: Total, after: Total, phi: number): { log: number; variance: number } {
  const log = Math.log((after.sum + 0.5) / after.weeks) - Math.log((before.sum + 0.5) / before.weeks);
  return { log, variance: phi * (1 / (after.sum + 0.5) + 1 / (before.sum + 0.5)) };
}

function lookAt(weeks: number): number {
  return weeks >= LOOKS[2] ? 2 : weeks >= LOOKS[1] ? 1 : 0;
}

function knowable(action: ActionSeries, before: Total, phi: number, weeks: number): number | null {
  for (const [k, look] of LOOKS.entries()) {
    if (look <= weeks) continue;
    const after = { sum: (before.sum / before.weeks) * look * 0.7, weeks: look };
    const { variance } = change(before, after, phi);
    if (-DETECTABLE > tQuantile(1 - SPENT[k]!, 12) * Math.sqrt(variance * 1.2)) return action.at + look;
  }
  return null;
}

/**
 * Did the fix work? Difference in differences on the logarithm: the target's rate in the first weeks after the action (at
 * most 8) against the like weeks just before, less the same change in the unaffected segments; quasi-Poisson variance,
 * Student's t. *Verified* when the fall exceeds chance at the error spent at 2, 4 and 8 weeks; *not working* when the
 * interval excludes a fall of 20 %, or after 8 weeks without proof of a fall and an estimate above −20 %; else it cannot be
 * told yet. Without controls a surge that fades by itself looks like a fix: give controls where there are any.
 */
export function verifyAction(action: ActionSeries): ActionVerdict {
  const { counts, at, controls } = action;
  const from = baselineFrom(counts, at);
  const before = totalOf(counts, from, at);
  const after = totalOf(counts, at + 1, at + 1 + LOOKS[2]);
  const { phi, degrees } = dispersion(counts, from, at);
  const none = { effect: null, effectLow: null, effectHigh: null, weeks: after.weeks };
  if (before.weeks < LEAST_BEFORE || before.sum === 0)
    return { verdict: 'cannot-tell-yet', ...none, knowableFrom: null };
  const knowableFrom = knowable(action, before, phi, after.weeks);
  if (after.weeks === 0) return { verdict: 'cannot-tell-yet', ...none, knowableFrom };
  let { log, variance } = change(before, after, phi);
  const control = add(controls, counts.length);
  const [controlBefore, controlAfter] = [totalOf(control, from, at), totalOf(control, at + 1, at + 1 + LOOKS[2])];
  if (controls.length > 0 && controlBefore.sum > 0 && controlAfter.weeks > 0) {
    const theirs = change(controlBefore, controlAfter, dispersion(control, from, at).phi);
    log -= theirs.log;
    variance += theirs.variance;
  }
  return decide(log, Math.sqrt(variance), degrees, after.weeks, knowableFrom);
}

function upTo(action: ActionSeries, end: number): ActionSeries {
  return { ...action, counts: action.counts.slice(0, end), controls: action.controls.map((one) => one.slice(0, end)) };
}

/** Week (index) at whose end the verdict was first more than “cannot tell yet”; null when it still is not. */
export function settledIn(action: ActionSeries): number | null {
  for (let week = action.at + LOOKS[0]; week < action.counts.length; week++)
    if (verifyAction(upTo(action, week + 1)).verdict !== 'cannot-tell-yet') return week;
  return null;
}

function decide(log: number, sd: number, degrees: number, weeks: number, knowableFrom: number | null): ActionVerdict {
  const wide = tQuantile(0.975, degrees) * sd;
  const strict = tQuantile(1 - SPENT[lookAt(weeks)]!, degrees) * sd;
  const verified = weeks >= LOOKS[0] && log + strict < 0;
  const failed = !verified && weeks >= LOOKS[0] && (log - wide > USEFUL || (weeks >= LOOKS[2] && log > USEFUL));
  return {
    verdict: verified ? 'verified' : failed ? 'not-working' : 'cannot-tell-yet',
    effect: Math.expm1(log),
    effectLow: Math.expm1(log - wide),
    effectHigh: Math.expm1(log + wide),
    weeks,
    knowableFrom: verified || failed ? null : knowableFrom,
  };
}
