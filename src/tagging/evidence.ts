import { classOf } from './fold.ts';
import type { TextStream } from './stream.ts';

/** A stretch of the stream with what it contributed to a decision. */
export interface Contribution {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

const MOST = 4;
/** A stretch is named when it contributed at least this share of the strongest one. */
const LEAST_SHARE = 0.25;

function wholeWords(stream: TextStream, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  const inside = (at: number): boolean => {
    const kind = classOf(stream.codes[at] as number);
    return kind === 1 || kind === 3;
  };
  if (inside(from)) while (from > 0 && inside(from - 1)) from--;
  if (inside(to - 1)) while (to < stream.length && inside(to)) to++;
  return [from, to];
}

/** The original words behind the strongest contributions, whole words, without overlaps, in text order. */
export function evidenceWords(stream: TextStream, contributions: readonly Contribution[]): string[] {
  const ranked = contributions.filter((c) => c.weight > 0).toSorted((a, b) => b.weight - a.weight || a.start - b.start);
  const strongest = ranked[0]?.weight ?? 0;
  const spans: [number, number][] = [];
  for (const { start, end, weight } of ranked) {
    if (spans.length === MOST || weight < strongest * LEAST_SHARE) break;
    const [from, to] = wholeWords(stream, start, end);
    if (!spans.some(([a, b]) => from < b && to > a)) spans.push([from, to]);
  }
  return spans
    .toSorted((a, b) => a[0] - b[0])
    .map(([from, to]) => stream.text.slice(stream.starts[from] as number, stream.ends[to - 1] as number).trim());
}
