import { stancePenalty } from './stance.ts';

/** The learned part sees a text in two views: its n-grams, and its concepts. */
export const VIEWS = 2;
/** What the combiner knows of one topic of one text. */
export const STACK_WIDTH = 19;

/** The two largest values of a list, to know the best *other* value of each entry. */
interface Largest {
  first: number;
  second: number;
}

/** Margins, rules and stances of one text, made ready for the combiner. */
export interface Prepared {
  /** VIEWS × classes; the last class of each view is "no complaint". */
  readonly margins: Float64Array;
  readonly classes: number;
  readonly rules: Float64Array;
  readonly stances: Float64Array;
  readonly best: readonly Largest[];
  readonly bestRule: Largest;
}

function twoLargest(values: Float64Array, from: number, n: number): Largest {
  let first = -Infinity;
  let second = -Infinity;
  for (let i = from; i < from + n; i++) {
    const value = values[i] as number;
    if (value > first) {
      second = first;
      first = value;
    } else if (value > second) second = value;
  }
  return { first, second };
}

const within = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));
const other = (value: number, { first, second }: Largest): number => (value === first ? second : first);

/** Prepares the combiner's inputs of one text. */
export function prepare(margins: Float64Array, classes: number, rules: Float64Array, stances: Float64Array): Prepared {
  const best = [twoLargest(margins, 0, classes - 1), twoLargest(margins, classes, classes - 1)];
  return { margins, classes, rules, stances, best, bestRule: twoLargest(rules, 0, rules.length) };
}

/**
 * Writes the combiner's inputs for one topic, given as its class and its place among the rules: a constant; for each
 * view the margin, how it stands against the best other topic, and the margin of "no complaint"; the rules' log-odds
 * likewise; products, because evidence of different kinds agrees or not; the stances that speak against a complaint.
 */
export function writeInputs(prepared: Prepared, own: number, topic: number, out: Float64Array, at: number): void {
  const { margins, classes, rules, stances, best, bestRule } = prepared;
  out[at] = 1;
  for (let view = 0; view < VIEWS; view++) {
    const margin = margins[view * classes + own] as number;
    const base = at + 1 + view * 4;
    const m = within(margin, 2.5);
    out[base] = m;
    out[base + 1] = within(margin - other(margin, best[view] as Largest), 2);
    out[base + 2] = m * Math.abs(m);
    out[base + 3] = within(margins[view * classes + classes - 1] as number, 2);
  }
  const rule = rules[topic] as number;
  const [ngram, concept] = [out[at + 1] as number, out[at + 5] as number];
  out[at + 9] = rule;
  out[at + 10] = rule > 0 ? 1 : 0;
  out[at + 11] = within(rule - other(rule, bestRule), 4);
  out[at + 12] = rule * Math.max(0, ngram + 1);
  out[at + 13] = rule * Math.max(0, concept + 1);
  out[at + 14] = Math.max(0, ngram + 1) * Math.max(0, concept + 1);
  out[at + 15] = stancePenalty(stances);
  out[at + 16] = stances[0] as number;
  out[at + 17] = stances[1] as number;
  out[at + 18] = stances[3] as number;
}

/**
 * The combiner before any labelled ticket is there: n-grams learned from composed texts, rules and stances in log-odds.
 */
export const UNTRAINED_STACK: Float64Array = Float64Array.from({ length: STACK_WIDTH }, (_, i) =>
  i === 0 ? -1.2 : i === 1 ? 3.3 : i === 9 ? 1.1 : i === 15 ? 0.8 : 0,
);
