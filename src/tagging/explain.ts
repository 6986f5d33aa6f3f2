import { compileParts, decidingWords, givenTopics, type TaggerOptions } from './tagger.ts';
import type { ModelFile } from './model.ts';
import type { ReadText } from './scorer.ts';
import { STANCES } from './stance.ts';
import type { TaggingContext } from './tagging.ts';
import type { Taxonomy } from './taxonomy.ts';

/** A concept found in a text, with the words that named it. */
export interface ExplainedConcept {
  readonly concept: string;
  readonly words: string;
  /** `negated`: "no lag"; `imagined`: talk about another app or a condition; neither counts for rules. */
  readonly state: 'found' | 'negated' | 'imagined';
}

/** Why a topic was, or was nearly, given. */
export interface ExplainedTopic {
  readonly topic: string;
  readonly confidence: number;
  readonly given: boolean;
  /** Rules that hold, written as in the taxonomy. */
  readonly rules: readonly string[];
  /** Log-odds of the rules; 0 when none holds. */
  readonly ruleScore: number;
  /** Margin of the learned part, about −2 … 2; null when there is no model or it has not learned the topic. */
  readonly learned: number | null;
  readonly evidence: readonly string[];
}

/** Why a text got its topics. */
export interface Explanation {
  readonly threshold: number;
  /** Probability that the text is a complaint of the taxonomy at all, and the least one at which topics are given. */
  readonly complaint: number;
  readonly leastComplaint: number;
  readonly concepts: readonly ExplainedConcept[];
  /** Stances that speak against a complaint. */
  readonly stances: readonly string[];
  /** Given topics first, then the nearest others. */
  readonly topics: readonly ExplainedTopic[];
}

const SHOWN = 5;

/** Compiles an explainer of tags: the same decisions as the tagger's, with their reasons. */
export function compileExplainer(
  taxonomy: Taxonomy,
  model: ModelFile | null,
  options: TaggerOptions = {},
): (text: string, context: TaggingContext) => Explanation {
  const parts = compileParts(taxonomy, model, options);
  const { reader, scorer, threshold } = parts;
  const explainTopic = (read: ReadText, topic: number, confidence: number, given: boolean): ExplainedTopic => ({
    topic: taxonomy.topics[topic]?.id ?? '',
    confidence: Math.round(confidence * 1000) / 1000,
    given,
    rules: read.fired
      .filter((fired) => fired.topic === topic)
      .map(({ rule }) => `${rule.when.map((group) => group.join('|')).join(' + ')} (${rule.weight})`),
    ruleScore: read.rules[topic] as number,
    learned: scorer.margin(topic) ?? null,
    evidence: decidingWords(parts, read, topic),
  });
  return (text, context) => {
    const read = reader.read(text, context);
    const probabilities = scorer.probabilities(read, reader.buffer).slice();
    const given = new Set(givenTopics(scorer, probabilities, threshold));
    const order = [...probabilities.keys()].toSorted((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
    return {
      threshold,
      complaint: Math.round(scorer.complaint * 1000) / 1000,
      leastComplaint: scorer.leastComplaint,
      concepts: explainConcepts(read, taxonomy),
      stances: STANCES.filter((_, i) => read.stances[i] === 1),
      topics: order
        .slice(0, SHOWN)
        .filter((topic) => given.has(topic) || (probabilities[topic] ?? 0) >= 0.01)
        .map((topic) => explainTopic(read, topic, probabilities[topic] ?? 0, given.has(topic))),
    };
  };
}

function explainConcepts({ findings, stream }: ReadText, taxonomy: Taxonomy): ExplainedConcept[] {
  return findings.map(({ concept, start, end, negated, muted }) => ({
    concept: taxonomy.concepts[concept]?.id ?? '',
    words: stream.text.slice(stream.starts[start] as number, stream.ends[end - 1] as number),
    state: muted ? 'imagined' : negated ? 'negated' : 'found',
  }));
}

/** An explanation as lines for people. */
export function explanationLines(explanation: Explanation): string[] {
  const { threshold, complaint, leastComplaint, concepts, stances, topics } = explanation;
  const named = concepts.map(
    ({ concept, words, state }) => `${concept}${state === 'found' ? '' : ` (${state})`}: “${words}”`,
  );
  return [
    `concepts  ${named.length === 0 ? 'none' : named.join(', ')}`,
    ...(stances.length === 0 ? [] : [`against    ${stances.join(', ')}`]),
    ...(leastComplaint === 0
      ? []
      : [
          `complaint ${complaint.toFixed(2)} ${complaint < leastComplaint ? `< ${leastComplaint.toFixed(2)}: left alone` : `≥ ${leastComplaint.toFixed(2)}`}`,
        ]),
    ...(topics.length === 0 ? ['topics     none comes near'] : []),
    ...topics.flatMap(({ topic, confidence, given, rules, learned, evidence }) => [
      `${given ? 'given   ' : 'not     '}  ${topic}  ${confidence.toFixed(2)} ${confidence >= threshold ? '≥' : '<'} ${threshold.toFixed(2)}`,
      ...rules.map((rule) => `            rule  ${rule}`),
      ...(learned === null ? [] : [`            learned margin  ${learned.toFixed(2)}`]),
      ...(evidence.length === 0 ? [] : [`            words  ${evidence.map((word) => `“${word}”`).join(' ')}`]),
    ]),
  ];
}
