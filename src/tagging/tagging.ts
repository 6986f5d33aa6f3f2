/** One topic of the taxonomy that a ticket carries. */
export interface TopicTag {
  /** Stable id `area.topic`. */
  readonly topic: string;
  /** Calibrated probability that a careful agent would give this topic, 0…1. */
  readonly confidence: number;
  /** `lexicon` when phrases alone decided, `model` when the learned part did, `reviewer` when a person did. */
  readonly source: 'lexicon' | 'model' | 'reviewer';
  /** The words of the redacted text that decided, in text order. */
  readonly evidence: readonly string[];
}

/** What tagging says of one ticket. */
export interface Tagging {
  /** Highest confidence first; empty when the ticket is no complaint of the taxonomy. */
  readonly topics: readonly TopicTag[];
  /** −1 (very negative) … 1 (very positive). */
  readonly sentiment: number;
  /** 0 annoyance … 3 safety of a person, or large loss; the scale is documented in severity.ts. */
  readonly severity: number;
  /** Ids of the concepts found, sorted, for clustering across languages. */
  readonly concepts: readonly string[];
}

/** A compiled tagger; pure and thread-confined. */
export interface Tagger {
  /** Names taxonomy and model, e.g. `t:1a2b3c4d+m:5e6f7a8b`; equal versions give equal tags. */
  readonly version: string;
  tag(text: string, context: TaggingContext): Tagging;
}

/** What else is known of the ticket when it is tagged. */
export interface TaggingContext {
  /** ISO 639-1 as identified. */
  readonly language: string;
  readonly role?: 'viewer' | 'host' | 'agency' | null;
}
