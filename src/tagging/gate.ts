import type { Example } from './examples.ts';
import { fitLogistic, sigmoid } from './logistic.ts';
import { prepare, VIEWS, type Prepared } from './stack.ts';
import { STANCES } from './stance.ts';

/**
 * The gate asks of a text as a whole whether it is a complaint of the taxonomy at all, before any topic is given. One
 * topic's probability cannot tell: a thank-you that repeats what is mended is as near to its topic as the complaint was,
 * but further from every other, and nearer to what people write who want nothing.
 */
const KNOWN = 10;
/** What the gate knows of one text. */
export const GATE_WIDTH = KNOWN + STANCES.length;

/** What the gate knows of a text beside its margins: the topics' probabilities and the length in folded characters. */
export interface Gated {
  readonly prepared: Prepared;
  readonly probabilities: Float64Array;
  readonly length: number;
}

const within = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

/** Writes the gate's inputs: a constant, the two largest probabilities, both views' best topic and "no complaint", the best rule, the length, the stances. */
export function writeGateInputs({ prepared, probabilities, length }: Gated, out: Float64Array, at: number): void {
  const { margins, classes, best, bestRule, stances } = prepared;
  let [first, second] = [0, 0];
  for (const p of probabilities) {
    if (p > first) {
      second = first;
      first = p;
    } else if (p > second) second = p;
  }
  out[at] = 1;
  out[at + 1] = first;
  out[at + 2] = second;
  out[at + 3] = first * first;
  for (let view = 0; view < VIEWS; view++) {
    out[at + 4 + view * 2] = within(best[view]?.first ?? 0, 2.5);
    out[at + 5 + view * 2] = within(margins[view * classes + classes - 1] as number, 2.5);
  }
  out[at + 8] = bestRule.first;
  out[at + 9] = Math.log(Math.max(8, Math.min(500, length)));
  out.set(stances, at + KNOWN);
}

/** Probability that a text is a complaint, by the gate's weights. */
export function gateProbability(inputs: Float64Array, weights: Float64Array, at = 0): number {
  let score = 0;
  for (let k = 0; k < GATE_WIDTH; k++) score += (inputs[at + k] as number) * (weights[k] as number);
  return sigmoid(score);
}

/** The gate's inputs of all examples, from margins and probabilities that were found without having learned them. */
export function gateInputs(
  examples: readonly Example[],
  all: Float64Array,
  p: Float64Array,
  topics: number,
): Float64Array {
  const x = new Float64Array(examples.length * GATE_WIDTH);
  const width = VIEWS * (topics + 1);
  for (const [i, { rules, stances, length }] of examples.entries()) {
    const prepared = prepare(all.subarray(i * width, (i + 1) * width), topics + 1, rules, stances);
    writeGateInputs({ prepared, probabilities: p.subarray(i * topics, (i + 1) * topics), length }, x, i * GATE_WIDTH);
  }
  return x;
}

/** Fits the gate: a logistic regression on whether a text has any topic. */
export function fitGate(x: Float64Array, examples: readonly Pick<Example, 'labels'>[]): Float64Array {
  return fitLogistic(
    x,
    Uint8Array.from(examples, ({ labels }) => (labels.length > 0 ? 1 : 0)),
    GATE_WIDTH,
    { ridge: 1 },
  );
}

/** Probability of each example to be a complaint, by a gate fitted on the other half of the folds. */
export function crossGate(x: Float64Array, examples: readonly Example[], fold: Int32Array): Float64Array {
  const found = new Float64Array(examples.length);
  for (const half of [0, 1]) {
    const others = examples.flatMap((_, i) => ((fold[i] as number) % 2 === half ? [] : [i]));
    const own = new Float64Array(others.length * GATE_WIDTH);
    for (const [k, i] of others.entries()) own.set(x.subarray(i * GATE_WIDTH, (i + 1) * GATE_WIDTH), k * GATE_WIDTH);
    const weights = fitGate(
      own,
      others.map((i) => examples[i] as Example),
    );
    for (let i = 0; i < examples.length; i++)
      if ((fold[i] as number) % 2 === half) found[i] = gateProbability(x, weights, i * GATE_WIDTH);
  }
  return found;
}
