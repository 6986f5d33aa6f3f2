import type { SparseRows } from './linear.ts';
import { FAMILIES, FAMILY_COUNT, type FeatureBuffer } from './ngrams.ts';

/** Features of one training text, copied out of the buffer. */
export interface RawFeatures {
  readonly hash: Uint32Array;
  readonly family: Uint8Array;
}

/** A slot of the table: hash, id (−1 when empty), inverse document frequency, and family with the times in this text. */
const SLOT = 4;
const FAMILY_SHIFT = 16;
const TIMES = (1 << FAMILY_SHIFT) - 1;

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
  /** Open addressing; all that is known of a feature lies side by side, so that finding it costs one look into memory. */
  readonly #slots: Int32Array;
  readonly #frequencies: Float32Array;
  /** Slots of the features of the last text in their order there, −1 for unknown ones. */
  #places = new Int32Array(2048);
  /** Slots of its different features. */
  #found = new Int32Array(2048);
  vector: Vector = { id: new Int32Array(2048), value: new Float32Array(2048), count: 0, split: 0 };
  /** Ids of the features of the last text in their order there, −1 for unknown ones. */
  ids = new Int32Array(2048);

  constructor(keys: Uint32Array, families: Uint8Array, idf: Float32Array, familyWeights: readonly number[]) {
    this.keys = keys;
    this.families = families;
    this.idf = idf;
    this.familyWeights = familyWeights;
    const size = 2 ** Math.ceil(Math.log2(keys.length * 1.5 + 16));
    this.#mask = size - 1;
    this.#slots = new Int32Array(size * SLOT).fill(-1);
    this.#frequencies = new Float32Array(this.#slots.buffer);
    for (const [id, key] of keys.entries()) {
      let at = (key & this.#mask) * SLOT;
      while (this.#slots[at + 1] !== -1) at = (at + SLOT) & (size * SLOT - 1);
      this.#slots[at] = key;
      this.#slots[at + 1] = id;
      this.#frequencies[at + 2] = idf[id] as number;
      this.#slots[at + 3] = (families[id] as number) << FAMILY_SHIFT;
    }
  }

  get width(): number {
    return this.keys.length;
  }

  /** Finds the slots of a text's features. */
  #find(hashes: Uint32Array, count: number): void {
    const [slots, places, mask] = [this.#slots, this.#places, this.#mask];
    for (let i = 0; i < count; i++) {
      const hash = (hashes[i] as number) | 0;
      let slot = hash & mask;
      while (slots[slot * SLOT] !== hash && slots[slot * SLOT + 1] !== -1) slot = (slot + 1) & mask;
      places[i] = slots[slot * SLOT + 1] === -1 ? -1 : slot * SLOT;
    }
  }

  #reserve(count: number): void {
    if (this.ids.length >= count) return;
    this.ids = new Int32Array(count * 2);
    this.#places = new Int32Array(count * 2);
    this.#found = new Int32Array(count * 2);
    this.vector = { ...this.vector, id: new Int32Array(count * 2), value: new Float32Array(count * 2) };
  }

  /**
   * TF-IDF of one text, (1 + ln tf) · idf, each family scaled to its weight; fills and returns the shared vector, ids in
   * order of first occurrence.
   */
  vectorise(hashes: Uint32Array, count: number): Vector {
    this.#reserve(count);
    this.#find(hashes, count);
    const [slots, places, found, ids] = [this.#slots, this.#places, this.#found, this.ids];
    const { vector } = this;
    const { id: known, value } = vector;
    let different = 0;
    for (let i = 0; i < count; i++) {
      const at = places[i] as number;
      if (at < 0) {
        ids[i] = -1;
        continue;
      }
      ids[i] = slots[at + 1] as number;
      const uses = slots[at + 3] as number;
      if ((uses & TIMES) === 0) found[different++] = at;
      if ((uses & TIMES) < TIMES) slots[at + 3] = uses + 1;
    }
    vector.count = different;
    vector.split = different;
    const norm = new Float64Array(FAMILY_COUNT);
    for (let k = 0; k < different; k++) {
      const at = found[k] as number;
      const uses = slots[at + 3] as number;
      const family = uses >>> FAMILY_SHIFT;
      if (family >= FAMILIES.concept && vector.split === different) vector.split = k;
      const times = uses & TIMES;
      const scaled = (family < 2 && times > 1 ? 1 + Math.log(times) : 1) * (this.#frequencies[at + 2] as number);
      known[k] = slots[at + 1] as number;
      value[k] = scaled;
      norm[family] = (norm[family] as number) + scaled * scaled;
      slots[at + 3] = uses & ~TIMES;
    }
    for (let family = 0; family < FAMILY_COUNT; family++)
      norm[family] = (this.familyWeights[family] as number) / Math.sqrt(Math.max(norm[family] as number, 1e-12));
    for (let k = 0; k < different; k++)
      value[k] = (value[k] as number) * (norm[(slots[(found[k] as number) + 3] as number) >>> FAMILY_SHIFT] as number);
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
