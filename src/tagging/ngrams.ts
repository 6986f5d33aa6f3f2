import { OPEN } from './fold.ts';
import type { TextStream } from './stream.ts';

/** Families of features; each is scaled to a length of its own. */
export const FAMILIES = { word: 0, character: 1, concept: 2, pair: 3 } as const;
export const FAMILY_COUNT = 4;

/** Features of one text as hashes, with the stretch of the stream they stand for; buffers are reused. */
export class FeatureBuffer {
  hash = new Uint32Array(2048);
  family = new Uint8Array(2048);
  start = new Int32Array(2048);
  end = new Int32Array(2048);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  add(hash: number, family: number, start: number, end: number): void {
    if (this.count === this.hash.length) this.#grow();
    this.hash[this.count] = hash;
    this.family[this.count] = family;
    this.start[this.count] = start;
    this.end[this.count] = end;
    this.count++;
  }

  #grow(): void {
    const size = this.hash.length * 2;
    const [hash, family] = [new Uint32Array(size), new Uint8Array(size)];
    const [start, end] = [new Int32Array(size), new Int32Array(size)];
    hash.set(this.hash);
    family.set(this.family);
    start.set(this.start);
    end.set(this.end);
    Object.assign(this, { hash, family, start, end });
  }
}

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const BOUNDARY = 0x02;

/** One step of FNV-1a over a 16-bit code. */
export const mix = (hash: number, code: number): number => Math.imul(hash ^ code, PRIME);
/** Ends an FNV-1a hash so that all bits are well mixed (murmur3's finaliser). */
export function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
/** Start of the hash of a kind of feature. */
export const kindHash = (kind: number): number => mix(OFFSET, kind + 0x100);

const KIND = { word: 1, bigram: 2, inWord: 3, unspaced: 4, jamo: 5 } as const;
const LENGTHS = { inWord: [4, 4], unspaced: [1, 3], jamo: [5, 5] } as const;

/** Digits count as one, so that amounts and versions don't become features. */
const plain = (code: number): number => (code >= 0x30 && code <= 0x39 ? 0x30 : code);

function spans(
  stream: TextStream,
  from: number,
  to: number,
  kind: number,
  [least, most]: readonly [number, number],
  isOpen: boolean,
  out: FeatureBuffer,
): void {
  const { codes } = stream;
  const bounded = kind !== KIND.unspaced;
  const first = bounded ? from - 1 : from;
  const last = bounded && !isOpen ? to + 1 : to;
  for (let begin = first; begin < last; begin++) {
    let hash = kindHash(kind);
    for (let at = begin; at < last && at - begin < most; at++) {
      hash = mix(hash, at < from || at >= to ? BOUNDARY : plain(codes[at] as number));
      if (at - begin + 1 >= least)
        out.add(finish(hash), FAMILIES.character, Math.max(begin, from), Math.min(at + 1, to));
    }
  }
}

/**
 * Word unigrams and bigrams, and character n-grams of a normalised text: 4 within words, 1–3 in scripts without
 * spaces, 5 jamo in Hangul. A stem (see OPEN) is no word and has no n-gram over its end.
 */
export function ngramFeatures(stream: TextStream, out: FeatureBuffer): void {
  const { codes, kind: kinds, length } = stream;
  let before = 0;
  let beforeStart = -1;
  for (let at = 0; at < length;) {
    const kind = kinds[at] as number;
    if (kind === 0) {
      at++;
      continue;
    }
    let end = at + 1;
    while (end < length && kinds[end] === kind) end++;
    if (kind === 2) {
      spans(stream, at, end, KIND.unspaced, LENGTHS.unspaced, false, out);
      before = 0;
    } else {
      const isOpen = end < length && codes[end] === OPEN;
      let hash = kindHash(KIND.word);
      for (let i = at; i < end; i++) hash = mix(hash, plain(codes[i] as number));
      if (!isOpen) {
        out.add(finish(hash), FAMILIES.word, at, end);
        if (before !== 0)
          out.add(finish(mix(mix(kindHash(KIND.bigram), before), hash)), FAMILIES.word, beforeStart, end);
      }
      if (kind === 3) spans(stream, at, end, KIND.jamo, LENGTHS.jamo, isOpen, out);
      else spans(stream, at, end, KIND.inWord, LENGTHS.inWord, isOpen, out);
      before = isOpen ? 0 : hash;
      beforeStart = at;
    }
    at = end;
  }
}
