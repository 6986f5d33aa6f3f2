import { stancePenalty } from './stance.ts';

/** What the combiner knows of one topic of one text. */
export const STACK_WIDTH = 13;

/**
 * Writes the combiner's inputs for one topic: a constant, the learned margin and how it stands against the best other
 * topic and against "no complaint", the rules' log-odds likewise, and the stances that speak against a complaint.
 */
export function stackInputs(
  margin: number,
  bestOther: number,
  none: number,
  rule: number,
  bestOtherRule: number,
  stances: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const m = Math.max(-2.5, Math.min(2.5, margin));
  const lead = Math.max(-2, Math.min(2, margin - bestOther));
  out[at] = 1;
  out[at + 1] = m;
  out[at + 2] = lead;
  out[at + 3] = Math.max(-2, Math.min(2, none));
  out[at + 4] = rule;
  out[at + 5] = rule > 0 ? 1 : 0;
  out[at + 6] = Math.max(-4, Math.min(4, rule - bestOtherRule));
  out[at + 7] = rule * Math.max(0, m + 1);
  out[at + 8] = m * Math.abs(m);
  out[at + 9] = stancePenalty(stances);
  out[at + 10] = stances[0] as number;
  out[at + 11] = stances[1] as number;
  out[at + 12] = stances[3] as number;
}

/** Largest and second-largest of the first n values, to know the best *other* value of each. */
export function twoLargest(values: Float64Array, n: number): [first: number, second: number] {
  let first = -Infinity;
  let second = -Infinity;
  for (let i = 0; i < n; i++) {
    const value = values[i] as number;
    if (value > first) {
      second = first;
      first = value;
    } else if (value > second) second = value;
  }
  return [first, second];
}
