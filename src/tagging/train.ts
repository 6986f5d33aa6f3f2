import { ExampleReader, type Example, type TrainingRow } from './examples.ts';
import { crossProbabilities, fitCombiner, probabilities, type Combiner } from './combine.ts';
import { crossMargins, LEARN_DEFAULTS, LearningSet, type Learnable, type LearnOptions } from './learn.ts';
import {
  calibrationError,
  confusions,
  reliability,
  tabulate,
  type Figures,
  type Judged,
  type ReliabilityBin,
} from './metrics.ts';
import { crossGate, fitGate, gateInputs, gateProbability, GATE_WIDTH } from './gate.ts';
import { packModel, type ModelFile, type Thresholds } from './model.ts';
import { seeded, shuffle } from './random.ts';
import { chosenTopics } from './tagger.ts';
import { UNTRAINED_STACK } from './stack.ts';
import { composeRows, transposeRows } from './synthetic.ts';
import type { Taxonomy } from './taxonomy.ts';

/** Figures of a trained model, all on texts that the judging model had not seen (model-report.json). */
export interface ModelReport {
  readonly model: string;
  readonly taxonomy: string;
  readonly rows: number;
  readonly threshold: number;
  /** Least probability that a text is a complaint at all. */
  readonly complaintThreshold: number;
  /** Ten-fold cross-validation over rows. */
  readonly overRows: { all: Figures; languages: Record<string, Figures>; topics: Record<string, Figures> };
  /** Trained on all languages but one, tested on that one. */
  readonly byLanguage: { all: Figures; languages: Record<string, Figures> };
  readonly reliability: readonly ReliabilityBin[];
  readonly calibrationError: number;
  readonly confusions: readonly { missed: string | null; instead: string | null; texts: number }[];
}

/** Settings of a training. */
export interface TrainOptions extends LearnOptions {
  /** Folds over rows. */
  readonly folds: number;
  /** Features kept in the model file. */
  readonly features: number;
  /** Precision that the thresholds must reach when it can. */
  readonly precision: number;
  /** Share of no-complaint texts that the thresholds must leave alone when it can. */
  readonly leftAlone: number;
  /** Texts composed from phrases for each topic and language, and how much one counts. */
  readonly composed: number;
  readonly composedWeight: number;
  /** Texts in other languages made from the concepts of each row, and how much one counts. */
  readonly transposed: number;
  readonly transposedWeight: number;
  /** Leave out the tests by language, which take most of the time. */
  readonly quick: boolean;
}

/** Settings of `npm run train`. */
export const TRAIN_DEFAULTS: TrainOptions = {
  ...LEARN_DEFAULTS,
  folds: 10,
  features: 120_000,
  precision: 0.85,
  leftAlone: 0.9,
  composed: 100,
  composedWeight: 0.5,
  transposed: 1,
  transposedWeight: 0.3,
  quick: false,
};

const CONFUSIONS = 25;
/** With fewer rows there is nothing to fit the combiner on. */
const LEAST_ROWS = 150;
const UNTRAINED: Combiner = { stack: UNTRAINED_STACK, isotonic: { x: [0, 1], y: [0, 1] } };
const UNTRAINED_THRESHOLDS: Thresholds = { topic: 0.5, complaint: 0 };

/** Folds of equal size in seeded random order. */
export function foldsOver(rows: number, folds: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  shuffle(order, seeded(seed));
  const fold = new Int32Array(rows);
  for (const [place, row] of order.entries()) fold[row] = place % folds;
  return fold;
}

/** Probabilities of texts that the judging model had not seen: n × topics of topics, n of being a complaint at all. */
export interface Unseen {
  readonly topics: number;
  readonly p: Float64Array;
  readonly complaint: Float64Array;
}

/** What thresholds make of probabilities. */
export function judge(
  examples: readonly Example[],
  { topics, p, complaint }: Unseen,
  thresholds: Thresholds,
): Judged[] {
  return examples.map(({ lang, labels }, i) => ({
    lang,
    labels,
    chosen:
      (complaint[i] as number) < thresholds.complaint
        ? []
        : chosenTopics(p.subarray(i * topics, (i + 1) * topics), thresholds.topic),
  }));
}

/**
 * The thresholds with the best micro-F1 among those that reach the wanted precision and leave the wanted share of
 * no-complaints alone; when none do, those that come nearest to both.
 */
export function chooseThresholds(
  examples: readonly Example[],
  unseen: Unseen,
  { precision, leftAlone }: Pick<TrainOptions, 'precision' | 'leftAlone'>,
): Thresholds {
  let best = { thresholds: UNTRAINED_THRESHOLDS, lacking: Infinity, f1: -1 };
  for (let topic = 50; topic <= 70; topic += 5) {
    for (let complaint = 0; complaint <= 98; complaint += 2) {
      const thresholds = { topic: topic / 100, complaint: complaint / 100 };
      const { all } = tabulate(judge(examples, unseen, thresholds), []);
      const lacking = Math.max(0, precision - (all.precision ?? 1)) + Math.max(0, leftAlone - (all.leftAlone ?? 1));
      const f1 = all.f1 ?? 0;
      if (lacking < best.lacking || (lacking === best.lacking && f1 > best.f1)) best = { thresholds, lacking, f1 };
    }
  }
  return best.thresholds;
}

/**
 * Trains the learned part of the tagger: cross-validates over rows and by language, fits the combiner on margins of
 * unseen rows (so that its probabilities are calibrated), chooses the threshold, and packs the model. Deterministic:
 * the same taxonomy and rows give the same bytes.
 */
export function trainTagger(
  taxonomy: Taxonomy,
  rows: readonly TrainingRow[],
  options: TrainOptions = TRAIN_DEFAULTS,
  onProgress: (step: string, done: number, of: number) => void = () => {},
): { model: ModelFile; report: ModelReport } {
  const topics = taxonomy.topics.length;
  const ids = taxonomy.topics.map((topic) => topic.id);
  const reader = new ExampleReader(taxonomy);
  const examples = rows.map((row) => reader.example(row));
  const set = new LearningSet(
    [...examples.map((example, source) => ({ example, source })), ...deriveExamples(reader, rows, examples, options)],
    topics,
    options,
  );
  const fold = foldsOver(examples.length, options.folds, options.seed);
  const all = crossMargins(set, examples, fold, (d, n) => onProgress('cross-validation over rows', d, n));
  const few = examples.length < LEAST_ROWS;
  const combiner = few ? UNTRAINED : fitCombiner(examples, all, topics);
  const p = crossProbabilities(examples, all, topics, fold);
  const inputs = gateInputs(examples, all, p, topics);
  const gate = few ? new Float64Array(0) : fitGate(inputs, examples);
  const unseen = { topics, p, complaint: few ? sure(examples.length) : crossGate(inputs, examples, fold) };
  const thresholds = few ? UNTRAINED_THRESHOLDS : chooseThresholds(examples, unseen, options);
  const byLanguage = options.quick ? unseen : languageHeldOut(set, examples, { topics, combiner, gate }, onProgress);
  onProgress('the model of all rows', 0, 1);
  const learned = set.learn(() => false);
  const names = { taxonomy: taxonomy.version, topics: ids };
  const model = packModel({ learned, combiner, gate, thresholds }, names, options.features);
  const judged = judge(examples, unseen, thresholds);
  const bins = reliability(
    p,
    examples.map((example) => example.labels),
    topics,
  );
  const heldOut = tabulate(judge(examples, byLanguage, thresholds), ids);
  const report: ModelReport = {
    model: model.version,
    taxonomy: taxonomy.version,
    rows: rows.length,
    threshold: thresholds.topic,
    complaintThreshold: thresholds.complaint,
    overRows: tabulate(judged, ids),
    byLanguage: { all: heldOut.all, languages: heldOut.languages },
    reliability: bins,
    calibrationError: Math.round(calibrationError(bins) * 1000) / 1000,
    confusions: confusions(judged, ids, CONFUSIONS),
  };
  return { model, report };
}

/** Examples made from phrases: by the rules, and from the concepts of the rows. */
function deriveExamples(
  reader: ExampleReader,
  rows: readonly TrainingRow[],
  examples: readonly Example[],
  options: TrainOptions,
): Learnable[] {
  const { taxonomy } = reader.analyser;
  const patterns = examples.map(({ lang, concepts }, i) => ({ lang, concepts, topics: rows[i]?.topics ?? [] }));
  return [
    ...composeRows(taxonomy, options.composed, options.seed).map((row) => ({
      example: reader.example(row, options.composedWeight, false),
      source: -1,
    })),
    ...transposeRows(taxonomy, patterns, options.transposed, options.seed).map(({ row, source }) => ({
      example: reader.example(row, options.transposedWeight, false),
      source,
    })),
  ];
}

const sure = (texts: number): Float64Array => new Float64Array(texts).fill(1);

function languageHeldOut(
  set: LearningSet,
  examples: readonly Example[],
  { topics, combiner, gate }: { topics: number; combiner: Combiner; gate: Float64Array },
  onProgress: (step: string, done: number, of: number) => void,
): Unseen {
  const languages = [...new Set(examples.map((example) => example.lang))].toSorted();
  const fold = Int32Array.from(examples, (example) => languages.indexOf(example.lang));
  const all = crossMargins(set, examples, fold, (d, n) => onProgress('cross-validation by language', d, n));
  const p = probabilities(examples, all, topics, combiner);
  if (gate.length === 0) return { topics, p, complaint: sure(examples.length) };
  const inputs = gateInputs(examples, all, p, topics);
  const complaint = Float64Array.from(examples, (_, i) => gateProbability(inputs, gate, i * GATE_WIDTH));
  return { topics, p, complaint };
}
