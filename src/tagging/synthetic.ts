import { OPEN_MARK } from './fold.ts';
import type { TrainingRow } from './examples.ts';
import { seeded } from './random.ts';
import type { LanguageLexicon, Rule, Taxonomy, Topic } from './taxonomy.ts';

/** Concepts that accompany any complaint. */
const COMPANIONS = [
  'again-and-again',
  'cannot',
  'device',
  'host',
  'app',
  'viewer',
  'live-room',
  'waiting-days',
  'own-live',
];
/** Stances that make a text no complaint. */
const HARMLESS = ['thanks', 'how-to', 'wish', 'resolved', 'other-app', 'if', 'other-person'];
const COMPANION_SHARE = 0.4;
/** Harmless texts of a language, for each one that a topic gets. */
const HARMLESS_FACTOR = 6;

/** Phrases as a person would write them: without the marks of the phrase syntax, stems marked as such. */
function plainPhrase(phrase: string): string {
  return phrase
    .replaceAll('~', ' ')
    .replaceAll(/(?<=[\p{L}\p{M}])\*/gu, OPEN_MARK)
    .replaceAll('*', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

class Composer {
  readonly #random: () => number;
  readonly #lexicon: LanguageLexicon;

  constructor(lexicon: LanguageLexicon, seed: number) {
    this.#lexicon = lexicon;
    this.#random = seeded(seed);
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }

  /** A random phrase of a random one of the concepts; nothing when the language has none. */
  phrase(concepts: readonly string[]): string[] {
    const concept = this.pick(concepts);
    const phrase = concept === undefined ? undefined : this.pick(this.#lexicon.concepts.get(concept) ?? []);
    return phrase === undefined ? [] : [plainPhrase(phrase)];
  }

  /** A rule of a topic, heavier ones more often. */
  rule(rules: readonly Rule[]): Rule | undefined {
    let left = this.#random() * rules.reduce((sum, rule) => sum + rule.weight, 0);
    return rules.find((rule) => (left -= rule.weight) <= 0) ?? rules[0];
  }

  complaint(topic: Topic): string {
    const words = (this.rule(topic.rules)?.when ?? []).flatMap((group) => this.phrase(group));
    if (words.length > 0 && this.#random() < COMPANION_SHARE) words.push(...this.phrase(COMPANIONS));
    return (this.#random() < 0.5 ? words.toReversed() : words).join(' ');
  }

  /** One phrase of each concept, in order; concepts that the language has no phrase for are left out. */
  line(concepts: readonly string[]): string {
    return concepts.flatMap((concept) => this.phrase([concept])).join(' ');
  }

  harmless(things: readonly string[]): string {
    return [...this.phrase(HARMLESS), ...this.phrase(things)].join(' ');
  }
}

/**
 * Texts composed from the phrases of the concepts that a topic's rules combine, in every language: from them the
 * learner knows the n-grams of all phrases, also where a writer misspells, inflects or shortens one. `perTopic` texts
 * for each topic and language, and harmless ones beside them. Deterministic by seed.
 */
export function composeRows(taxonomy: Taxonomy, perTopic: number, seed: number): TrainingRow[] {
  const things = taxonomy.concepts.filter((concept) => concept.kind === 'thing').map((concept) => concept.id);
  return taxonomy.languages.flatMap((lexicon, l) => {
    const composer = new Composer(lexicon, seed + l);
    const row = (text: string, topics: readonly string[]): TrainingRow => ({ text, lang: lexicon.language, topics });
    const complaints = taxonomy.topics.flatMap((topic) =>
      Array.from({ length: perTopic }, () => row(composer.complaint(topic), [topic.id])),
    );
    const harmless = Array.from({ length: perTopic * HARMLESS_FACTOR }, () => row(composer.harmless(things), []));
    return [...complaints, ...harmless].filter(({ text }) => text !== '');
  });
}

/** What was found in a labelled text: the ids of its concepts in text order, and its topics. */
export interface Pattern {
  readonly lang: string;
  readonly concepts: readonly string[];
  readonly topics: readonly string[];
}

const LEAST_CONCEPTS = 2;
const MOST_CONCEPTS = 7;

/**
 * The same patterns of concepts in the phrases of other languages: what one language's tickets teach about concepts,
 * said in another. `perPattern` texts of each pattern in random other languages; `source` is the pattern's index.
 */
export function transposeRows(
  taxonomy: Taxonomy,
  patterns: readonly Pattern[],
  perPattern: number,
  seed: number,
): { row: TrainingRow; source: number }[] {
  const random = seeded(seed);
  const composers = taxonomy.languages.map((lexicon, l) => new Composer(lexicon, seed + 1000 + l));
  return patterns.flatMap(({ lang, concepts, topics }, source) => {
    if (concepts.length < LEAST_CONCEPTS) return [];
    return Array.from({ length: perPattern }, () => {
      const l = Math.floor(random() * composers.length);
      const own = taxonomy.languages[l]?.language ?? lang;
      const text = composers[l]?.line(concepts.slice(0, MOST_CONCEPTS)) ?? '';
      return { row: { text, lang: own, topics }, source };
    }).filter(({ row }) => row.text !== '' && row.lang !== lang);
  });
}
