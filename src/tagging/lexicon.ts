import { openStems } from './inflection.ts';
import { compilePhrase, type PhrasePart } from './phrase.ts';
import type { LanguageLexicon, Taxonomy } from './taxonomy.ts';
import { TrieBuilder, type Trie } from './trie.ts';
import { valences } from './valence.ts';

/** First code of a phrase that matches only where a Hangul word begins. */
export const WORD_START = 0x02;

/** Strengths of feeling, as senses after the concepts: −3 … 3. */
export const VALENCES = 7;

/** What a second part of `a ~ b` completes: `first` seen shortly before gives `result`. */
export interface Pair {
  readonly first: number;
  readonly result: number;
}

/** The phrases of all languages, a trie to a slot, and the meaning of their senses. */
export interface Lexicon {
  readonly tries: readonly Trie[];
  /** Ids of concepts; sense i < concepts.length is concept i. */
  readonly concepts: readonly string[];
  /** Sense of valence −3; the following six rise to 3. */
  readonly valence: number;
  readonly intensifier: number;
  readonly negator: number;
  /** Senses from here on are parts of pairs. */
  readonly parts: number;
  readonly senses: number;
  /** Pairs by their second part, index relative to `parts`. */
  readonly pairs: readonly (readonly Pair[])[];
  /** Slots of a language: plain, and with accents kept (equal unless the language needs its accents). */
  readonly slots: ReadonlyMap<string, { readonly plain: number; readonly accented: number }>;
}

/** Languages whose accents tell words apart, so that accented text must match with its accents. */
const ACCENTED = new Set(['vi']);

class Builder {
  readonly tries: TrieBuilder[] = [];
  readonly pairs: Pair[][] = [];
  readonly #partIds = new Map<string, number>();
  readonly #parts: number;
  count: number;

  constructor(parts: number) {
    this.#parts = parts;
    this.count = parts;
  }

  #newPart(): number {
    this.pairs.push([]);
    return this.count++;
  }

  #insert(part: PhrasePart, sense: number, slot: number): void {
    (this.tries[slot] ??= new TrieBuilder()).insert(part.atWordStart ? [WORD_START, ...part.codes] : part.codes, sense);
  }

  #part(part: PhrasePart, slot: number): number {
    const key = `${slot}:${part.atWordStart ? 1 : 0}:${String.fromCharCode(...part.codes)}`;
    let id = this.#partIds.get(key);
    if (id === undefined) {
      id = this.#newPart();
      this.#partIds.set(key, id);
      this.#insert(part, id, slot);
    }
    return id;
  }

  #pair(first: number, second: number, result: number): void {
    this.pairs[second - this.#parts]?.push({ first, result });
  }

  add(phrase: string, sense: number, slot: number, keepAccents: boolean): void {
    const parts = compilePhrase(phrase, keepAccents);
    const [first, ...rest] = parts;
    if (first === undefined) return;
    if (rest.length === 0) return this.#insert(first, sense, slot);
    let left = this.#part(first, slot);
    for (const [i, part] of rest.entries()) {
      const result = i === rest.length - 1 ? sense : this.#newPart();
      this.#pair(left, this.#part(part, slot), result);
      left = result;
    }
  }
}

function addLanguage(
  builder: Builder,
  lexicon: LanguageLexicon,
  senses: ReadonlyMap<string, number>,
  scale: { valence: number; intensifier: number; negator: number },
  slot: number,
  keepAccents: boolean,
): void {
  const addAll = (phrases: readonly string[], sense: number): void => {
    for (const phrase of phrases) builder.add(phrase, sense, slot, keepAccents);
  };
  for (const [concept, phrases] of lexicon.concepts) {
    addAll(phrases, senses.get(concept) ?? -1);
    addAll(
      phrases.map((phrase) => openStems(phrase, lexicon.language)).filter((phrase, i) => phrase !== phrases[i]),
      senses.get(concept) ?? -1,
    );
  }
  addAll(lexicon.positive, scale.valence + 5);
  addAll(lexicon.negative, scale.valence + 1);
  addAll(lexicon.intensifiers, scale.intensifier);
  addAll(lexicon.negators, scale.negator);
  const own = new Set([...lexicon.positive, ...lexicon.negative]);
  for (const [word, value] of valences(lexicon.language))
    if (!own.has(word)) builder.add(word, scale.valence + 3 + value, slot, keepAccents);
}

/** Compiles every phrase of every language; each language has a trie of its own, because a text is matched with a few languages only. */
export function compileLexicon(taxonomy: Taxonomy): Lexicon {
  const concepts = taxonomy.concepts.map((concept) => concept.id);
  const senses = new Map(concepts.map((id, i) => [id, i]));
  const valence = concepts.length;
  const scale = { valence, intensifier: valence + VALENCES, negator: valence + VALENCES + 1 };
  const parts = valence + VALENCES + 2;
  const builder = new Builder(parts);
  const slots = new Map<string, { plain: number; accented: number }>();
  let slotCount = 0;
  for (const lexicon of taxonomy.languages) {
    const plain = slotCount++;
    addLanguage(builder, lexicon, senses, scale, plain, false);
    let accented = plain;
    if (ACCENTED.has(lexicon.language)) {
      accented = slotCount++;
      addLanguage(builder, lexicon, senses, scale, accented, true);
    }
    slots.set(lexicon.language, { plain, accented });
  }
  return {
    tries: Array.from({ length: slotCount }, (_, slot) => (builder.tries[slot] ?? new TrieBuilder()).build()),
    concepts,
    ...scale,
    parts,
    senses: builder.count,
    pairs: builder.pairs,
    slots,
  };
}
