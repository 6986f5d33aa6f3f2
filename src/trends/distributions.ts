/** Special functions and count distributions, written for speed over many small evaluations. No allocation on hot paths. */

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;
const HALF_LOG_TWO_PI = 0.9189385332046727;
const TINY = 1e-300;
const FACTORIALS = 256;
const LOG_FACTORIAL = logFactorials();

function logFactorials(): Float64Array {
  const table = new Float64Array(FACTORIALS);
  for (let n = 2; n < FACTORIALS; n++) table[n] = table[n - 1]! + Math.log(n);
  return table;
}

/** ln Γ(x) for x > 0, relative error below 1e-13 (Lanczos 1964, g = 7, n = 9; Stirling's series above 20). */
export function logGamma(x: number): number {
  if (x > 20) {
    const inverse = 1 / x;
    const square = inverse * inverse;
    const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series;
  }
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const z = x - 1;
  let sum = LANCZOS[0] as number;
  for (let i = 1; i < 9; i++) sum += LANCZOS[i]! / (z + i);
  const t = z + 7.5;
  return HALF_LOG_TWO_PI + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ln n! for a whole number n ≥ 0. */
export function logFactorial(n: number): number {
  return n < FACTORIALS ? LOG_FACTORIAL[n]! : logGamma(n + 1);
}

/** Modified Lentz continued fraction of the incomplete beta function (Numerical Recipes 6.4). */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < TINY ? TINY : d);
  let h = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-12) break;
  }
  return h;
}

function nonZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

/** Regularised incomplete beta function I_x(a, b), 0 ≤ x ≤ 1, a, b > 0. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** Regularised lower incomplete gamma function P(a, x), a > 0, x ≥ 0 (series below a + 1, continued fraction above). */
export function gammaCdf(x: number, a: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-15; n++) sum += term *= x / (a + n);
    return Math.min(1, front * sum);
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 10_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return 1 - front * h;
}

/** Standard normal distribution function. */
export function normalCdf(z: number): number {
  const half = 0.5 * gammaCdf(0.5 * z * z, 0.5);
  return z < 0 ? 0.5 - half : 0.5 + half;
}

const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

function horner(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const c of coefficients) value = value * x + c;
  return value;
}

/** Standard normal quantile, 0 < p < 1, absolute error below 1e-8 (Acklam's rational approximation). */
export function normalQuantile(p: number): number {
  if (p > 0.97575) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return horner(C, q) / horner(D, q);
  }
  const q = p - 0.5;
  return (q * horner(A, q * q)) / horner(B, q * q);
}

/** Below this relative excess of variance over mean a negative binomial is taken as Poisson. */
const POISSON_LIMIT = 1e-6;
/** Below so many cases a product is quicker than two log-gammas, and below 1e6 each no overflow. */
const SHORT = 40;

/**
 * ln P(Y = y) of a count with mean `mean` > 0 and variance `variance`: Poisson when the variance does not exceed the
 * mean, else negative binomial with size r = mean² / (variance − mean).
 */
export function logPmf(y: number, mean: number, variance: number): number {
  const excess = variance - mean;
  if (excess <= POISSON_LIMIT * mean) return y * Math.log(mean) - mean - logFactorial(y);
  const size = (mean * mean) / excess;
  const odds = mean / size;
  const rising = y < SHORT && size < 1e6 ? logRising(size, y) : logGamma(size + y) - logGamma(size);
  return rising - logFactorial(y) - size * Math.log1p(odds) + y * Math.log(odds / (1 + odds));
}

/** ln of size (size + 1) … (size + y − 1). */
function logRising(size: number, y: number): number {
  let product = 1;
  for (let i = 0; i < y; i++) product *= size + i;
  return Math.log(product);
}

/** P(Y ≤ y) of the count distribution of `logPmf`; 0 for y < 0. */
export function countCdf(y: number, mean: number, variance: number): number {
  if (y < 0) return 0;
  const excess = variance - mean;
  if (excess <= POISSON_LIMIT * mean) return 1 - gammaCdf(mean, y + 1);
  const size = (mean * mean) / excess;
  return betaCdf(size / (size + mean), size, y + 1);
}

/**
 * P(Y ≥ y) without cancellation, so that p-values of 1e-12 keep their digits.
 */
export function countTail(y: number, mean: number, variance: number): number {
  if (y <= 0) return 1;
  const excess = variance - mean;
  if (excess <= POISSON_LIMIT * mean) return gammaCdf(mean, y);
  const size = (mean * mean) / excess;
  return betaCdf(mean / (size + mean), y, size);
}

/**
 * Upper mid-p value P(Y > y) + P(Y = y) / 2 (Lancaster 1961): the randomised p-value's expectation, uniform on average
 * for discrete counts where P(Y ≥ y) is too large.
 */
export function midP(y: number, mean: number, variance: number): number {
  return Math.max(0, countTail(y, mean, variance) - 0.5 * Math.exp(logPmf(y, mean, variance)));
}

/**
 * Smallest whole number whose lower mid-p, P(Y < y) + P(Y = y) / 2, is at least `p`; 0 < p < 1. Starts from the
 * normal approximation with skewness (Cornish & Fisher 1938) and walks.
 */
export function countQuantile(p: number, mean: number, variance: number): number {
  const z = normalQuantile(p);
  const sd = Math.sqrt(Math.max(variance, mean));
  const skew = (2 * Math.max(variance, mean) - mean) / (sd * mean);
  let y = Math.max(0, Math.floor(mean + sd * (z + (skew * (z * z - 1)) / 6)));
  while (y > 0 && 1 - midP(y - 1, mean, variance) >= p) y--;
  while (1 - midP(y, mean, variance) < p) y++;
  return y;
}

/** Standard deviations below which both ends of an interval are walked to from its middle. */
const WALKED = 64;

/** Both ends of an interval, rewritten by `countInterval`. */
export interface CountInterval {
  low: number;
  high: number;
}

/**
 * `countQuantile` at `p` and 1 − p together, 0 < p < 0.5, by one tail probability: from the mean on each probability follows
 * from its neighbour's, P(y + 1) / P(y) = (size + y) / (y + 1) × odds / (1 + odds).
 */
export function countInterval(p: number, mean: number, variance: number, out: CountInterval): void {
  if (variance > WALKED * WALKED) {
    out.low = countQuantile(p, mean, variance);
    out.high = countQuantile(1 - p, mean, variance);
    return;
  }
  const excess = variance - mean;
  const poisson = excess <= POISSON_LIMIT * mean;
  const size = poisson ? 0 : (mean * mean) / excess;
  const rate = poisson ? mean : mean / (size + mean);
  const middle = Math.floor(mean);
  const pmfMiddle = Math.exp(logPmf(middle, mean, variance));
  const tailMiddle = countTail(middle, mean, variance);
  const up = (y: number): number => (poisson ? rate / (y + 1) : (rate * (size + y)) / (y + 1));
  const reached = (pmf: number, tail: number, least: number): boolean => 1 - (tail - 0.5 * pmf) >= least;
  for (const upper of [false, true]) {
    const least = upper ? 1 - p : p;
    let [y, pmf, tail] = [middle, pmfMiddle, tailMiddle];
    while (y > 0) {
      const before = pmf / up(y - 1);
      if (!reached(before, tail + before, least)) break;
      y--;
      pmf = before;
      tail += before;
    }
    while (!reached(pmf, tail, least)) {
      tail -= pmf;
      pmf *= up(y++);
    }
    if (upper) out.high = y;
    else out.low = y;
  }
}

/** Quantile of Student's t with `df` > 2 degrees of freedom (Hill's expansion to order 3; error below 1e-3 for df ≥ 5). */
export function tQuantile(p: number, df: number): number {
  const z = normalQuantile(p);
  const z2 = z * z;
  const g1 = (z * (z2 + 1)) / 4;
  const g2 = (z * (5 * z2 * z2 + 16 * z2 + 3)) / 96;
  const g3 = (z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15)) / 384;
  return z + g1 / df + g2 / (df * df) + g3 / (df * df * df);
}
