/** Overdispersion of every series, shrunk toward what all series say. */

/** Weeks are forgotten at this rate, so that a series may change its manners over a few years. */
const MEMORY = 0.995;
const PRIOR_SERIES = 3;
const PRIOR_EXCESS = 0.4;
const FEWEST = 4;
const MOST = 120;

/** Sums of one series each, and the pooled law phi(mean) = 1 + constant + slope × mean with `prior` weeks' weight. */
export interface Dispersion {
  readonly squares: Float64Array;
  readonly weeks: Float64Array;
  /** Weeks' worth of normal data that the squares are worth: sparse counts say less about their variance. */
  readonly worth: Float64Array;
  readonly means: Float64Array;
  constant: number;
  slope: number;
  prior: number;
}

export function makeDispersion(series: number): Dispersion {
  return {
    squares: new Float64Array(series),
    weeks: new Float64Array(series),
    worth: new Float64Array(series),
    means: new Float64Array(series),
    constant: PRIOR_EXCESS,
    slope: 0,
    prior: 8,
  };
}

/** Overdispersion (variance / mean, at least 1) of series `i`: its own estimate and the pooled law, by their weights. */
export function phiOf(pool: Dispersion, i: number, mean: number): number {
  const law = 1 + pool.constant + pool.slope * mean;
  const worth = pool.worth[i]!;
  const own = pool.weeks[i]! > 0 ? pool.squares[i]! / pool.weeks[i]! : law;
  return Math.max(1, (pool.prior * law + worth * own) / (pool.prior + worth));
}

/** Degrees of freedom behind `phiOf`. */
export function phiWeight(pool: Dispersion, i: number): number {
  return pool.prior + pool.worth[i]!;
}

/** Takes one week's squared error in units of `spread` (the variance at phi = 1); `weight` = 1 − P(surge). */
export function observeError(
  pool: Dispersion,
  i: number,
  y: number,
  mean: number,
  spread: number,
  phi: number,
  weight: number,
): void {
  const kurtosis = (6 * (phi - 1)) / mean + 1 / (phi * mean);
  pool.squares[i] = pool.squares[i]! * MEMORY + (weight * (y - mean) ** 2) / spread;
  pool.weeks[i] = pool.weeks[i]! * MEMORY + weight;
  pool.worth[i] = pool.worth[i]! * MEMORY + (weight * 2) / (2 + kurtosis);
  pool.means[i] = pool.means[i]! * 0.9 + mean * 0.1;
}

/**
 * Fits the pooled law by weighted least squares over the series, then the prior's weight from how much the series differ
 * beyond sampling (moments, after Smyth 2004's moderated variances).
 */
export function poolDispersion(pool: Dispersion): void {
  const n = pool.weeks.length;
  let [sw, sx, sy, sxx, sxy] = [PRIOR_SERIES, 0, PRIOR_SERIES * PRIOR_EXCESS, 0, 0];
  for (let i = 0; i < n; i++) {
    if (pool.worth[i]! < 1) continue;
    const x = pool.means[i]!;
    const law = 1 + pool.constant + pool.slope * x;
    const w = 1 / (law * law * (2 / pool.worth[i]! + 2 / pool.prior));
    const y = pool.squares[i]! / pool.weeks[i]! - 1;
    sw += w;
    sx += w * x;
    sy += w * y;
    sxx += w * x * x;
    sxy += w * x * y;
  }
  const spread = sw * sxx - sx * sx;
  const slope = spread > 1e-9 ? Math.max(0, (sw * sxy - sx * sy) / spread) : 0;
  pool.slope = slope;
  pool.constant = Math.max(0, (sy - slope * sx) / sw);
  pool.prior = priorWeight(pool);
}

function priorWeight(pool: Dispersion): number {
  let weight = PRIOR_SERIES;
  let between = PRIOR_SERIES * 0.25;
  for (let i = 0; i < pool.weeks.length; i++) {
    const worth = pool.worth[i]!;
    if (worth < 3) continue;
    const law = 1 + pool.constant + pool.slope * pool.means[i]!;
    const relative = pool.squares[i]! / pool.weeks[i]! / law - 1;
    const w = worth / (worth + 10);
    weight += w;
    between += w * (Math.min(relative * relative, 4) - 2 / worth);
  }
  const variance = between / weight;
  return Math.max(FEWEST, Math.min(MOST, variance > 0 ? 2 / variance : MOST));
}
