import { evidenceWords, Heat } from './evidence.ts';
import { ExampleReader } from './examples.ts';
import type { ModelFile } from './model.ts';
import { ModelScorer, RuleScorer, type ReadText, type Scorer } from './scorer.ts';
import { SentimentReader } from './sentiment.ts';
import { severityOf } from './severity.ts';
import type { Tagger, Tagging, TaggingContext, TopicTag } from './tagging.ts';
import type { Taxonomy } from './taxonomy.ts';

const MOST_TOPICS = 3;
/** What a rule's log-odds weigh beside the learned part's margins when the deciding words are named. */
const RULE_SHARE = 0.3;

/** Settings of a tagger. */
export interface TaggerOptions {
  /** Least confidence of a topic, 0…1; 0 or absent: the one chosen in training. */
  readonly threshold?: number;
}

/** The parts of a tagger, which `explain` shows. */
export interface TaggerParts {
  readonly reader: ExampleReader;
  readonly scorer: Scorer;
  readonly threshold: number;
  readonly heat: Heat;
}

/** Compiles the parts: lexicon, rules and scorer. */
export function compileParts(taxonomy: Taxonomy, model: ModelFile | null, options: TaggerOptions): TaggerParts {
  const scorer = model === null ? new RuleScorer(taxonomy) : new ModelScorer(taxonomy, model);
  const threshold = options.threshold === undefined || options.threshold === 0 ? scorer.threshold : options.threshold;
  return { reader: new ExampleReader(taxonomy), scorer, threshold, heat: new Heat() };
}

/** Indexes of the topics at or above the threshold, most probable first, three at most. */
export function chosenTopics(probabilities: Float64Array, threshold: number): number[] {
  const chosen: number[] = [];
  for (let t = 0; t < probabilities.length; t++) if ((probabilities[t] as number) >= threshold) chosen.push(t);
  return chosen.toSorted((a, b) => (probabilities[b] as number) - (probabilities[a] as number)).slice(0, MOST_TOPICS);
}

/**
 * Topics that the text last scored is given: those at or above the threshold, when it is a complaint at all. A topic that
 * the model has not learned is given by its rules alone, of which the gate knows nothing.
 */
export function givenTopics(scorer: Scorer, probabilities: Float64Array, threshold: number): number[] {
  const chosen = chosenTopics(probabilities, threshold);
  if (scorer.complaint >= scorer.leastComplaint) return chosen;
  return chosen.filter((topic) => scorer.margin(topic) === undefined);
}

/** The words that decided for a topic: those of its rules, and those that the learned part weighs most. */
export function decidingWords({ reader, scorer, heat }: TaggerParts, read: ReadText, topic: number): string[] {
  heat.reset(read.stream.length);
  for (const { topic: own, rule, findings } of read.fired) {
    if (own !== topic) continue;
    for (const { start, end } of findings) heat.add(start, end, (rule.weight * RULE_SHARE) / findings.length);
  }
  scorer.heat(topic, reader.buffer, heat);
  return evidenceWords(read.stream, read.findings, heat);
}

/** Version of a tagger: that of its taxonomy, and that of its model or `none`. */
export function taggerVersion(taxonomy: Taxonomy, model: { readonly version: string } | null): string {
  return `t:${taxonomy.version}+m:${model?.version ?? 'none'}`;
}

class CompiledTagger implements Tagger {
  readonly version: string;
  readonly #parts: TaggerParts;
  readonly #sentiment: SentimentReader;

  constructor(taxonomy: Taxonomy, parts: TaggerParts) {
    this.version = taggerVersion(taxonomy, parts.scorer);
    this.#parts = parts;
    this.#sentiment = new SentimentReader(parts.reader.analyser.lexicon, taxonomy.concepts);
  }

  tag(text: string, context: TaggingContext): Tagging {
    const { reader, scorer, threshold } = this.#parts;
    const { topics, concepts } = reader.analyser.taxonomy;
    const read = reader.read(text, context);
    const probabilities = scorer.probabilities(read, reader.buffer);
    const chosen = givenTopics(scorer, probabilities, threshold);
    const tags = chosen.map((topic) => this.#tag(read, topic, probabilities[topic] as number));
    const found = new Set(read.findings.map((finding) => concepts[finding.concept]?.id ?? ''));
    return {
      topics: tags,
      sentiment: this.#sentiment.rate(read.matches, read.stream, read.findings, tags[0]?.confidence ?? 0),
      severity: severityOf(
        chosen.flatMap((topic) => topics[topic] ?? []),
        found,
      ),
      concepts: [...found].toSorted(),
    };
  }

  #tag(read: ReadText, topic: number, confidence: number): TopicTag {
    const { reader, scorer, threshold } = this.#parts;
    return {
      topic: reader.analyser.taxonomy.topics[topic]?.id ?? '',
      confidence: Math.round(confidence * 1000) / 1000,
      source: scorer.byRules(read, topic) >= threshold ? 'lexicon' : 'model',
      evidence: decidingWords(this.#parts, read, topic),
    };
  }
}

/**
 * Compiles a taxonomy and, when there is one, a trained model into a tagger. The tagger is deterministic, reuses its
 * buffers and belongs to one thread.
 */
export function compileTagger(taxonomy: Taxonomy, model: ModelFile | null, options: TaggerOptions = {}): Tagger {
  return new CompiledTagger(taxonomy, compileParts(taxonomy, model, options));
}
