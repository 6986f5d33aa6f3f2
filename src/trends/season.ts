/** Trend, yearly season and calendar effects of one series by penalised Poisson regression. */

/** Weeks in a year of the harmonic model: the mean of the Gregorian calendar. */
export const YEAR = 365.2425 / 7;
/** Prior standard deviations of the coefficients on the log scale: trend per year, first and second harmonic, calendar. */
const PRIOR_SD = { trend: 0.5, first: 0.5, second: 0.3, regressor: 0.7 } as const;
const STEPS = 4;

/** What the regression knows about the calendar: shared by all series. */
export interface Design {
  /** Number of columns without the intercept: trend, four harmonics when `season`, regressors. */
  readonly columns: number;
  readonly season: boolean;
  readonly regressors: readonly ArrayLike<number>[];
  /** By week, how far the calendar concerned it, 0 … 1: a week teaches its regressors that much though it looks like a surge. */
  readonly concern: Float64Array;
  /** Cosine and sine of the yearly angle by week, as far as weeks were asked for. */
  angles: Float64Array;
}

/** Room for one fit, reused over series: coefficients, their covariance (row-major), and scratch. */
export interface Fit {
  readonly size: number;
  readonly beta: Float64Array;
  readonly covariance: Float64Array;
  readonly row: Float64Array;
  readonly matrix: Float64Array;
  readonly gradient: Float64Array;
}

export function makeDesign(season: boolean, regressors: readonly ArrayLike<number>[]): Design {
  const weeks = Math.max(0, ...regressors.map(({ length }) => length));
  const concern = Float64Array.from({ length: weeks }, (_, week) =>
    Math.min(
      1,
      regressors.reduce((sum, regressor) => sum + Math.abs(regressor[week] ?? 0), 0),
    ),
  );
  return {
    columns: 1 + (season ? 4 : 0) + regressors.length,
    season,
    regressors,
    concern,
    angles: new Float64Array(0),
  };
}

function anglesUpTo(weeks: number): Float64Array {
  const angles = new Float64Array(2 * weeks);
  for (let week = 0; week < weeks; week++) {
    const angle = (2 * Math.PI * week) / YEAR;
    angles[2 * week] = Math.cos(angle);
    angles[2 * week + 1] = Math.sin(angle);
  }
  return angles;
}

export function makeFit(design: Design): Fit {
  const size = design.columns + 1;
  return {
    size,
    beta: new Float64Array(size),
    covariance: new Float64Array(size * size),
    row: new Float64Array(size),
    matrix: new Float64Array(size * size),
    gradient: new Float64Array(size),
  };
}

/** Writes the covariates of `week` (intercept first), the trend counted in years from `origin`. */
export function fillRow(design: Design, week: number, origin: number, row: Float64Array): void {
  row[0] = 1;
  row[1] = (week - origin) / YEAR;
  let at = 2;
  if (design.season) {
    if (2 * week >= design.angles.length) design.angles = anglesUpTo(2 * week + 104);
    const c = design.angles[2 * week]!;
    const s = design.angles[2 * week + 1]!;
    row[2] = c;
    row[3] = s;
    row[4] = c * c - s * s;
    row[5] = 2 * c * s;
    at = 6;
  }
  for (const regressor of design.regressors) row[at++] = regressor[week] ?? 0;
}

function priorPrecision(design: Design, column: number): number {
  if (column === 0) return 1e-6;
  if (column === 1) return PRIOR_SD.trend ** -2;
  if (design.season && column < 4) return PRIOR_SD.first ** -2;
  if (design.season && column < 6) return PRIOR_SD.second ** -2;
  return PRIOR_SD.regressor ** -2;
}

/** Solves `matrix` x = `rhs` for a symmetric positive definite matrix by Cholesky in place, and inverts it into `inverse`. */
function solveAndInvert(matrix: Float64Array, rhs: Float64Array, inverse: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) {
      const l = matrix[j * n + k]!;
      for (let i = j; i < n; i++) matrix[i * n + j]! -= matrix[i * n + k]! * l;
    }
    const root = Math.sqrt(Math.max(matrix[j * n + j]!, 1e-12));
    for (let i = j; i < n; i++) matrix[i * n + j]! /= root;
  }
  for (let column = 0; column < n; column++) {
    for (let i = 0; i < n; i++) inverse[i * n + column] = i === column ? 1 : 0;
    substitute(matrix, inverse, n, column, n);
  }
  substitute(matrix, rhs, n, 0, 1);
}

function substitute(lower: Float64Array, x: Float64Array, n: number, column: number, stride: number): void {
  for (let i = 0; i < n; i++) {
    let sum = x[i * stride + column]!;
    for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * x[k * stride + column]!;
    x[i * stride + column] = sum / lower[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i * stride + column]!;
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * x[k * stride + column]!;
    x[i * stride + column] = sum / lower[i * n + i]!;
  }
}

/** The rows of one series that a fit may use: absolute weeks `from` (inclusive) to `to` (exclusive) of its arrays. */
export interface FitRows {
  readonly counts: Float64Array;
  readonly exposure: Float64Array;
  /** Weight of a week: 0 for gaps and partial weeks, 1 − P(surge) else. */
  readonly weights: Float64Array;
  /** Position of the series' week 0 in the arrays above. */
  readonly offset: number;
  readonly from: number;
  readonly to: number;
}

/** e^(row·beta), the linear predictor kept within e^±12. */
export function predict(fit: Fit): number {
  let eta = 0;
  for (let i = 0; i < fit.size; i++) eta += fit.row[i]! * fit.beta[i]!;
  return Math.exp(Math.max(-12, Math.min(12, eta)));
}

/**
 * Maximum a posteriori of log E[count] = log exposure + β₀ + trend + harmonics + regressors, normal priors centred on
 * no effect, by Newton steps (iteratively reweighted least squares, McCullagh & Nelder 1989) over the weighted weeks;
 * the data's information is divided by `phi` (quasi-Poisson). Starts from the coefficients already in `fit`.
 * @param origin week at which the trend column is zero.
 */
export function fitSeason(design: Design, rows: FitRows, phi: number, origin: number, fit: Fit): void {
  const n = fit.size;
  const { beta, row, matrix, gradient } = fit;
  for (let step = 0; step < STEPS; step++) {
    matrix.fill(0);
    for (let i = 0; i < n; i++) {
      const precision = priorPrecision(design, i);
      matrix[i * n + i] = precision;
      gradient[i] = i === 0 ? 0 : -precision * beta[i]!;
    }
    accumulate(design, rows, phi, origin, fit);
    solveAndInvert(matrix, gradient, fit.covariance, n);
    let largest = 0;
    for (let i = 0; i < n; i++) {
      const change = Math.max(-2, Math.min(2, gradient[i]!));
      beta[i]! += change;
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest < 0.01) break;
  }
  fillRow(design, origin, origin, row);
}

function accumulate(design: Design, rows: FitRows, phi: number, origin: number, fit: Fit): void {
  const n = fit.size;
  const { row, matrix, gradient } = fit;
  for (let week = rows.from; week < rows.to; week++) {
    const seen = rows.weights[rows.offset + week]!;
    if (seen <= 0) continue;
    const weight = Math.max(seen, design.concern[week] ?? 0);
    fillRow(design, week, origin, row);
    const mean = predict(fit) * rows.exposure[rows.offset + week]!;
    const residual = (weight * (rows.counts[rows.offset + week]! - mean)) / phi;
    const information = (weight * mean) / phi;
    for (let i = 0; i < n; i++) {
      gradient[i]! += residual * row[i]!;
      const scaled = information * row[i]!;
      for (let j = 0; j <= i; j++) matrix[i * n + j]! += scaled * row[j]!;
    }
  }
}

/** Variance of the linear predictor without its intercept and level, row' Σ row over the non-constant columns. */
export function predictorVariance(fit: Fit): number {
  const { row, covariance, size } = fit;
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sum += row[i]! * row[j]! * covariance[i * size + j]!;
  return sum;
}
