import type { Example } from './examples.ts';
import { calibrated, fitIsotonic, type Isotonic } from './isotonic.ts';
import { fitLogistic, sigmoid } from './logistic.ts';
import { prepare, STACK_WIDTH, VIEWS, writeInputs } from './stack.ts';

/** Turns margins, rules and stances into a calibrated probability: a logistic regression, then an isotonic curve. */
export interface Combiner {
  readonly stack: Float64Array;
  readonly isotonic: Isotonic;
}

type Known = Pick<Example, 'rules' | 'stances'>;

/** The combiner's inputs for all topics of all examples. */
function inputsOf(examples: readonly Known[], all: Float64Array, topics: number): Float64Array {
  const x = new Float64Array(examples.length * topics * STACK_WIDTH);
  const width = VIEWS * (topics + 1);
  for (const [i, { rules, stances }] of examples.entries()) {
    const prepared = prepare(all.subarray(i * width, (i + 1) * width), topics + 1, rules, stances);
    for (let t = 0; t < topics; t++) writeInputs(prepared, t, t, x, (i * topics + t) * STACK_WIDTH);
  }
  return x;
}

function raw(x: Float64Array, stack: Float64Array): Float64Array {
  const p = new Float64Array(x.length / STACK_WIDTH);
  for (let row = 0; row < p.length; row++) {
    let score = 0;
    for (let k = 0; k < STACK_WIDTH; k++) score += (x[row * STACK_WIDTH + k] as number) * (stack[k] as number);
    p[row] = sigmoid(score);
  }
  return p;
}

/** Fits a combiner on margins of texts that the learner had not seen. */
export function fitCombiner(examples: readonly Example[], all: Float64Array, topics: number): Combiner {
  const y = new Uint8Array(examples.length * topics);
  for (const [i, example] of examples.entries()) for (const label of example.labels) y[i * topics + label] = 1;
  const x = inputsOf(examples, all, topics);
  const stack = fitLogistic(x, y, STACK_WIDTH, { ridge: 1 });
  return { stack, isotonic: fitIsotonic(raw(x, stack), y) };
}

/** Probabilities of all topics of all examples: n × topics, row-major. */
export function probabilities(
  examples: readonly Known[],
  all: Float64Array,
  topics: number,
  { stack, isotonic }: Combiner,
): Float64Array {
  return raw(inputsOf(examples, all, topics), stack).map((value) => calibrated(isotonic, value));
}

/** Probabilities of examples by combiners fitted on the other half of the folds, so that calibration can be judged. */
export function crossProbabilities(
  examples: readonly Example[],
  all: Float64Array,
  topics: number,
  fold: Int32Array,
): Float64Array {
  const p = new Float64Array(examples.length * topics);
  const width = VIEWS * (topics + 1);
  for (const half of [0, 1]) {
    const inHalf = (own: boolean): number[] =>
      examples.flatMap((_, i) => (((fold[i] as number) % 2 === half) === own ? [i] : []));
    const take = (rows: readonly number[]): [Example[], Float64Array] => {
      const own = new Float64Array(rows.length * width);
      for (const [k, i] of rows.entries()) own.set(all.subarray(i * width, (i + 1) * width), k * width);
      return [rows.map((i) => examples[i] as Example), own];
    };
    const [fitOn, fitMargins] = take(inHalf(false));
    const judged = inHalf(true);
    const [judgeOn, judgeMargins] = take(judged);
    const found = probabilities(judgeOn, judgeMargins, topics, fitCombiner(fitOn, fitMargins, topics));
    for (const [k, i] of judged.entries()) p.set(found.subarray(k * topics, (k + 1) * topics), i * topics);
  }
  return p;
}
