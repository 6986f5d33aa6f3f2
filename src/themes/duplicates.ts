import { foldText, runsOf } from './tokens.ts';

const ROUNDS = Uint32Array.of(0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1, 0xd3a2646d);
const BANDS = 3;
const SIMILAR = 0.75;
const SHINGLE = 5;
/** Hashes that a sketch keeps: the overlap of longer texts is estimated to about ±0.04. */
const SKETCH = 128;

/** Sorted hashes of the distinct character 5-grams of a text, numbers and redaction marks levelled. */
function shingles(text: string): Uint32Array {
  const joined = ` ${runsOf(foldText(text.slice(0, 2000)))
    .map((run) => run.replaceAll(/\d+/g, '0'))
    .join(' ')} `.padEnd(SHINGLE);
  const hashes = new Uint32Array(joined.length - SHINGLE + 1);
  for (let i = 0; i < hashes.length; i++) {
    let h = 0x811c9dc5;
    for (let k = i; k < i + SHINGLE; k++) h = Math.imul(h ^ joined.charCodeAt(k), 0x01000193);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    hashes[i] = h ^ (h >>> 13);
  }
  hashes.sort();
  let distinct = 0;
  for (let i = 0; i < hashes.length; i++)
    if (i === 0 || hashes[i] !== hashes[i - 1]) hashes[distinct++] = hashes[i] as number;
  return hashes.subarray(0, distinct);
}

/** One key for each band of two minima. */
function bands(hashes: Uint32Array): number[] {
  const minima = new Uint32Array(ROUNDS.length).fill(0xffffffff);
  for (const hash of hashes) {
    const spread = hash ^ (hash >>> 15);
    for (let round = 0; round < ROUNDS.length; round++) {
      let x = Math.imul(spread, ROUNDS[round] as number);
      x = (x ^ (x >>> 13)) >>> 0;
      if (x < (minima[round] as number)) minima[round] = x;
    }
  }
  return Array.from(
    { length: BANDS },
    (_, i) => (minima[2 * i] as number) * 2 ** 20 + ((minima[2 * i + 1] as number) >>> 12),
  );
}

/**
 * Share of the union that two sets have in common (Jaccard), from the SKETCH smallest hashes of each: exact when the union
 * has no more, else the share among the SKETCH smallest of the union (bottom-k sketches, Cohen & Kaplan 2007).
 */
function overlap(a: Uint32Array, b: Uint32Array): number {
  let [i, j, shared, seen] = [0, 0, 0, 0];
  for (; seen < SKETCH && (i < a.length || j < b.length); seen++) {
    const [x, y] = [a[i] ?? Infinity, b[j] ?? Infinity];
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return seen === 0 ? 0 : shared / seen;
}

/**
 * For every text the number of the first text that it copies (its own when it copies none): character 5-gram sets that
 * overlap by three quarters, found by min-hash bands (Broder 1997). Numbers and redaction marks don't count as a
 * difference. Linear in the texts, half a kilobyte each.
 */
export function firstCopies(texts: readonly string[]): Int32Array {
  const first = new Int32Array(texts.length);
  const buckets = Array.from({ length: BANDS }, () => new Map<number, number>());
  const sketches: (Uint32Array | undefined)[] = [];
  texts.forEach((text, i) => {
    const hashes = shingles(text);
    const sketch = hashes.slice(0, SKETCH);
    const keys = bands(hashes);
    const likely = keys.flatMap((key, band) => buckets[band]?.get(key) ?? []);
    const found = likely.find((other) => overlap(sketch, sketches[other] as Uint32Array) >= SIMILAR) ?? i;
    first[i] = found;
    if (found !== i) return;
    sketches[i] = sketch;
    keys.forEach((key, band) => {
      if (buckets[band]?.has(key) === false) buckets[band].set(key, i);
    });
  });
  return first;
}
