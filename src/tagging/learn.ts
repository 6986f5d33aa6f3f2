import type { Example } from './examples.ts';
import { margins, trainLinear, type LinearModel, type SparseRows } from './linear.ts';
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
  epochs: 15,
  seed: 20260101,
};

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

/** An example with the index of the judged example it was made from; −1: none, its own for a judged one. */
export interface Learnable {
  readonly example: Example;
  readonly source: number;
}

/** Everything that is learned from, as sparse rows in both views; vocabulary and idf know all texts, but no label. */
export class LearningSet {
  readonly vocabulary: Vocabulary;
  readonly #views: readonly SparseRows[];
  readonly #labels: readonly (readonly number[])[];
  readonly #items: readonly Learnable[];
  readonly #weights: Float32Array;
  readonly #topics: number;
  readonly #options: LearnOptions;

  constructor(items: readonly Learnable[], topics: number, options: LearnOptions) {
    const features = items.map(({ example }) => example.features);
    this.vocabulary = buildVocabulary(features, options.leastTexts, options.familyWeights);
    this.#views = [this.vocabulary.rows(features, 0), this.vocabulary.rows(features, 1)];
    this.#labels = items.map(({ example }) => classesOf(example, topics));
    this.#weights = Float32Array.from(items, ({ example }) => example.weight);
    this.#items = items;
    this.#topics = topics;
    this.#options = options;
  }

  /**
   * Learns weights from the items whose source is not held out: n-grams from all of them, concepts from those that a
   * person wrote (composed texts would teach no more than the rules that composed them).
   */
  learn(isHeldOut: (source: number) => boolean): Learned {
    const seen = this.#items.flatMap(({ source }, i) => (source >= 0 && isHeldOut(source) ? [] : [i]));
    const written = seen.filter((i) => this.#items[i]?.example.written === true);
    const members = [seen, written];
    const views = this.#views.map((rows, v) =>
      trainLinear(
        rows,
        this.#labels,
        this.#topics + 1,
        { ...this.#options, cost: this.#options.costs[v] ?? 1, rowWeight: this.#weights },
        Int32Array.from(members[v] ?? []),
      ),
    );
    return { vocabulary: this.vocabulary, views };
  }
}

/** Margins of texts: n × views × (topics + 1), row-major. */
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

/**
 * Margins of every judged example from models that learned neither from its fold nor from anything made from it;
 * `fold[i]` is the fold of example i, which is also the source of its items.
 */
export function crossMargins(
  set: LearningSet,
  examples: readonly Example[],
  fold: Int32Array,
  onFold: (done: number, of: number) => void = () => {},
): Float64Array {
  const parts: { rows: number[]; found: Float64Array }[] = [];
  const folds = [...new Set(fold)].sort((a, b) => a - b);
  for (const [done, held] of folds.entries()) {
    const rows = examples.flatMap((_, i) => (fold[i] === held ? [i] : []));
    const learned = set.learn((source) => fold[source] === held);
    parts.push({
      rows,
      found: marginsOf(
        learned,
        rows.map((i) => (examples[i] as Example).features),
      ),
    });
    onFold(done + 1, folds.length);
  }
  const width = parts.reduce((sum, { found }) => sum + found.length, 0) / Math.max(1, examples.length);
  const all = new Float64Array(examples.length * width);
  for (const { rows, found } of parts)
    for (const [k, i] of rows.entries()) all.set(found.subarray(k * width, (k + 1) * width), i * width);
  return all;
}
