import type { Analysis } from './analyse.ts';
import type { Heat } from './evidence.ts';
import { calibrated, type Isotonic } from './isotonic.ts';
import { Kernel } from './kernel.ts';
import { sigmoid } from './logistic.ts';
import { bytesOf, type ModelFile } from './model.ts';
import { GATE_WIDTH, gateProbability, writeGateInputs } from './gate.ts';
import type { FeatureBuffer } from './ngrams.ts';
import { prepare, STACK_WIDTH, VIEWS, writeInputs, type Prepared } from './stack.ts';
import { stancePenalty } from './stance.ts';
import type { Taxonomy, Topic } from './taxonomy.ts';
import { Vocabulary } from './vocabulary.ts';

/** Log-odds of a topic before anything is known, when no model has learned them. */
const BIAS = -2.6;
/** Below this margin, and without a rule, a topic is not worth the combiner. */
const HOPELESS = -0.8;

/** An analysed text with the stances it takes. */
export interface ReadText extends Analysis {
  readonly stances: Float64Array;
}

/** Probabilities of the taxonomy's topics, and what in the text made them so. */
export interface Scorer {
  readonly version: string;
  /** Least confidence that was chosen for it. */
  readonly threshold: number;
  /** Least probability of a complaint at which learned topics are given. */
  readonly leastComplaint: number;
  /** Probability of each topic; valid until the next text. */
  probabilities(read: ReadText, features: FeatureBuffer): Float64Array;
  /** Probability that the text last scored is a complaint of the learned topics at all; 1 when nothing has learned it. */
  readonly complaint: number;
  /** What rules alone would say of a topic. */
  byRules(read: ReadText, topic: number): number;
  /** Adds to `heat` what the learned part took from each stretch of the text for a topic, in margins. */
  heat(topic: number, features: FeatureBuffer, heat: Heat): void;
  /** Larger margin of the learned part's two views for a topic; undefined when it has not learned it. */
  margin(topic: number): number | undefined;
}

/** Scores by rules and stances alone. */
export class RuleScorer implements Scorer {
  readonly version: string = 'none';
  readonly threshold: number = 0.5;
  readonly leastComplaint: number = 0;
  protected readonly out: Float64Array;

  constructor(taxonomy: Taxonomy) {
    this.out = new Float64Array(taxonomy.topics.length);
  }

  get complaint(): number {
    return 1;
  }

  byRules(read: ReadText, topic: number): number {
    const score = read.rules[topic] as number;
    return score > 0 ? sigmoid(BIAS + score + stancePenalty(read.stances)) : 0;
  }

  probabilities(read: ReadText, _features: FeatureBuffer): Float64Array {
    for (let t = 0; t < this.out.length; t++) this.out[t] = this.byRules(read, t);
    return this.out;
  }

  heat(_topic: number, _features: FeatureBuffer, _heat: Heat): void {
    return;
  }

  margin(_topic: number): number | undefined {
    return undefined;
  }
}

/** Even odds by rules alone are as good as the model's threshold: a topic that it has not learned is given from there on. */
function onScaleOf(threshold: number, p: number): number {
  return p < 0.5 ? 2 * p * threshold : threshold + (2 * p - 1) * (1 - threshold);
}

/** A model's features with the commonest first, so that those that most texts have lie side by side in memory. */
function commonestFirst(model: ModelFile, classes: number) {
  const [steps, all] = [bytesOf(model.idf), new Int8Array(bytesOf(model.weights).buffer)];
  const [hashes, kinds] = [new Uint32Array(bytesOf(model.keys).buffer), bytesOf(model.families)];
  const order = Int32Array.from(steps, (_, f) => f).sort((a, b) => steps[a]! - steps[b]! || a - b);
  const weights = new Int8Array(all.length);
  for (const [f, old] of order.entries()) weights.set(all.subarray(old * classes, (old + 1) * classes), f * classes);
  return {
    keys: Uint32Array.from(order, (f) => hashes[f]!),
    families: Uint8Array.from(order, (f) => kinds[f]!),
    idf: Float32Array.from(order, (f) => steps[f]! * model.idfScale),
    weights,
  };
}

/** Scores by the learned margins and the rules, combined in one logistic space. Topics that the model has not learned are scored by rules alone. */
export class ModelScorer extends RuleScorer {
  override readonly version: string;
  override readonly threshold: number;
  override readonly leastComplaint: number;
  readonly #vocabulary: Vocabulary;
  readonly #kernel: Kernel;
  readonly #scales: Float64Array;
  readonly #bias: Float64Array;
  /** False when no labelled ticket was there to learn concepts from. */
  readonly #knowsConcepts: boolean;
  readonly #classes: number;
  readonly #margins: Float64Array;
  readonly #stack: Float64Array;
  readonly #isotonic: Isotonic;
  readonly #inputs = new Float64Array(STACK_WIDTH);
  readonly #gate: Float64Array;
  readonly #gateInputs = new Float64Array(GATE_WIDTH);
  #complaint = 1;
  /** Class of each topic of the taxonomy, −1 when not learned. */
  readonly #classOf: Int32Array;
  readonly #values: Float32Array;

  constructor(taxonomy: Taxonomy, model: ModelFile) {
    super(taxonomy);
    this.version = model.version;
    this.threshold = model.threshold;
    this.leastComplaint = model.gate.threshold;
    this.#gate = Float64Array.from(model.gate.weights);
    this.#classes = model.topics.length + 1;
    const { keys, families, idf, weights } = commonestFirst(model, this.#classes);
    this.#vocabulary = new Vocabulary(keys, families, idf, model.familyWeights);
    this.#kernel = new Kernel(weights, this.#classes);
    this.#scales = Float64Array.from(model.scales);
    this.#bias = Float64Array.from(model.bias);
    this.#knowsConcepts = model.bias.slice(this.#classes).some((bias) => bias !== 0);
    this.#margins = new Float64Array(VIEWS * this.#classes);
    this.#stack = Float64Array.from(model.stack);
    this.#isotonic = model.isotonic;
    const classes = new Map(model.topics.map((id, c) => [id, c]));
    this.#classOf = Int32Array.from(taxonomy.topics, (topic) => classOf(topic, classes));
    this.#values = new Float32Array(keys.length);
  }

  override probabilities(read: ReadText, features: FeatureBuffer): Float64Array {
    this.#learnedMargins(features);
    const classes = this.#classes;
    const prepared = prepare(this.#margins, classes, read.rules, read.stances);
    for (let t = 0; t < this.out.length; t++) {
      const c = this.#classOf[t] as number;
      if (c < 0) {
        this.out[t] = onScaleOf(this.threshold, this.byRules(read, t));
        continue;
      }
      if (read.rules[t] === 0 && this.#learned(c) < HOPELESS) {
        this.out[t] = 0;
        continue;
      }
      writeInputs(prepared, c, t, this.#inputs, 0);
      let score = 0;
      for (let k = 0; k < STACK_WIDTH; k++) score += (this.#inputs[k] as number) * (this.#stack[k] as number);
      this.out[t] = calibrated(this.#isotonic, sigmoid(score));
    }
    this.#askGate(prepared, read.stream.length);
    return this.out;
  }

  override get complaint(): number {
    return this.#complaint;
  }

  #askGate(prepared: Prepared, length: number): void {
    if (this.#gate.length === 0) return;
    writeGateInputs({ prepared, probabilities: this.out, length }, this.#gateInputs, 0);
    this.#complaint = gateProbability(this.#gateInputs, this.#gate);
  }

  override margin(topic: number): number | undefined {
    const c = this.#classOf[topic] as number;
    return c < 0 ? undefined : this.#learned(c);
  }

  override heat(topic: number, features: FeatureBuffer, heat: Heat): void {
    const c = this.#classOf[topic] as number;
    if (c < 0) return;
    const { vector, ids } = this.#vocabulary;
    for (let k = 0; k < vector.count; k++) this.#values[vector.id[k] as number] = vector.value[k] as number;
    const scale = this.#scales[c] as number;
    for (let i = 0; i < features.count; i++) {
      const id = ids[i] as number;
      if (id < 0) continue;
      const weight = this.#kernel.weight(id, c) * scale * (this.#values[id] as number);
      heat.add(features.start[i] as number, features.end[i] as number, weight);
    }
  }

  /** Larger margin of a class in the views that were trained. */
  #learned(c: number): number {
    const ngrams = this.#margins[c] as number;
    return this.#knowsConcepts ? Math.max(ngrams, this.#margins[this.#classes + c] as number) : ngrams;
  }

  #learnedMargins(features: FeatureBuffer): void {
    const { id, value, count, split } = this.#vocabulary.vectorise(features.hash, features.count);
    const classes = this.#classes;
    for (let view = 0; view < VIEWS; view++) {
      const sums = this.#margins.subarray(view * classes, (view + 1) * classes);
      this.#kernel.accumulate(id, value, view === 0 ? 0 : split, view === 0 ? split : count, sums);
      for (let c = 0; c < classes; c++)
        sums[c] = (sums[c] as number) * (this.#scales[c] as number) + (this.#bias[view * classes + c] as number);
    }
  }
}

/** The class that a model learned for a topic, under its own name or one that it had before it was renamed; −1: none. */
function classOf({ id, was }: Topic, classes: ReadonlyMap<string, number>): number {
  const names = was.flatMap(({ kind, topics }) => (kind === 'renamed' ? topics : [])).toReversed();
  return [id, ...names].map((name) => classes.get(name)).find((one) => one !== undefined) ?? -1;
}
