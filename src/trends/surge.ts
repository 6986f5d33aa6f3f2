/** The carried state: is a surge on, how large, how old? A filter over hidden surge states, one small vector a series. */
import { logPmf } from './distributions.ts';

/** Factor between neighbouring surge sizes; three steps are the fall from the second to the third week of a surge. */
const STEP = 1.83;
const SHIFT_LATE = 3;
const SHIFT_LAST = 6;
/** Share of a surge's cases in each of its first two weeks. */
const HEAD = 0.4585;
const LOWEST = 1;
/** Prior weights of the sizes 1, 1.83, 3.35, … standard deviations (cases of the whole surge). */
const SIZE_WEIGHTS = [0.06, 0.13, 0.23, 0.32, 0.19, 0.05, 0.02];
export const SIZES = SIZE_WEIGHTS.length;
const AGES = 4;
/** Emission levels: the added mean of size j in an early week is level j + SHIFT_LAST. */
const LEVELS = SIZES + SHIFT_LAST;
/** Numbers kept for one series: P(no surge), then age-major size probabilities. */
export const SURGE_STATE = 1 + AGES * SIZES;

/** Scratch for one week's update, and its answer. */
export interface SurgeStep {
  readonly added: Float64Array;
  readonly likelihood: Float64Array;
  /** Likelihood and not a single surge case. */
  readonly silent: Float64Array;
  /** P(at least one of this week's cases belongs to a surge | all weeks so far). */
  active: number;
  /** P(the series is in no surge state | all weeks so far). */
  quiet: number;
  /** P(a surge began this week | all weeks so far). */
  onset: number;
}

export function makeSurgeStep(): SurgeStep {
  return {
    added: Float64Array.from({ length: LEVELS }, (_, level) => HEAD * LOWEST * STEP ** (level - SHIFT_LAST)),
    likelihood: new Float64Array(LEVELS),
    silent: new Float64Array(LEVELS),
    active: 0,
    quiet: 1,
    onset: 0,
  };
}

function levelOf(age: number, size: number): number {
  if (age < 2) return size + SHIFT_LAST;
  return age === 2 ? size + SHIFT_LAST - SHIFT_LATE : size;
}

/**
 * One week of a hidden semi-Markov filter with Poisson–negative-binomial emissions.
 *
 * States are "no surge" and (age 0 … 3 weeks, total size); a surge begins with probability `hazard` a week, in any
 * state, and runs through its ages with the weekly shares of a lognormal(0, ½) delay: .46, .46, .075, .012. Two-state
 * hidden Markov models for surveillance counts: Le Strat & Carrat 1999 (Statistics in Medicine 18:3463); the age
 * structure and the mixture over sizes are those of the outbreak likelihood in Held, Hofmann, Höhle & Schmid 2006
 * (Biostatistics 7:422) and of Bayesian on-line change detection (Adams & MacKay 2007).
 * @param state the series' vector in `states` at `at`, updated in place.
 * @param y count of the week; `mean`, `variance` what was predicted without a surge; `unit` one standard deviation.
 */
export function stepSurge(
  step: SurgeStep,
  states: Float64Array,
  at: number,
  hazard: number,
  y: number,
  mean: number,
  variance: number,
  unit: number,
): void {
  const base = logPmf(y, mean, variance);
  for (let level = 0; level < LEVELS; level++) {
    const added = step.added[level]! * unit;
    const ratio = Math.exp(Math.min(600, logPmf(y, mean + added, variance + added) - base));
    step.likelihood[level] = ratio;
    step.silent[level] = Math.min(ratio, Math.exp(-added));
  }
  const last = at + 1 + (AGES - 1) * SIZES;
  let none = states[at]!;
  for (let size = 0; size < SIZES; size++) none += states[last + size]!;
  let active = 0;
  let total = (none = none * (1 - hazard));
  for (let age = AGES - 1; age > 0; age--) {
    for (let size = 0; size < SIZES; size++) {
      const level = levelOf(age, size);
      const prior = states[at + 1 + (age - 1) * SIZES + size]! * (1 - hazard);
      const joint = prior * step.likelihood[level]!;
      states[at + 1 + age * SIZES + size] = joint;
      total += joint;
      active += prior * (step.likelihood[level]! - step.silent[level]!);
    }
  }
  let onset = 0;
  for (let size = 0; size < SIZES; size++) {
    const level = levelOf(0, size);
    const prior = hazard * SIZE_WEIGHTS[size]!;
    const joint = prior * step.likelihood[level]!;
    states[at + 1 + size] = joint;
    onset += joint;
    active += prior * (step.likelihood[level]! - step.silent[level]!);
  }
  total += onset;
  states[at] = none;
  const scale = 1 / total;
  for (let i = 0; i < SURGE_STATE; i++) states[at + i]! *= scale;
  step.active = active * scale;
  step.quiet = states[at]!;
  step.onset = onset * scale;
}
