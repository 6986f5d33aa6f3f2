/** Experiments on simulated series; shared by the bench and by the tests that hold its figures. */
import { verifyAction, type ActionSeries } from '../../src/trends/actions.ts';
import { detectCsv } from '../../src/trends/detect.ts';
import { findDrivers, type Slice } from '../../src/trends/drivers.ts';
import { judgeSeries, type SeriesSet } from '../../src/trends/judge.ts';
import {
  gamma,
  negativeBinomial,
  poisson,
  randomFrom,
  SCENARIOS,
  simulate,
  type Plan,
  type Random,
  type Simulated,
} from '../trends/simulate.ts';

/** Alarm of a series in a week. */
export type Alarm = (series: number, week: number) => boolean;

export interface Score {
  readonly f1: number;
  readonly falsePositiveRate: number;
  readonly firstWeek: number;
}

export function simulateAll(seed: number, replicates: number, plan: Plan): Simulated[] {
  const random = randomFrom(seed);
  return SCENARIOS.flatMap((scenario) => Array.from({ length: replicates }, () => simulate(random, scenario, plan)));
}

/** F1 and false-positive rate over the judged weeks of all series; share of outbreaks with an alarm in their first week. */
export function score(sims: readonly Simulated[], plan: Plan, alarm: Alarm): Score {
  let [tp, fp, fn, tn, caught, outbreaks] = [0, 0, 0, 0, 0, 0];
  sims.forEach(({ cases, onset }, i) => {
    for (let week = plan.weeks - plan.judged; week < plan.weeks; week++) {
      const raised = alarm(i, week);
      const surge = cases[week]! > 0;
      if (surge && raised) tp++;
      else if (surge) fn++;
      else if (raised) fp++;
      else tn++;
    }
    if (onset < 0) return;
    outbreaks++;
    if (alarm(i, onset)) caught++;
  });
  return { f1: (2 * tp) / (2 * tp + fp + fn), falsePositiveRate: fp / (fp + tn), firstWeek: caught / outbreaks };
}

/** Rows of a CSV with these counts. */
export function toRows(series: readonly Float64Array[]): string[][] {
  const rows = [['series', 'week', 'count']];
  series.forEach((counts, i) => counts.forEach((count, week) => rows.push([`s${i}`, String(week + 1), String(count)])));
  return rows;
}

export function detectAlarm(sims: readonly Simulated[], plan: Plan): Alarm {
  const { alarm } = detectCsv(toRows(sims.map(({ counts }) => counts)));
  return (i, week) => alarm[i * plan.weeks + week] === 1;
}

export interface Quiet {
  readonly rejected: readonly [number, number, number];
  readonly covered: number;
}

/** Negative-binomial series without any surge: share of weeks with p below 1, 5, 10 %, and inside the 90 % interval. */
export function measureQuiet(
  seed: number,
  series: number,
  mean: (random: Random) => number,
  phi: number,
  weeks = 60,
): Quiet {
  const random = randomFrom(seed);
  const counts = Array.from({ length: series }, () => {
    const m = mean(random);
    return Float64Array.from({ length: weeks }, () => negativeBinomial(random, m, phi));
  });
  const set: SeriesSet = { ids: counts.map((_, i) => `q${i}`), counts, partial: new Uint8Array(weeks) };
  const last = judgeSeries(set, { falseDiscoveryRate: 0.1, common: false }).flatMap((weeks) => weeks.slice(26));
  const share = (test: (p: number) => boolean): number =>
    last.filter(({ pValue }) => test(pValue!)).length / last.length;
  const covered = last.filter(({ observed, low, high }) => observed >= low! && observed <= high!).length / last.length;
  return { rejected: [share((p) => p <= 0.01), share((p) => p <= 0.05), share((p) => p <= 0.1)], covered };
}

export interface Rising {
  readonly falseFlags: number;
  readonly power: number;
}

/** 360 series, 26 weeks of history, 10 rise × 1.5–3 in the 27th: false flags and share of the risen flagged, a run's mean. */
export function measureRising(seeds: number, rate: number, budget: number, meanOf: (random: Random) => number): Rising {
  let [falseFlags, found] = [0, 0];
  for (let seed = 0; seed < seeds; seed++) {
    const random = randomFrom(1000 + seed);
    const counts = Array.from({ length: 360 }, (_, i) => {
      const mean = meanOf(random);
      const phi = 1 + random();
      const rise = i < 10 ? 1.5 + 1.5 * random() : 1;
      return Float64Array.from({ length: 27 }, (_, w) => negativeBinomial(random, w === 26 ? mean * rise : mean, phi));
    });
    const set = { ids: counts.map((_, i) => `r${i}`), counts, partial: new Uint8Array(27) };
    judgeSeries(set, { falseDiscoveryRate: rate, budget }).forEach((weeks, i) => {
      const { flagged, status } = weeks[26]!;
      if (flagged && i >= 10) falseFlags++;
      if (flagged && i < 10 && status !== 'falling') found++;
    });
  }
  return { falseFlags: falseFlags / seeds, power: found / (10 * seeds) };
}

/** Share of surges whose planted slice is named first; share of plain surges with nothing named. 400 slices each. */
export function measureDrivers(seed: number, surges: number): { first: number; silent: number } {
  const random = randomFrom(seed);
  let [first, silent] = [0, 0];
  for (let k = 0; k < surges; k++) {
    if (runDriver(random, 1 + (k % 2)).hit) first++;
    if (runDriver(random, 0).named === 0) silent++;
  }
  return { first: first / surges, silent: silent / surges };
}

/** Users a week who write about something else. */
const OTHERS = 3000;

function runDriver(random: Random, planted: number): { hit: boolean; named: number } {
  const before = 60 + 140 * random();
  const factor = 1.5 + 1.5 * random();
  const shares = Array.from({ length: 400 }, () => Math.min(0.5, 0.004 + 0.05 * gamma(random, 0.6)));
  const excess = before * (factor - 1);
  const othersOf = (share: number): number => poisson(random, OTHERS * share);
  const slices = shares.map((share, i): Slice => {
    const base = before * share;
    const seen = poisson(random, base * 8) / 8;
    const now =
      i < planted
        ? poisson(random, base + (excess * 0.8) / planted)
        : poisson(random, base * (planted > 0 ? 1 + (factor - 1) * 0.2 : factor));
    return {
      parts: [{ dimension: `d${i}`, value: 'v' }],
      now,
      before: seen,
      allNow: now + othersOf(share),
      allBefore: seen + othersOf(share * 8) / 8,
    };
  });
  const now = poisson(random, before * factor);
  const drivers = findDrivers(slices, { now, before, allNow: now + OTHERS, allBefore: before + OTHERS }, before);
  const name = drivers[0]?.parts[0]!.dimension;
  return { hit: name === 'd0' || (planted > 1 && name === 'd1'), named: drivers.length };
}

/** One simulated action: 40 tickets a week before, φ = 1.5, two unaffected segments of 60. */
function simulateAction(random: Random, effect: number, weeks: number): ActionSeries {
  const at = 12;
  const length = at + 1 + weeks;
  const counts = Float64Array.from({ length }, (_, w) =>
    negativeBinomial(random, w > at ? 40 * (1 + effect) : 40, 1.5),
  );
  const controls = [0, 1].map(() => Float64Array.from({ length }, () => negativeBinomial(random, 60, 1.5)));
  return { counts, at, controls };
}

/** Share of simulated actions verified after `weeks`. */
export function measureActions(seed: number, runs: number, effect: number, weeks: number): number {
  const random = randomFrom(seed);
  let verified = 0;
  for (let k = 0; k < runs; k++)
    if (verifyAction(simulateAction(random, effect, weeks)).verdict === 'verified') verified++;
  return verified / runs;
}

/** Share of actions without effect that some weekly report of the eight weeks after them calls verified. */
export function measureActionsEver(seed: number, runs: number): number {
  const random = randomFrom(seed);
  let verified = 0;
  for (let k = 0; k < runs; k++) {
    const action = simulateAction(random, 0, 8);
    const upTo = (end: number): ActionSeries => ({
      ...action,
      counts: action.counts.slice(0, end),
      controls: action.controls.map((control) => control.slice(0, end)),
    });
    const ends = Array.from({ length: 8 }, (_, w) => action.at + 2 + w);
    if (ends.some((end) => verifyAction(upTo(end)).verdict === 'verified')) verified++;
  }
  return verified / runs;
}
