import { FindingReader, type Finding } from './findings.ts';
import { compileLexicon, type Lexicon } from './lexicon.ts';
import { Matcher, type Matches } from './matcher.ts';
import { RuleBook, ruleScores, type FiredRule } from './rules.ts';
import type { TextStream } from './stream.ts';
import type { TaggingContext } from './tagging.ts';
import type { Taxonomy } from './taxonomy.ts';

/** What the lexicon and the rules see in one text; stream and matches are valid until the next text. */
export interface Analysis {
  readonly stream: TextStream;
  readonly matches: Matches;
  readonly findings: readonly Finding[];
  readonly fired: readonly FiredRule[];
  /** Log-odds that rules add, per topic. */
  readonly rules: Float64Array;
}

/** Reads texts with a taxonomy's lexicon and rules; compiled once, used for one text at a time. */
export class Analyser {
  readonly taxonomy: Taxonomy;
  readonly lexicon: Lexicon;
  readonly #matcher: Matcher;
  readonly #findings: FindingReader;
  readonly #rules: RuleBook;

  constructor(taxonomy: Taxonomy) {
    this.taxonomy = taxonomy;
    this.lexicon = compileLexicon(taxonomy);
    this.#matcher = new Matcher(this.lexicon);
    this.#findings = new FindingReader(this.lexicon, taxonomy.concepts);
    this.#rules = new RuleBook(taxonomy);
  }

  /** Matches, findings and fired rules of a text. */
  analyse(text: string, context: TaggingContext): Analysis {
    const matches = this.#matcher.match(text, context.language);
    const { stream } = this.#matcher;
    const findings = this.#findings.read(matches, stream);
    const fired = this.#rules.fired(findings);
    return { stream, matches, findings, fired, rules: ruleScores(fired, this.taxonomy.topics.length) };
  }
}
