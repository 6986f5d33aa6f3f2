/** Trend, season and calendar of all series: coefficients kept a slot a series, refitted a few times a year. */
import { fillRow, fitSeason, makeDesign, makeFit, YEAR, type Design, type Fit, type FitRows } from './season.ts';

/** Weeks of history from which a trend, and from which a season, is believed. */
export const TREND_FROM = 52;
export const SEASON_FROM = 104;
const EVERY = 13;
/** A fit looks back so many weeks: five years. */
const WINDOW = 260;

/** Coefficients of all series; `mean` and `variance` (of its logarithm) answer the last `foretell`. */
export interface Seasons {
  /** Without and with the yearly season, of every series; series that share their regressors share a design. */
  readonly trends: readonly Design[];
  readonly seasons: readonly Design[];
  readonly trendFit: Fit;
  readonly seasonFit: Fit;
  readonly kind: Uint8Array;
  readonly origin: Int32Array;
  readonly beta: Float64Array;
  readonly covariance: Float64Array;
  readonly row: Float64Array;
  /** Answers of the last `foretell` of each series, and their week; −1: none since the last fit. */
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly foretold: Int32Array;
  mean: number;
  variance: number;
}

/** One design a series, made once for those that share their regressors. */
function designsOf(season: boolean, regressors: readonly (readonly ArrayLike<number>[])[]): Design[] {
  const made = new Map([...new Set(regressors)].map((one) => [one, makeDesign(season, one)]));
  return regressors.map((one) => made.get(one)!);
}

/** @param own one list of regressors a series, in place of `regressors`. */
export function makeSeasons(
  series: number,
  regressors: readonly ArrayLike<number>[],
  own: readonly (readonly ArrayLike<number>[])[] = Array.from({ length: series }, () => regressors),
): Seasons {
  const seasonFit = makeFit(makeDesign(true, regressors));
  return {
    trends: designsOf(false, own),
    seasons: designsOf(true, own),
    trendFit: makeFit(makeDesign(false, regressors)),
    seasonFit,
    kind: new Uint8Array(series),
    origin: new Int32Array(series),
    beta: new Float64Array(series * seasonFit.size),
    covariance: new Float64Array(series * seasonFit.size ** 2),
    row: new Float64Array(seasonFit.size),
    means: new Float64Array(series),
    variances: new Float64Array(series),
    foretold: new Int32Array(series).fill(-1),
    mean: 1,
    variance: 0,
  };
}

/** True when a series with so many weeks of history is to be fitted (anew); spread over the weeks by its number. */
export function refitDue(seasons: Seasons, i: number, history: number): boolean {
  if (history === TREND_FROM || history === SEASON_FROM) return true;
  return history > TREND_FROM && (history - TREND_FROM) % EVERY === 0 && seasons.kind[i]! > 0;
}

/** Fits series `i` on the weeks before `rows.to`; answers the first week used. */
export function refitSeason(seasons: Seasons, i: number, rows: FitRows, phi: number): number {
  let observed = 0;
  for (let w = rows.from; w < rows.to; w++) if (rows.weights[w]! > 0) observed++;
  const seasonal = observed >= SEASON_FROM;
  const design = (seasonal ? seasons.seasons : seasons.trends)[i]!;
  const fit = seasonal ? seasons.seasonFit : seasons.trendFit;
  const from = Math.max(rows.from, rows.to - WINDOW);
  const used: FitRows = { ...rows, from };
  const width = seasons.seasonFit.size;
  const kind = seasonal ? 2 : 1;
  if (seasons.kind[i] === kind) startFromLast(seasons, i, rows.to, fit);
  else {
    fit.beta.fill(0);
    fit.beta[0] = startingLevel(used);
  }
  fitSeason(design, used, phi, rows.to, fit);
  seasons.kind[i] = kind;
  seasons.foretold[i] = -1;
  seasons.origin[i] = rows.to;
  seasons.beta.set(fit.beta, i * width);
  seasons.covariance.set(fit.covariance, i * width * width);
  return from;
}

/** The coefficients fitted last, the trend counted from the new origin. */
function startFromLast(seasons: Seasons, i: number, origin: number, fit: Fit): void {
  const width = seasons.seasonFit.size;
  fit.beta.set(seasons.beta.subarray(i * width, i * width + fit.size));
  fit.beta[0]! += (fit.beta[1]! * (origin - seasons.origin[i]!)) / YEAR;
}

function startingLevel(rows: FitRows): number {
  let [cases, exposure] = [0.5, 0];
  for (let w = rows.from; w < rows.to; w++) {
    cases += rows.weights[w]! * rows.counts[w]! || 0;
    exposure += rows.weights[w]! * rows.exposure[w]!;
  }
  return Math.log(cases / Math.max(exposure, 1e-9));
}

/** What trend, season and calendar alone say of a week, per unit of exposure; 1 when nothing is fitted yet. */
export function foretell(seasons: Seasons, i: number, week: number): void {
  seasons.mean = 1;
  seasons.variance = 0;
  const kind = seasons.kind[i]!;
  if (kind === 0) return;
  if (seasons.foretold[i] !== week) foretellAnew(seasons, i, week);
  seasons.mean = seasons.means[i]!;
  seasons.variance = seasons.variances[i]!;
}

function foretellAnew(seasons: Seasons, i: number, week: number): void {
  const kind = seasons.kind[i]!;
  const fit = kind === 2 ? seasons.seasonFit : seasons.trendFit;
  const { row, beta } = seasons;
  const size = fit.size;
  const width = seasons.seasonFit.size;
  fillRow((kind === 2 ? seasons.seasons : seasons.trends)[i]!, week, seasons.origin[i]!, row);
  let eta = 0;
  let variance = 0;
  for (let a = 0; a < size; a++) {
    eta += row[a]! * beta[i * width + a]!;
    if (a > 0) variance += row[a]! * covariedWith(seasons, a, i * width * width + a * size);
  }
  seasons.means[i] = Math.exp(Math.max(-12, Math.min(12, eta)));
  seasons.variances[i] = Math.min(1, variance);
  seasons.foretold[i] = week;
}

/** Row `a` of the (symmetric) covariance at `at` times the covariates, those after the diagonal counted by their twins. */
function covariedWith({ row, covariance }: Seasons, a: number, at: number): number {
  let sum = row[a]! * covariance[at + a]!;
  for (let b = 1; b < a; b++) sum += 2 * row[b]! * covariance[at + b]!;
  return sum;
}
