import { foldText, runsOf } from './tokens.ts';

const ROUNDS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1, 0xd3a2646d];
const SIMILAR = 0.75;

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

function shingles(text: string): Set<number> {
  const joined = ` ${runsOf(foldText(text.slice(0, 2000)))
    .map((run) => run.replaceAll(/\d+/g, '0'))
    .join(' ')} `;
  const set = new Set<number>();
  for (let i = 0; i + 5 <= Math.max(joined.length, 5); i++) set.add(hash(joined.slice(i, i + 5)));
  return set;
}

function bands(set: ReadonlySet<number>): string[] {
  const minima = ROUNDS.map((round) => {
    let least = 0xffffffff;
    for (const value of set) {
      let x = Math.imul(value ^ (value >>> 15), round);
      x = (x ^ (x >>> 13)) >>> 0;
      if (x < least) least = x;
    }
    return least;
  });
  return [0, 2, 4].map((i) => `${i}:${minima[i]}:${minima[i + 1]}`);
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const value of a) if (b.has(value)) shared++;
  return shared / (a.size + b.size - shared);
}

/**
 * For every text the number of the first text that it copies (its own when it copies none): character 5-gram sets that
 * overlap by three quarters (Jaccard), found by min-hash bands (Broder 1997). Numbers and redaction marks don't count as a
 * difference. Linear in the texts.
 */
export function firstCopies(texts: readonly string[]): Int32Array {
  const first = new Int32Array(texts.length);
  const buckets = new Map<string, { readonly index: number; readonly set: Set<number> }>();
  texts.forEach((text, i) => {
    const set = shingles(text);
    const keys = bands(set);
    let found = i;
    for (const key of keys) {
      const other = buckets.get(key);
      if (other !== undefined && jaccard(set, other.set) >= SIMILAR) {
        found = other.index;
        break;
      }
    }
    first[i] = found;
    if (found === i) for (const key of keys) if (!buckets.has(key)) buckets.set(key, { index: i, set });
  });
  return first;
}
