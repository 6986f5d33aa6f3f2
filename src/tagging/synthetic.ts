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

/** Phrases as a person would write them: without the marks of the phrase syntax. */
function plainPhrase(phrase: string): string {
  return phrase.replaceAll(/[~*]/g, ' ').replaceAll(/\s+/g, ' ').trim();
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
