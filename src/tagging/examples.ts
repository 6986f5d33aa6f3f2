import { Analyser } from './analyse.ts';
import { ConceptFeatures } from './concept-features.ts';
import { FeatureBuffer, ngramFeatures } from './ngrams.ts';
import { StanceReader } from './stance.ts';
import type { TaggingContext } from './tagging.ts';
import type { Taxonomy } from './taxonomy.ts';
import { copyFeatures, type RawFeatures } from './vocabulary.ts';

/** A labelled text to learn from. */
export interface TrainingRow {
  readonly text: string;
  readonly lang: string;
  /** Topic ids; empty: no complaint of the taxonomy. */
  readonly topics: readonly string[];
  readonly role?: TaggingContext['role'];
}

/** What the learner needs of one row. */
export interface Example {
  readonly lang: string;
  readonly features: RawFeatures;
  readonly rules: Float64Array;
  readonly stances: Float64Array;
  /** Indexes into the taxonomy's topics. */
  readonly labels: readonly number[];
  /** Length of the text in folded characters. */
  readonly length: number;
  /** Ids of the concepts found, in text order. */
  readonly concepts: readonly string[];
  /** How much it counts in learning. */
  readonly weight: number;
  /** A person wrote it; false: composed from phrases. */
  readonly written: boolean;
}

/** Reads texts into examples; the tagger reads its texts with the same eyes. */
export class ExampleReader {
  readonly analyser: Analyser;
  readonly buffer = new FeatureBuffer();
  readonly #concepts: ConceptFeatures;
  readonly #stances: StanceReader;
  readonly #topics: ReadonlyMap<string, number>;

  constructor(taxonomy: Taxonomy) {
    this.analyser = new Analyser(taxonomy);
    this.#concepts = new ConceptFeatures(taxonomy);
    this.#stances = new StanceReader(taxonomy.concepts);
    this.#topics = new Map(taxonomy.topics.map((topic, i) => [topic.id, i]));
  }

  /** Analyses a text and leaves its features in `buffer`. */
  read(text: string, context: TaggingContext) {
    const analysis = this.analyser.analyse(text, context);
    this.buffer.clear();
    ngramFeatures(analysis.stream, this.buffer);
    this.#concepts.add(analysis, this.buffer);
    return { ...analysis, stances: this.#stances.vector(analysis.findings) };
  }

  /** One row, with its weight in learning, as an example; topics that the taxonomy doesn't know are left out. */
  example(row: TrainingRow, weight = 1, written = true): Example {
    const { rules, stances, findings, stream } = this.read(row.text, { language: row.lang, role: row.role ?? null });
    const known = this.analyser.taxonomy.concepts;
    const concepts = [
      ...new Set(findings.filter((f) => !f.negated && !f.muted).map((f) => known[f.concept]?.id ?? '')),
    ];
    const labels = row.topics.flatMap((id) => this.#topics.get(id) ?? []);
    return {
      lang: row.lang,
      features: copyFeatures(this.buffer),
      rules,
      stances,
      labels,
      length: stream.length,
      concepts,
      weight,
      written,
    };
  }
}
