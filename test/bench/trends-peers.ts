/** Statistics of public-health surveillance, written as peers to measure against. */
import { normalQuantile } from '../../src/trends/distributions.ts';

function meanSd(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
  return { mean, sd };
}

/** (y − mean) / sd of the seven weeks that end `lag` weeks before `week` (Hutwagner et al. 2003). */
function earsScore(counts: ArrayLike<number>, week: number, lag: number): number {
  const { mean, sd } = meanSd(Array.from({ length: 7 }, (_, k) => counts[week - lag - 7 + k]!));
  return (counts[week]! - mean) / (sd > 0 ? sd : 1e-9);
}

/** Score and upper limit of EARS C1: seven weeks just before, limit mean + z(1 − α) · sd (α = 0.001, as R's surveillance). */
export function earsC1(counts: ArrayLike<number>, week: number): { score: number; alarm: boolean } {
  const score = earsScore(counts, week, 0);
  return { score, alarm: score > normalQuantile(0.999) };
}

/** EARS C2: as C1 with a guard band of two weeks. */
export function earsC2(counts: ArrayLike<number>, week: number): { score: number; alarm: boolean } {
  const score = earsScore(counts, week, 2);
  return { score, alarm: score > normalQuantile(0.999) };
}

/** EARS C3: Σ over this and the two weeks before of max(0, C2 − 1), alarm above z(1 − 0.025). */
export function earsC3(counts: ArrayLike<number>, week: number): { score: number; alarm: boolean } {
  let score = 0;
  for (let k = 0; k < 3; k++) score += Math.max(0, earsScore(counts, week - k, 2) - 1);
  return { score, alarm: score > normalQuantile(0.975) };
}

const YEARS = 5;
const HALF = 3;
const PERIOD = 52;
const PAST = 26;

/** Weeks and seasonal level (0 = the reference windows) of Farrington flexible's data for `week`: ten levels over five years. */
function farringtonRows(week: number): { at: number; level: number }[] {
  const rows: { at: number; level: number }[] = [];
  for (let at = Math.max(0, week - YEARS * PERIOD - HALF); at < week - PAST; at++) {
    const back = (week - at) % PERIOD;
    const near = Math.min(back, PERIOD - back);
    const level = near <= HALF ? 0 : 1 + Math.min(8, Math.floor(((back - HALF - 1) * 9) / (PERIOD - 2 * HALF - 1)));
    rows.push({ at, level });
  }
  return rows;
}

function solve(a: number[][], b: number[]): number[] {
  const n = b.length;
  const m = a.map((row, i) => [...row, b[i]!]);
  for (let c = 0; c < n; c++) {
    for (let r = c + 1; r < n; r++) {
      const f = m[r]![c]! / m[c]![c]!;
      for (let k = c; k <= n; k++) m[r]![k]! -= f * m[c]![k]!;
    }
  }
  const x = Array.from({ length: n }, () => 0);
  for (let r = n - 1; r >= 0; r--) {
    let s = m[r]![n]!;
    for (let k = r + 1; k < n; k++) s -= m[r]![k]! * x[k]!;
    x[r] = s / m[r]![r]!;
  }
  return x;
}

interface QuasiFit {
  readonly beta: number[];
  readonly information: number[][];
  readonly phi: number;
  readonly means: number[];
  readonly leverages: number[];
}

/** Quasi-Poisson regression with log link by iteratively reweighted least squares; φ by Pearson, at least 1. */
export function quasiPoisson(x: readonly number[][], y: readonly number[], weights: readonly number[]): QuasiFit {
  const n = x[0]!.length;
  let means = y.map((v) => v + 0.5);
  let beta: number[] = [];
  let information: number[][] = [];
  for (let step = 0; step < 15; step++) {
    information = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1e-8 : 0)));
    const right = Array.from({ length: n }, () => 0);
    x.forEach((row, r) => {
      const w = weights[r]! * means[r]!;
      const z = Math.log(means[r]!) + (y[r]! - means[r]!) / means[r]!;
      for (let i = 0; i < n; i++) {
        right[i]! += w * row[i]! * z;
        for (let j = 0; j < n; j++) information[i]![j]! += w * row[i]! * row[j]!;
      }
    });
    beta = solve(information, right);
    means = x.map((row) =>
      Math.exp(
        Math.max(
          -15,
          Math.min(
            15,
            row.reduce((sum, v, i) => sum + v * beta[i]!, 0),
          ),
        ),
      ),
    );
  }
  const pearson = y.reduce((sum, v, r) => sum + (weights[r]! * (v - means[r]!) ** 2) / means[r]!, 0);
  const leverages = x.map((row, r) => weights[r]! * means[r]! * dot(row, solve(information, row)));
  return { beta, information, phi: Math.max(1, pearson / (y.length - n)), means, leverages };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, v, i) => sum + v * b[i]!, 0);
}

/** Anscombe residuals of a Poisson count, standardised: 1.5 (y^⅔ − μ^⅔) / (μ^⅙ √(φ (1 − h))). */
export function anscombe(y: number, mean: number, phi: number, leverage: number): number {
  return (1.5 * (y ** (2 / 3) - mean ** (2 / 3))) / (mean ** (1 / 6) * Math.sqrt(phi * Math.max(1e-6, 1 - leverage)));
}

/**
 * Farrington flexible (Noufaily et al. 2013): quasi-Poisson with trend and a ten-level factor over five years, the last 26
 * weeks left out, weeks with Anscombe residual above 2.58 weighted by its −2nd power, ⅔-power prediction limit
 * μ (1 + ⅔ z √(τ) / μ)^{3/2} at α = 0.005; no alarm below five cases in the last four weeks.
 */
export function farrington(counts: ArrayLike<number>, week: number, alpha = 0.005): { limit: number; alarm: boolean } {
  const rows = farringtonRows(week);
  const x = rows.map(({ at, level }) => [
    1,
    (at - week) / PERIOD,
    ...Array.from({ length: 9 }, (_, k) => (level === k + 1 ? 1 : 0)),
  ]);
  const y = rows.map(({ at }) => counts[at]!);
  const first = quasiPoisson(
    x,
    y,
    y.map(() => 1),
  );
  const raw = y
    .map((v, r) => anscombe(v, first.means[r]!, first.phi, first.leverages[r]!))
    .map((s) => (s > 2.58 ? s ** -2 : 1));
  const scale = raw.length / raw.reduce((sum, w) => sum + w, 0);
  const fit = quasiPoisson(
    x,
    y,
    raw.map((w) => w * scale),
  );
  const row = x[0]!.map((_, i) => (i === 0 ? 1 : 0));
  const mean = Math.exp(Math.min(15, dot(row, fit.beta)));
  const eta = fit.phi * dot(row, solve(fit.information, row));
  const tau = fit.phi * mean + mean * mean * eta;
  const limit = mean * (1 + ((2 / 3) * normalQuantile(1 - alpha) * Math.sqrt(tau)) / mean) ** 1.5;
  let recent = 0;
  for (let k = 0; k < 4; k++) recent += counts[week - k]!;
  return { limit, alarm: recent >= 5 && counts[week]! > limit };
}

/** "+50 % on last week", at least five tickets. */
export function plusHalf(counts: ArrayLike<number>, week: number): boolean {
  return counts[week]! >= 5 && counts[week]! > 1.5 * counts[week - 1]!;
}
