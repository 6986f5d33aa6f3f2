/** One pass over many weekly series: predict, compare, carry on. Every week is predicted from the weeks before it only. */
import { makeDispersion, observeError, phiOf, poolDispersion, type Dispersion } from './dispersion.ts';
import { midP } from './distributions.ts';
import {
  disperseLevel,
  FILTERS,
  makeLevels,
  predictLevel,
  relearnLevel,
  replaySeasonal,
  restartSeasonal,
  startLevel,
  updateLevel,
  type Levels,
} from './levels.ts';
import { foretell, makeSeasons, refitDue, refitSeason, type Seasons } from './seasons.ts';
import { makeSurgeStep, stepSurge, SURGE_STATE, type SurgeStep } from './surge.ts';

/** Weekly counts of many series on one axis of weeks, oldest first. */
export interface SeriesSet {
  readonly ids: readonly string[];
  /** One array a series, one count a week; NaN where a series was not observed: neither judged nor learned from. */
  readonly counts: readonly Float64Array[];
  /** Per week, 1 when it has fewer than seven days of data or none at all: it is not judged and teaches nothing. */
  readonly partial: Uint8Array;
  /** One array a series: active users or all tickets of the week; counts are judged as rates of it. Default 1. */
  readonly exposure?: readonly Float64Array[];
  /** One array a regressor, one value a week (holidays, releases); used from 52 weeks of history on. */
  readonly regressors?: readonly ArrayLike<number>[];
  /** One list a series in place of `regressors`, the same regressors in the same order: what concerned it alone is in it. */
  readonly ownRegressors?: readonly (readonly ArrayLike<number>[])[];
  /** One list a series: weeks (positions, ascending) from which it counts something else, so that its level is known to change. */
  readonly breaks?: readonly (readonly number[])[];
}

/** Weeks that a changed level must stay before it is the new level. */
export const STEP_WEEKS = 6;
const RAISED = 0.05;
const STILL_RAISED = 0.15;
/** Overdispersion lost because weeks that look like a surge are weighted down; measured on quiet series. */
const CENSORED = 1.25;

/** Everything carried from week to week, a slot a series; and the answer of the last `predictSeries` and `observeSeries`. */
export interface Engine {
  readonly set: SeriesSet;
  readonly levels: Levels;
  readonly pool: Dispersion;
  readonly seasons: Seasons;
  readonly surges: Float64Array;
  readonly step: SurgeStep;
  /** 1 − P(surge) of every week so far; 0 where nothing was seen. */
  readonly weights: readonly Float64Array[];
  /** Exposure of every week so far, the common factor included. */
  readonly exposure: readonly Float64Array[];
  /** Weeks observed. */
  readonly history: Int32Array;
  /** Consecutive weeks above (positive) or below (negative) what was expected. */
  readonly run: Int32Array;
  /** First week of the present level when it was a step; −1 otherwise. */
  readonly stepSince: Int32Array;
  /** Weeks observed before the last break; what is learned of the level begins there. */
  readonly forgotten: Int32Array;
  /** Week of the last break; −1 when there was none. */
  readonly breakSince: Int32Array;
  mean: number;
  variance: number;
  seasonal: number;
}

/** Room for judging `set`. */
export function makeEngine(set: SeriesSet): Engine {
  const n = set.ids.length;
  const weeks = set.partial.length;
  const surges = new Float64Array(n * SURGE_STATE);
  for (let i = 0; i < n; i++) surges[i * SURGE_STATE] = 1;
  return {
    set,
    levels: makeLevels(n),
    pool: makeDispersion(n),
    seasons: makeSeasons(n, set.regressors ?? [], set.ownRegressors),
    surges,
    step: makeSurgeStep(),
    weights: set.ids.map(() => new Float64Array(weeks)),
    exposure: set.ids.map(() => new Float64Array(weeks)),
    history: new Int32Array(n),
    run: new Int32Array(n),
    stepSince: new Int32Array(n).fill(-1),
    forgotten: new Int32Array(n),
    breakSince: new Int32Array(n).fill(-1),
    mean: 0,
    variance: 0,
    seasonal: 0,
  };
}

/** Weeks of history that speak of what series `i` counts now. */
export function ageOf(engine: Engine, i: number): number {
  return engine.history[i]! - engine.forgotten[i]!;
}

/** True when series `i` counts something else from this week on. */
export function isBreak(set: SeriesSet, i: number, week: number): boolean {
  return set.breaks?.[i]?.includes(week) ?? false;
}

/** Forgets the level of a series that counts something else from this week on; season and overdispersion are kept. */
export function breakSeries(engine: Engine, i: number, week: number): void {
  startLevel(engine.levels, i * FILTERS);
  calm(engine, i);
  engine.stepSince[i] = -1;
  engine.breakSince[i] = week;
  engine.forgotten[i] = engine.history[i]!;
}

function calm(engine: Engine, i: number): void {
  engine.surges.fill(0, i * SURGE_STATE, (i + 1) * SURGE_STATE);
  engine.surges[i * SURGE_STATE] = 1;
  engine.run[i] = 0;
}

/** Mean and variance of the count of series `i` in `week` under `exposure`, into `engine.mean` and `engine.variance`. */
export function predictSeries(engine: Engine, i: number, week: number, exposure: number): void {
  const { levels, seasons, pool } = engine;
  foretell(seasons, i, week);
  engine.seasonal = exposure * seasons.mean;
  const at = i * FILTERS;
  predictLevel(levels, at, exposure, engine.seasonal, seasons.variance);
  const phi = 1 + CENSORED * (phiOf(pool, i, levels.mean) - 1);
  disperseLevel(levels, phi);
  engine.mean = levels.mean;
  engine.variance = Math.max(levels.variance, levels.mean);
}

/** Chance a week that a surge begins, by weeks of history: long histories are quiet longer between surges. */
export function hazardOf(history: number): number {
  return history < 104 ? HAZARD.short : HAZARD.long;
}
export const HAZARD = { short: 0.05, long: 0.02 };

/** Takes the count of the week just predicted; P(surge) is `engine.step.active` afterwards. */
export function observeSeries(engine: Engine, i: number, week: number, y: number, exposure: number): void {
  const { levels, pool, step, mean, variance } = engine;
  const unit = Math.sqrt(Math.max(variance, 0.25));
  stepSurge(step, engine.surges, i * SURGE_STATE, hazardOf(ageOf(engine, i)), y, mean, variance, unit);
  const weight = ageOf(engine, i) < 2 ? 1 : Math.max(0.02, 1 - step.active);
  engine.weights[i]![week] = weight;
  engine.exposure[i]![week] = exposure;
  if (ageOf(engine, i) > 0) {
    const phi = phiOf(pool, i, mean);
    observeError(pool, i, y, mean, Math.max(levels.spread, 1e-6), phi, weight);
  }
  updateLevel(levels, i * FILTERS, y, exposure, engine.seasonal, weight);
  engine.history[i]!++;
  followRun(engine, i, week, y);
  if (refitDue(engine.seasons, i, engine.history[i]!)) refit(engine, i, week + 1);
}

function followRun(engine: Engine, i: number, week: number, y: number): void {
  const p = midP(y, engine.mean, engine.variance);
  const run = engine.run[i]!;
  if (p < (run > 0 ? STILL_RAISED : RAISED)) engine.run[i] = Math.max(1, run + 1);
  else if (1 - p < (run < 0 ? STILL_RAISED : RAISED)) engine.run[i] = Math.min(-1, run - 1);
  else engine.run[i] = 0;
  if (Math.abs(engine.run[i]) < STEP_WEEKS || ageOf(engine, i) <= STEP_WEEKS) return;
  const from = week - STEP_WEEKS + 1;
  let cases = 0;
  let flat = 0;
  let seasonal = 0;
  for (let w = from; w <= week; w++) {
    if (engine.weights[i]![w] === 0) continue;
    engine.weights[i]![w] = 1;
    cases += engine.set.counts[i]![w]!;
    flat += engine.exposure[i]![w]!;
    foretell(engine.seasons, i, w);
    seasonal += engine.exposure[i]![w]! * engine.seasons.mean;
  }
  relearnLevel(engine.levels, i * FILTERS, cases, flat, seasonal);
  calm(engine, i);
  engine.stepSince[i] = from;
}

function refit(engine: Engine, i: number, week: number): void {
  const { levels, seasons } = engine;
  const counts = engine.set.counts[i]!;
  const weights = engine.weights[i]!;
  const exposure = comparableExposure(engine, i, week);
  const phi = phiOf(engine.pool, i, engine.mean);
  const from = refitSeason(seasons, i, { counts, exposure, weights, offset: 0, from: 0, to: week }, phi);
  restartSeasonal(levels, i * FILTERS);
  for (let w = Math.max(from, engine.stepSince[i]!, engine.breakSince[i]!); w < week; w++) {
    const weight = weights[w]!;
    if (weight === 0) continue;
    foretell(seasons, i, w);
    replaySeasonal(levels, i * FILTERS, counts[w]!, exposure[w]! * seasons.mean, weight);
  }
}

/** Weeks on either side of a break that tell by how much its level changed. */
const BREAK_SIDE = 26;

/** Exposure with the weeks before each break scaled to the level after it, so that trend and season see no step. */
function comparableExposure(engine: Engine, i: number, week: number): Float64Array {
  const breaks = engine.set.breaks?.[i]?.filter((at) => at < week) ?? [];
  if (breaks.length === 0) return engine.exposure[i]!;
  const counts = engine.set.counts[i]!;
  const scaled = Float64Array.from(engine.exposure[i]!);
  const rate = (from: number, to: number): number => {
    let [cases, exposed] = [0.5, 1e-9];
    for (let w = Math.max(0, from); w < Math.min(week, to); w++) {
      if (engine.weights[i]![w] === 0) continue;
      cases += counts[w]!;
      exposed += scaled[w]!;
    }
    return cases / exposed;
  };
  for (const at of breaks) {
    const factor = rate(at, at + BREAK_SIDE) / rate(at - BREAK_SIDE, at);
    for (let w = 0; w < at; w++) scaled[w]! *= factor;
  }
  return scaled;
}

/** Pooled laws after a week in which all series were observed. */
export function endWeek(engine: Engine): void {
  poolDispersion(engine.pool);
}
