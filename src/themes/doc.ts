/** A text to be clustered, redacted beforehand. `weight` is how many tickets it stands for (default 1). */
export interface ThemeDoc {
  readonly id: string;
  readonly text: string;
  /** ISO 639-1; '' or 'und' when unknown. */
  readonly language: string;
  /** Pseudonym of the writer; one writer's many messages shape no theme. */
  readonly userKey: string;
  readonly concepts?: readonly string[];
  readonly topics?: readonly string[];
  /** Themes never cross groups (weekly: '' for tickets without a topic, else the large topic's id). */
  readonly group?: string;
  readonly weight?: number;
  /** From an embedding server, all of one length. */
  readonly vector?: Float32Array;
  /** The slice of the market it comes from (its country), so that quotes come from different ones. */
  readonly segment?: string;
}

/** English and Chinese name of a concept, and what kind of thing it is. */
export interface ConceptName {
  readonly kind?: 'thing' | 'happening' | 'person' | 'stance';
  readonly en: string;
  readonly zh: string;
}
