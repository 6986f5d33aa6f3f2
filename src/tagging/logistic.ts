/** Solves the symmetric positive definite system a·x = b in place by Cholesky decomposition; a is n × n, row-major. */
export function solveCholesky(a: Float64Array, b: Float64Array, n: number): Float64Array {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (a[i * n + k] as number) * (a[j * n + k] as number);
      a[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (a[j * n + j] as number);
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (a[i * n + k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (a[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] as number) - (a[k * n + i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (a[i * n + i] as number);
  }
  return x;
}

/** The logistic function. */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Logistic regression with an L2 penalty by Newton's method (iteratively reweighted least squares).
 * `x` holds rows of `width` values, the first of which should be 1; `y` is 0 or 1; `weight` counts rows more or less.
 */
export function fitLogistic(
  x: Float64Array,
  y: Uint8Array,
  width: number,
  { ridge = 1, iterations = 12, weight }: { ridge?: number; iterations?: number; weight?: Float64Array } = {},
): Float64Array {
  let beta: Float64Array = new Float64Array(width);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const hessian = new Float64Array(width * width);
    const gradient = new Float64Array(width);
    for (let row = 0; row < y.length; row++) {
      const base = row * width;
      let score = 0;
      for (let k = 0; k < width; k++) score += (x[base + k] as number) * (beta[k] as number);
      const p = sigmoid(score);
      const share = weight?.[row] ?? 1;
      const residual = ((y[row] as number) - p) * share;
      const curve = Math.max(p * (1 - p), 1e-6) * share;
      for (let i = 0; i < width; i++) {
        const xi = x[base + i] as number;
        gradient[i] = (gradient[i] as number) + residual * xi;
        if (xi === 0) continue;
        for (let j = 0; j <= i; j++)
          hessian[i * width + j] = (hessian[i * width + j] as number) + curve * xi * (x[base + j] as number);
      }
    }
    for (let i = 0; i < width; i++) {
      const penalty = i === 0 ? 1e-6 : ridge;
      gradient[i] = (gradient[i] as number) - penalty * (beta[i] as number);
      hessian[i * width + i] = (hessian[i * width + i] as number) + penalty;
      for (let j = i + 1; j < width; j++) hessian[i * width + j] = hessian[j * width + i] as number;
    }
    const step = solveCholesky(hessian, gradient, width);
    beta = beta.map((value, i) => value + (step[i] as number));
    if (Math.max(...step.map((value) => Math.abs(value))) < 1e-7) break;
  }
  return beta;
}
