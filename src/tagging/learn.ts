import type { Example } from './examples.ts';
import { margins, trainLinear, type LinearModel } from './linear.ts';
import { VIEWS } from './stack.ts';
import { buildVocabulary, type RawFeatures, type Vocabulary } from './vocabulary.ts';

/** Settings of training; the defaults are what cross-validation chose. */
export interface LearnOptions {
  /** Weights of the feature families word, character, concept, pair. */
  readonly familyWeights: readonly number[];
  /** A feature is kept when it occurs in so many texts. */
  readonly leastTexts: number;
  /** Cost of an error in the view of n-grams and in that of concepts; larger fits closer. */
  readonly costs: readonly number[];
  readonly positiveCost: number;
  readonly epochs: number;
  readonly seed: number;
}

/** Chosen by cross-validation over rows and by language. */
export const LEARN_DEFAULTS: LearnOptions = {
  familyWeights: [0.7, 0.8, 1, 0.8],
  leastTexts: 2,
  costs: [0.5, 0.3],
  positiveCost: 3,
  epochs: 20,
  seed: 20260101,
};

/** With fewer texts written by people, concepts are learned from composed ones too. */
const LEAST_WRITTEN = 300;

/** The learned part: known features and the weights of each topic; the last class is "no complaint". */
export interface Learned {
  readonly vocabulary: Vocabulary;
  /** Weights of the n-gram view and of the concept view; no feature is in both. */
  readonly views: readonly LinearModel[];
}

/** Labels of an example as classes; no topic is the class after the last topic. */
export function classesOf(example: Pick<Example, 'labels'>, topics: number): readonly number[] {
  return example.labels.length === 0 ? [topics] : example.labels;
}

/**
 * Learns vocabulary and weights from examples: n-grams from all of them, concepts from those that a person wrote (composed
 * texts would teach no more than the rules that composed them), or from all when there are few.
 */
export function learn(examples: readonly Example[], topics: number, options: LearnOptions): Learned {
  const features = examples.map((example) => example.features);
  const vocabulary = buildVocabulary(features, options.leastTexts, options.familyWeights);
  const written = examples.filter((example) => example.written);
  const view = (seen: readonly Example[], v: number): LinearModel =>
    trainLinear(
      vocabulary.rows(
        seen.map((example) => example.features),
        v,
      ),
      seen.map((example) => classesOf(example, topics)),
      topics + 1,
      { ...options, cost: options.costs[v] ?? 1, rowWeight: Float32Array.from(seen, (example) => example.weight) },
    );
  return { vocabulary, views: [view(examples, 0), view(written.length < LEAST_WRITTEN ? examples : written, 1)] };
}

/** Margins of texts that took no part in learning: n × views × (topics + 1), row-major. */
export function marginsOf({ vocabulary, views }: Learned, texts: readonly RawFeatures[]): Float64Array {
  const classes = views[0]?.classes ?? 0;
  const all = new Float64Array(texts.length * VIEWS * classes);
  for (const [v, linear] of views.entries()) {
    const rows = vocabulary.rows(texts, v);
    for (let i = 0; i < texts.length; i++) {
      const at = (i * VIEWS + v) * classes;
      margins(linear, rows, i, all.subarray(at, at + classes));
    }
  }
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
  const width = VIEWS * (topics + 1);
  const all = new Float64Array(examples.length * width);
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
    for (const [k, i] of unseen.entries()) all.set(found.subarray(k * width, (k + 1) * width), i * width);
    onFold(done + 1, folds.length);
  }
  return all;
}
