/** Seeded random numbers and weekly counts with planted outbreaks; test code only. */

/** Uniform numbers in [0, 1) from a 32-bit seed (mulberry32). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Gamma with shape > 0 and mean shape (Marsaglia & Tsang 2000). */
export function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function poisson(random: Random, mean: number): number {
  if (mean > 60) {
    const m = Math.floor(mean * 0.875);
    const g = gamma(random, m);
    return g > mean ? binomial(random, m - 1, mean / g) : m + poisson(random, mean - g);
  }
  let k = 0;
  for (let p = 1 - random(); p > Math.exp(-mean); p *= 1 - random()) k++;
  return k;
}

function binomial(random: Random, n: number, p: number): number {
  let k = 0;
  for (let i = 0; i < n; i++) if (random() < p) k++;
  return k;
}

/** Negative binomial with mean and variance = phi × mean; Poisson for phi = 1. */
export function negativeBinomial(random: Random, mean: number, phi: number): number {
  if (phi <= 1) return poisson(random, mean);
  const size = mean / (phi - 1);
  return poisson(random, (gamma(random, size) * mean) / size);
}

export interface Scenario {
  readonly theta: number;
  readonly beta: number;
  readonly gamma1: number;
  readonly gamma2: number;
  readonly phi: number;
  readonly harmonics: number;
}

const BASES = [
  [0.1, 0.0025, 0.6, 0.6, 1.5],
  [-2, 0.005, 0.1, 0.3, 2],
  [1.5, 0.003, 0.2, -0.4, 1],
  [0.5, 0.002, 0.5, 0.5, 5],
  [2.5, 0.001, 1, 0.1, 3],
  [3.75, 0.001, 0.1, -0.1, 1.1],
  [5, 0.0001, 0.05, 0.01, 1.2],
] as const;

/** The 42 scenarios of Noufaily et al. 2013, table I: seven baselines × trend or none × 0, 1, 2 harmonics. */
export const SCENARIOS: readonly Scenario[] = BASES.flatMap(([theta, beta, gamma1, gamma2, phi]) =>
  [0, beta].flatMap((trend) => [0, 1, 2].map((harmonics) => ({ theta, beta: trend, gamma1, gamma2, phi, harmonics }))),
);

export function scenarioMean(s: Scenario, week: number): number {
  let eta = s.theta + s.beta * week;
  for (let j = 1; j <= s.harmonics; j++) {
    const angle = (2 * Math.PI * j * week) / 52;
    eta += s.gamma1 * Math.cos(angle) + s.gamma2 * Math.sin(angle);
  }
  return Math.exp(eta);
}

export interface Simulated {
  readonly scenario: Scenario;
  readonly counts: Float64Array;
  readonly mean: Float64Array;
  /** Outbreak cases among the counts; a week is a surge when this is at least 1. */
  readonly cases: Float64Array;
  /** First surge week of the outbreak inside the judged weeks; −1 when there is none. */
  readonly onset: number;
}

export interface Plan {
  readonly weeks: number;
  readonly judged: number;
  /** Probability of an outbreak before the judged weeks, and how many there are then. */
  readonly past: number;
  readonly pastOutbreaks: number;
  readonly from: number;
}

/** 40 weeks, the last 14 judged; half the series with one past outbreak. */
export const SHORT: Plan = { weeks: 40, judged: 14, past: 0.5, pastOutbreaks: 1, from: 4 };
/** 624 weeks, the last 49 judged; half the series with four past outbreaks. */
export const LONG: Plan = { weeks: 624, judged: 49, past: 0.5, pastOutbreaks: 4, from: 313 };

/** Lognormal(0, 0.5) delay in whole weeks after the start. */
function delay(random: Random): number {
  return Math.floor(Math.exp(0.5 * normal(random)));
}

function outbreak(random: Random, cases: Float64Array, start: number, size: number): void {
  for (let i = 0; i < size; i++) {
    const week = start + delay(random);
    if (week < cases.length) cases[week]!++;
  }
}

/** One series: baseline counts, past outbreaks (k of 2, 3, 5, 10), one outbreak among the judged weeks (k of 1 … 10). */
export function simulate(random: Random, scenario: Scenario, plan: Plan): Simulated {
  const { weeks, judged } = plan;
  const mean = Float64Array.from({ length: weeks }, (_, week) => scenarioMean(scenario, week + 1));
  const counts = mean.map((m) => negativeBinomial(random, m, scenario.phi));
  const cases = new Float64Array(weeks);
  const sd = (week: number): number => Math.sqrt(scenario.phi * mean[week]!);
  const first = weeks - judged;
  if (random() < plan.past)
    for (let i = 0; i < plan.pastOutbreaks; i++) {
      const start = plan.from + Math.floor(random() * (first - plan.from));
      outbreak(random, cases, start, poisson(random, [2, 3, 5, 10][Math.floor(random() * 4)]! * sd(start)));
    }
  const start = first + Math.floor(random() * judged);
  outbreak(random, cases, start, poisson(random, (1 + Math.floor(random() * 10)) * sd(start)));
  const onset = cases.findIndex((c, week) => week >= start && c > 0);
  return { scenario, counts: counts.map((c, week) => c + cases[week]!), mean, cases, onset };
}
