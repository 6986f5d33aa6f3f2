import type { TextStream } from './stream.ts';

/** A stretch of the stream with what it contributed to a decision. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

const MOST = 4;
/** A stretch is named when it contributed at least this share of the strongest one. */
const LEAST_SHARE = 0.3;
/** In scripts without spaces, a stretch goes on while characters keep this share of the strongest character. */
const UNSPACED_SHARE = 0.4;

/** What each position of a stream contributed to a decision; reused from text to text. */
export class Heat {
  values = new Float64Array(1024);

  /** Empties the first `length` positions. */
  reset(length: number): void {
    if (this.values.length < length) this.values = new Float64Array(length * 2);
    else this.values.fill(0, 0, length);
  }

  /** Spreads a weight evenly over [start, end). */
  add(start: number, end: number, weight: number): void {
    const share = weight / (end - start);
    for (let at = start; at < end; at++) this.values[at] = (this.values[at] as number) + share;
  }
}

function sum(heat: Float64Array, start: number, end: number): number {
  let total = 0;
  for (let at = start; at < end; at++) total += heat[at] as number;
  return total;
}

/** Stretch of whole words around [start, end); scripts without spaces have no words. */
function wholeWords(stream: TextStream, start: number, end: number): [number, number] {
  let [from, to] = [start, end];
  const isWord = (at: number): boolean => {
    const kind = stream.kind[at];
    return kind === 1 || kind === 3;
  };
  if (isWord(from)) while (from > 0 && isWord(from - 1)) from--;
  if (isWord(to - 1)) while (to < stream.length && isWord(to)) to++;
  return [from, to];
}

/** Words, and in scripts without spaces the stretches that contributed much. */
function units(stream: TextStream, heat: Float64Array): Stretch[] {
  let hottest = 0;
  for (let at = 0; at < stream.length; at++) hottest = Math.max(hottest, heat[at] as number);
  const found: Stretch[] = [];
  for (let at = 0; at < stream.length;) {
    const kind = stream.kind[at];
    let end = at + 1;
    const goesOn = (next: number): boolean =>
      stream.kind[next] === kind &&
      (kind !== 2 ||
        (heat[next] as number) >= hottest * UNSPACED_SHARE === (heat[at] as number) >= hottest * UNSPACED_SHARE);
    while (end < stream.length && goesOn(end)) end++;
    if (kind !== 0) found.push({ start: at, end, weight: sum(heat, at, end) });
    at = end;
  }
  return found;
}

/**
 * The words of the original text that contributed most to a decision: at most four phrases or words without overlaps,
 * in text order. `phrases` are stretches that belong together, such as matched concepts.
 */
export function evidenceWords(
  stream: TextStream,
  phrases: readonly { readonly start: number; readonly end: number }[],
  { values: heat }: Heat,
): string[] {
  const whole = phrases.map(({ start, end }) => {
    const [from, to] = wholeWords(stream, start, end);
    return { start: from, end: to, weight: sum(heat, from, to) };
  });
  const ranked = [...whole, ...units(stream, heat)]
    .filter((unit) => unit.weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.start - b.start);
  const strongest = ranked[0]?.weight ?? 0;
  const chosen: Stretch[] = [];
  for (const unit of ranked) {
    if (chosen.length === MOST || unit.weight < strongest * LEAST_SHARE) break;
    if (!chosen.some(({ start, end }) => unit.start < end && unit.end > start)) chosen.push(unit);
  }
  return chosen
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end }) => stream.text.slice(stream.starts[start] as number, stream.ends[end - 1] as number).trim());
}
