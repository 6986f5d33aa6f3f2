import type { Example } from './examples.ts';
import { margins, trainLinear, type LinearModel } from './linear.ts';
import { buildVocabulary, type RawFeatures, type Vocabulary } from './vocabulary.ts';

/** Settings of training; the defaults are what cross-validation chose. */
export interface LearnOptions {
  /** Weights of the feature families word, character, concept, pair. */
  readonly familyWeights: readonly number[];
  /** A feature is kept when it occurs in so many texts. */
  readonly leastTexts: number;
  readonly cost: number;
  readonly positiveCost: number;
  readonly epochs: number;
  readonly seed: number;
}

/** Chosen by cross-validation over rows and by language. */
export const LEARN_DEFAULTS: LearnOptions = {
  familyWeights: [0.7, 0.8, 1, 0.8],
  leastTexts: 2,
  cost: 0.5,
  positiveCost: 3,
  epochs: 20,
  seed: 20260101,
};

/** The learned part: known features and the weights of each topic; the last class is "no complaint". */
export interface Learned {
  readonly vocabulary: Vocabulary;
  readonly linear: LinearModel;
}

/** Labels of an example as classes; no topic is the class after the last topic. */
export function classesOf(example: Pick<Example, 'labels'>, topics: number): readonly number[] {
  return example.labels.length === 0 ? [topics] : example.labels;
}

/** Learns vocabulary and weights from examples. */
export function learn(examples: readonly Example[], topics: number, options: LearnOptions): Learned {
  const features = examples.map((example) => example.features);
  const vocabulary = buildVocabulary(features, options.leastTexts, options.familyWeights);
  const labels = examples.map((example) => classesOf(example, topics));
  const rowWeight = Float32Array.from(examples, (example) => example.weight);
  return { vocabulary, linear: trainLinear(vocabulary.rows(features), labels, topics + 1, { ...options, rowWeight }) };
}

/** Margins of texts that took no part in learning: n × (topics + 1), row-major. */
export function marginsOf({ vocabulary, linear }: Learned, texts: readonly RawFeatures[]): Float64Array {
  const rows = vocabulary.rows(texts);
  const all = new Float64Array(texts.length * linear.classes);
  for (let i = 0; i < texts.length; i++)
    margins(linear, rows, i, all.subarray(i * linear.classes, (i + 1) * linear.classes));
  return all;
}

/** An example that is learned from but not judged, with the index of the judged example it was made from; −1: none. */
export interface Derived {
  readonly example: Example;
  readonly source: number;
}

/**
 * Margins of every example from models that did not see its fold, nor anything derived from it; `fold[i]` is the fold
 * of example i.
 */
export function crossMargins(
  derived: readonly Derived[],
  examples: readonly Example[],
  fold: Int32Array,
  topics: number,
  options: LearnOptions,
  onFold: (done: number, of: number) => void = () => {},
): Float64Array {
  const all = new Float64Array(examples.length * (topics + 1));
  const folds = [...new Set(fold)].sort((a, b) => a - b);
  for (const [done, held] of folds.entries()) {
    const seen = [
      ...examples.filter((_, i) => fold[i] !== held),
      ...derived.flatMap(({ example, source }) => (source >= 0 && fold[source] === held ? [] : [example])),
    ];
    const unseen = examples.flatMap((_, i) => (fold[i] === held ? [i] : []));
    const found = marginsOf(
      learn(seen, topics, options),
      unseen.map((i) => (examples[i] as Example).features),
    );
    for (const [k, i] of unseen.entries())
      all.set(found.subarray(k * (topics + 1), (k + 1) * (topics + 1)), i * (topics + 1));
    onFold(done + 1, folds.length);
  }
  return all;
}
