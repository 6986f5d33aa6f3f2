import { emojiValence, mocks } from './emoji.ts';
import type { Finding } from './findings.ts';
import { VALENCES, type Lexicon } from './lexicon.ts';
import type { Matches } from './matcher.ts';
import type { TextStream } from './stream.ts';
import type { Concept } from './taxonomy.ts';

/** Reach of negators and intensifiers before a word of feeling: three words. */
const REACH = 35;
/** So many matches before a word of feeling are looked at for them. */
const MODIFIERS = 12;
/** A negated word keeps so much of its valence, with the other sign (VADER's constant). */
const NEGATED = -0.74;
const INTENSIFIED = 1.4;
/** VADER's normalisation: sum / sqrt(sum² + ALPHA) stays within −1 … 1. */
const ALPHA = 15;
/** What one failure named in a text weighs, and all of them together at most. */
const HAPPENING = -0.7;
const HAPPENINGS = -2.8;
/** A complaint is no praise, even without a word of feeling. */
const COMPLAINT = -1;

interface Word {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** Its match. */
  readonly match: number;
}

/** Words of feeling; of overlapping ones the longest. */
function feelings(matches: Matches, lexicon: Lexicon): Word[] {
  const words: Word[] = [];
  for (let i = 0; i < matches.count; i++) {
    const value = (matches.sense[i] as number) - lexicon.valence - (VALENCES - 1) / 2;
    if (Math.abs(value) > 3) continue;
    const word = { start: matches.start[i] as number, end: matches.end[i] as number, value, match: i };
    const last = words.at(-1);
    if (last !== undefined && word.start < last.end) {
      if (word.end - word.start > last.end - last.start) words[words.length - 1] = word;
    } else words.push(word);
  }
  return words;
}

function modified(word: Word, matches: Matches, stream: TextStream, lexicon: Lexicon, negation: number): number {
  let value = word.value;
  for (let i = word.match - 1; i >= 0 && i >= word.match - MODIFIERS; i--) {
    const sense = matches.sense[i] as number;
    const end = matches.end[i] as number;
    if (end > word.start || stream.clause[end - 1] !== stream.clause[word.start]) continue;
    if ((stream.ruler[word.start] as number) - (stream.ruler[end - 1] as number) > REACH) continue;
    if (sense === lexicon.intensifier) value *= INTENSIFIED;
    else if (sense === lexicon.negator || sense === negation) value *= NEGATED;
  }
  return Math.max(-5, Math.min(5, value));
}

/** Rates the feeling of texts after VADER (Hutto & Gilbert 2014), with lexicons, emoji and the failures a text names. */
export class SentimentReader {
  readonly #lexicon: Lexicon;
  readonly #concepts: readonly Concept[];
  readonly #negation: number;
  readonly #thanks: number;
  readonly #resolved: number;

  constructor(lexicon: Lexicon, concepts: readonly Concept[]) {
    this.#lexicon = lexicon;
    this.#concepts = concepts;
    const indexOf = (id: string): number => concepts.findIndex((concept) => concept.id === id);
    this.#negation = indexOf('negation');
    this.#thanks = indexOf('thanks');
    this.#resolved = indexOf('resolved');
  }

  /** −1 … 1. Exclamation marks strengthen; a mocking emoji turns praise around; `complaint` is how surely it is one, 0…1. */
  rate(matches: Matches, stream: TextStream, findings: readonly Finding[], complaint: number): number {
    let sum = 0;
    let mocked = false;
    for (const { code } of stream.symbols) {
      sum += emojiValence(code);
      mocked ||= mocks(code);
    }
    sum = Math.max(-4, Math.min(4, sum));
    for (const word of feelings(matches, this.#lexicon)) {
      const value = modified(word, matches, stream, this.#lexicon, this.#negation);
      sum += mocked && value > 0 ? -value / 2 : value;
    }
    let failures = 0;
    for (const { concept, negated, muted } of findings) {
      if (concept === this.#resolved || concept === this.#thanks) sum += mocked ? -0.5 : 1.2;
      else if (this.#concepts[concept]?.kind === 'happening' && !muted) failures += negated ? -HAPPENING : HAPPENING;
    }
    sum += Math.max(HAPPENINGS, Math.min(1, failures));
    sum += COMPLAINT * complaint;
    sum *= 1 + 0.1 * Math.min(3, stream.exclamations);
    return Math.round((sum / Math.sqrt(sum * sum + ALPHA)) * 1000) / 1000;
  }
}
