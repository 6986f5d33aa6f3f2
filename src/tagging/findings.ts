import type { Lexicon } from './lexicon.ts';
import type { Matches } from './matcher.ts';
import type { TextStream } from './stream.ts';
import { isDenied, sidesOf, type Sides } from './negation.ts';
import type { Concept } from './taxonomy.ts';

/** One concept found in a text. */
export interface Finding {
  /** Index into the taxonomy's concepts. */
  readonly concept: number;
  /** Positions in the stream, [start, end). */
  readonly start: number;
  readonly end: number;
  readonly clause: number;
  /** A negator stands right before it ("no lag"), or right behind it where the language wants it so ("ラグはない"). */
  readonly negated: boolean;
  /** Its clause talks about another app or an imagined case. */
  readonly muted: boolean;
}

/** Turns matches into findings: drops stance words inside longer phrases, marks negated and merely imagined ones. */
export class FindingReader {
  readonly #lexicon: Lexicon;
  readonly #kinds: readonly Concept['kind'][];
  readonly #negation: number;
  readonly #muting: ReadonlySet<number>;

  constructor(lexicon: Lexicon, concepts: readonly Concept[]) {
    this.#lexicon = lexicon;
    this.#kinds = concepts.map((concept) => concept.kind);
    const indexOf = (id: string): number => concepts.findIndex((concept) => concept.id === id);
    this.#negation = indexOf('negation');
    this.#muting = new Set([indexOf('other-app'), indexOf('if')]);
  }

  /** Findings in order of their starts. */
  read(matches: Matches, stream: TextStream): Finding[] {
    const kept: number[] = [];
    const mutedClauses = new Set<number>();
    const negators: number[] = [];
    for (let i = 0; i < matches.count; i++) {
      const sense = matches.sense[i] as number;
      const negator = sense === this.#lexicon.negator || sense === this.#negation;
      const stance = this.#kinds[sense] === 'stance' || negator;
      if (stance && this.#inside(matches, i)) continue;
      if (negator) negators.push(i);
      if (sense >= this.#kinds.length) continue;
      kept.push(i);
      if (this.#muting.has(sense)) mutedClauses.add(stream.clause[matches.start[i] as number] as number);
    }
    const sides = sidesOf(matches, stream, negators);
    return kept.map((i) => this.#finding(matches, stream, i, sides, mutedClauses));
  }

  #finding(matches: Matches, stream: TextStream, i: number, sides: Sides, mutedClauses: ReadonlySet<number>): Finding {
    const concept = matches.sense[i] as number;
    const start = matches.start[i] as number;
    const clause = stream.clause[start] as number;
    const negated = this.#kinds[concept] === 'happening' && isDenied(matches, stream, i, sides);
    return { concept, start, end: matches.end[i] as number, clause, negated, muted: mutedClauses.has(clause) };
  }

  #inside(matches: Matches, i: number): boolean {
    const start = matches.start[i] as number;
    const end = matches.end[i] as number;
    for (let other = i - 1; other >= 0 && other > i - 24; other--)
      if (this.#covers(matches, other, start, end)) return true;
    for (let other = i + 1; other < matches.count && (matches.start[other] as number) <= start; other++)
      if (this.#covers(matches, other, start, end)) return true;
    return false;
  }

  #covers(matches: Matches, other: number, start: number, end: number): boolean {
    const from = matches.start[other] as number;
    const to = matches.end[other] as number;
    const concept = matches.sense[other] as number;
    return concept < this.#kinds.length && from <= start && to >= end && to - from > end - start;
  }
}
