import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Fault } from '../errors.ts';
import type { Combiner } from './combine.ts';
import type { Learned } from './learn.ts';
import { FAMILIES } from './ngrams.ts';
import { GATE_WIDTH } from './gate.ts';
import { STACK_WIDTH } from './stack.ts';

const schema = z.object({
  format: z.literal(1),
  /** Eight hex digits over everything below. */
  version: z.string(),
  /** Version of the taxonomy that it was trained with. */
  taxonomy: z.string(),
  /** Topic of each class; one more class is "no complaint". */
  topics: z.array(z.string()),
  familyWeights: z.array(z.number()),
  /** Weights of the combiner (stack.ts). */
  stack: z.array(z.number()).length(STACK_WIDTH),
  /** Knots of the calibration curve after it. */
  isotonic: z.object({ x: z.array(z.number()), y: z.array(z.number()) }),
  /** Least confidence of a topic, chosen on cross-validation. */
  threshold: z.number().min(0).max(1),
  /** Weights of the gate (gate.ts) and the least probability of a complaint at which topics are given; no weights: no gate. */
  gate: z
    .object({
      weights: z.union([z.tuple([]), z.array(z.number()).length(GATE_WIDTH)]),
      threshold: z.number().min(0).max(1),
    })
    .default({ weights: [], threshold: 0 }),
  /** Of every class, for the view of n-grams, then for that of concepts. */
  bias: z.array(z.number()),
  /** A weight is its 8-bit number times the scale of its class. */
  scales: z.array(z.number()),
  idfScale: z.number(),
  /** Base64: hashes (uint32, little-endian, rising), families (uint8), idf (uint8), weights (int8, feature-major). */
  keys: z.string(),
  families: z.string(),
  idf: z.string(),
  weights: z.string(),
});

/** What is asked of a text before it gets a topic, 0…1. */
export interface Thresholds {
  /** Least probability that the text is a complaint of the taxonomy at all. */
  readonly complaint: number;
  /** Least confidence of a topic. */
  readonly topic: number;
}

/** Everything that training found. */
export interface Trained {
  readonly learned: Learned;
  readonly combiner: Combiner;
  /** Weights of the gate; empty: none. */
  readonly gate: Float64Array;
  readonly thresholds: Thresholds;
}

/** A trained model as it lies beside the taxonomy (model.json). */
export type ModelFile = z.infer<typeof schema>;

/** Checks a parsed model.json. Throws Fault('bad-taxonomy') naming the path when it is none. */
export function parseModel(json: unknown, path: string): ModelFile {
  const checked = schema.safeParse(json);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new Fault('bad-taxonomy', `${path} is no model: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`, {
    next: 'Train it again with npm run train, or remove it to tag by rules alone.',
  });
}

const base64 = (array: Uint8Array | Int8Array | Uint32Array): string =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');

/** Decodes base64 into fresh bytes. */
export function bytesOf(text: string): Uint8Array {
  const buffer = Buffer.from(text, 'base64');
  const bytes = new Uint8Array(buffer.length);
  bytes.set(buffer);
  return bytes;
}

const rounded = (value: number): number => Number(value.toPrecision(6));

/** Weight of a feature for a class: the views have no feature in common, so that their weights add up to one of them. */
const weightOf = ({ views, vocabulary }: Learned, f: number, c: number): number =>
  views.reduce((sum, view) => sum + (view.weights[c * vocabulary.width + f] as number), 0);

/** Ids of the `most` features that weigh most, in rising order. */
function strongest(learned: Learned, most: number, classes: number): Int32Array {
  const { vocabulary } = learned;
  const order = Int32Array.from({ length: vocabulary.width }, (_, f) => f);
  if (order.length <= most) return order;
  const strength = new Float64Array(vocabulary.width);
  for (let f = 0; f < vocabulary.width; f++) {
    let largest = 0;
    for (let c = 0; c < classes; c++) largest = Math.max(largest, Math.abs(weightOf(learned, f, c)));
    const isConcept = (vocabulary.families[f] as number) >= FAMILIES.concept;
    strength[f] = isConcept ? Infinity : largest * (vocabulary.idf[f] as number);
  }
  order.sort((a, b) =>
    (strength[b] as number) > (strength[a] as number) ? 1 : strength[b] === strength[a] ? a - b : -1,
  );
  return order.slice(0, most).sort((a, b) => a - b);
}

/**
 * Packs what was learned into a model file of at most `most` features: weights in 8 bits with a scale per class.
 * The same input gives the same bytes.
 */
export function packModel(
  { learned, combiner: { stack, isotonic }, gate, thresholds }: Trained,
  names: { taxonomy: string; topics: readonly string[] },
  most: number,
): ModelFile {
  const { vocabulary, views } = learned;
  const classes = names.topics.length + 1;
  const kept = strongest(learned, most, classes);
  const scales: number[] = [];
  const weights = new Int8Array(kept.length * classes);
  for (let c = 0; c < classes; c++) {
    const own = Float64Array.from(kept, (f) => weightOf(learned, f, c));
    const scale = rounded(own.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 1e-9) / 127);
    scales.push(scale);
    for (const [k, weight] of own.entries()) weights[k * classes + c] = Math.round(weight / scale);
  }
  const idfScale = rounded(vocabulary.idf.reduce((most, idf) => Math.max(most, idf), 1) / 255);
  const content = {
    taxonomy: names.taxonomy,
    topics: [...names.topics],
    familyWeights: [...vocabulary.familyWeights],
    stack: [...stack].map(rounded),
    isotonic: { x: [...isotonic.x], y: [...isotonic.y] },
    threshold: thresholds.topic,
    gate: { weights: [...gate].map(rounded), threshold: thresholds.complaint },
    bias: views.flatMap((view) => [...view.bias].map(rounded)),
    scales,
    idfScale,
    keys: base64(Uint32Array.from(kept, (f) => vocabulary.keys[f] as number)),
    families: base64(Uint8Array.from(kept, (f) => vocabulary.families[f] as number)),
    idf: base64(Uint8Array.from(kept, (f) => Math.round((vocabulary.idf[f] as number) / idfScale))),
    weights: base64(weights),
  };
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8);
  return { format: 1, version, ...content };
}
