import type { SparseRows } from './linear.ts';
import { FAMILIES, FAMILY_COUNT, type FeatureBuffer } from './ngrams.ts';

/** Features of one training text, copied out of the buffer. */
export interface RawFeatures {
  readonly hash: Uint32Array;
  readonly family: Uint8Array;
}

/** No entry has all bits set: ids stay below the largest that their bits allow. */
const EMPTY = -1;

/** Copies what a buffer holds. */
export function copyFeatures(buffer: FeatureBuffer): RawFeatures {
  return { hash: buffer.hash.slice(0, buffer.count), family: buffer.family.slice(0, buffer.count) };
}

/** A sparse vector being built: ids of known features with their weights; only [0, count) counts. */
export interface Vector {
  id: Int32Array;
  value: Float32Array;
  count: number;
  /** N-grams come first; concepts and their pairs begin here. */
  split: number;
}

/** Known features: their hashes, families and inverse document frequencies. */
export class Vocabulary {
  readonly keys: Uint32Array;
  readonly families: Uint8Array;
  readonly idf: Float32Array;
  readonly familyWeights: readonly number[];
  readonly #mask: number;
  /** Open-addressing table of ids with the upper bits of their hashes: small, so that most of it stays near the processor. */
  readonly #table: Int32Array;
  readonly #idBits: number;
  /** The keys as signed numbers, which the engine compares without boxing. */
  readonly #signedKeys: Int32Array;
  readonly #tf: Uint16Array;
  readonly vector: Vector;
  /** Ids of the features of the last text in their order there, −1 for unknown ones. */
  ids = new Int32Array(2048);

  constructor(keys: Uint32Array, families: Uint8Array, idf: Float32Array, familyWeights: readonly number[]) {
    this.keys = keys;
    this.families = families;
    this.idf = idf;
    this.familyWeights = familyWeights;
    const size = 2 ** Math.ceil(Math.log2(keys.length * 1.5 + 16));
    this.#mask = size - 1;
    this.#table = new Int32Array(size).fill(EMPTY);
    this.#signedKeys = new Int32Array(keys);
    this.#idBits = Math.ceil(Math.log2(keys.length + 2));
    for (const [id, key] of keys.entries()) {
      let slot = key & this.#mask;
      while (this.#table[slot] !== EMPTY) slot = (slot + 1) & this.#mask;
      this.#table[slot] = ((key >>> this.#idBits) << this.#idBits) | id;
    }
    this.#tf = new Uint16Array(keys.length);
    this.vector = { id: new Int32Array(keys.length), value: new Float32Array(keys.length), count: 0, split: 0 };
  }

  get width(): number {
    return this.keys.length;
  }

  /** Id of a feature, or −1. */
  idOf(hash: number): number {
    const table = this.#table;
    const bits = this.#idBits;
    const signed = hash | 0;
    let slot = signed & this.#mask;
    while (true) {
      const entry = table[slot] as number;
      if (entry === EMPTY) return -1;
      if ((entry ^ signed) >>> bits === 0) {
        const id = entry & ((1 << bits) - 1);
        if (this.#signedKeys[id] === signed) return id;
      }
      slot = (slot + 1) & this.#mask;
    }
  }

  /**
   * TF-IDF of one text, (1 + ln tf) · idf, each family scaled to its weight; fills and returns the shared vector, ids in
   * order of first occurrence.
   */
  vectorise(hashes: Uint32Array, count: number): Vector {
    if (this.ids.length < count) this.ids = new Int32Array(count * 2);
    const { vector, ids } = this;
    const { id: known, value } = vector;
    const tf = this.#tf;
    let found = 0;
    for (let i = 0; i < count; i++) {
      const id = this.idOf(hashes[i] as number);
      ids[i] = id;
      if (id < 0) continue;
      if (tf[id] === 0) known[found++] = id;
      tf[id] = (tf[id] as number) + 1;
    }
    vector.count = found;
    vector.split = found;
    const norm = new Float64Array(FAMILY_COUNT);
    for (let k = 0; k < found; k++) {
      const id = known[k] as number;
      const family = this.families[id] as number;
      if (family >= FAMILIES.concept && vector.split === found) vector.split = k;
      const times = tf[id] as number;
      const scaled = (family < 2 && times > 1 ? 1 + Math.log(times) : 1) * (this.idf[id] as number);
      value[k] = scaled;
      norm[family] = (norm[family] as number) + scaled * scaled;
      tf[id] = 0;
    }
    for (let family = 0; family < FAMILY_COUNT; family++)
      norm[family] = (this.familyWeights[family] as number) / Math.sqrt(Math.max(norm[family] as number, 1e-12));
    for (let k = 0; k < found; k++)
      value[k] = (value[k] as number) * (norm[this.families[known[k] as number] as number] as number);
    return vector;
  }

  /** Rows of many texts in one view: n-grams (0), or concepts and their pairs (1). */
  rows(texts: readonly RawFeatures[], view: number): SparseRows {
    const starts = new Int32Array(texts.length + 1);
    const index: Int32Array[] = [];
    const value: Float32Array[] = [];
    for (const [i, text] of texts.entries()) {
      const vector = this.vectorise(text.hash, text.hash.length);
      const [from, to] = view === 0 ? [0, vector.split] : [vector.split, vector.count];
      index.push(vector.id.slice(from, to));
      value.push(vector.value.slice(from, to));
      starts[i + 1] = (starts[i] as number) + to - from;
    }
    const total = starts[texts.length] as number;
    const rows = {
      starts,
      index: new Int32Array(total),
      value: new Float32Array(total),
      rows: texts.length,
      width: this.width,
    };
    for (const [i, ids] of index.entries()) {
      rows.index.set(ids, starts[i]);
      rows.value.set(value[i] ?? [], starts[i]);
    }
    return rows;
  }
}

/** Vocabulary of the features that occur in at least `leastTexts` texts, with smooth idf = ln((1 + n) / (1 + df)) + 1. */
export function buildVocabulary(
  texts: readonly RawFeatures[],
  leastTexts: number,
  familyWeights: readonly number[],
): Vocabulary {
  const frequency = new Map<number, number>();
  const family = new Map<number, number>();
  for (const text of texts) {
    const seen = new Set<number>();
    for (const [i, hash] of text.hash.entries()) {
      if (seen.has(hash)) continue;
      seen.add(hash);
      frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
      family.set(hash, text.family[i] as number);
    }
  }
  const keys = Uint32Array.from([...frequency].filter(([, df]) => df >= leastTexts).map(([hash]) => hash)).sort();
  const families = Uint8Array.from(keys, (key) => family.get(key) ?? 0);
  const idf = Float32Array.from(keys, (key) => Math.log((1 + texts.length) / (1 + (frequency.get(key) ?? 0))) + 1);
  return new Vocabulary(keys, families, idf, familyWeights);
}
