import type { Analysis } from './analyse.ts';
import { FAMILIES, finish, kindHash, mix, type FeatureBuffer } from './ngrams.ts';
import type { Finding } from './findings.ts';
import type { Taxonomy } from './taxonomy.ts';

const KIND = { concept: 16, negated: 17, muted: 18, pair: 19, near: 20, rule: 21 } as const;
/** Pairs are made of so many concepts at most, which bounds the work for long texts. */
const MOST_PAIRED = 24;

function hashOf(text: string): number {
  let hash = kindHash(0);
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return finish(hash);
}

const of = (kind: number, ...parts: readonly number[]): number => finish(parts.reduce(mix, kindHash(kind)));

/** Features that all languages share: concepts, negated and muted ones, pairs of concepts, and rules that hold. */
export class ConceptFeatures {
  readonly #concepts: Uint32Array;
  readonly #topics: Uint32Array;

  constructor(taxonomy: Taxonomy) {
    this.#concepts = Uint32Array.from(taxonomy.concepts, (concept) => hashOf(concept.id));
    this.#topics = Uint32Array.from(taxonomy.topics, (topic) => hashOf(topic.id));
  }

  /** Adds the features of one analysed text. */
  add(analysis: Analysis, out: FeatureBuffer): void {
    const plain: Finding[] = [];
    const seen = new Set<number>();
    for (const finding of analysis.findings) {
      const kind = finding.muted ? KIND.muted : finding.negated ? KIND.negated : KIND.concept;
      const key = finding.concept * 32 + kind;
      if (seen.has(key)) continue;
      seen.add(key);
      out.add(of(kind, this.#concepts[finding.concept] as number), FAMILIES.concept, finding.start, finding.end);
      if (kind === KIND.concept) plain.push(finding);
    }
    this.#pairs(plain.slice(0, MOST_PAIRED), out);
    for (const { topic, findings } of analysis.fired) {
      const [first] = findings;
      if (first !== undefined)
        out.add(of(KIND.rule, this.#topics[topic] as number), FAMILIES.concept, first.start, first.end);
    }
  }

  #pairs(findings: readonly Finding[], out: FeatureBuffer): void {
    for (const [i, a] of findings.entries()) {
      for (let j = i + 1; j < findings.length; j++) {
        const b = findings[j] as Finding;
        const [low, high] = a.concept < b.concept ? [a, b] : [b, a];
        const hashes = [this.#concepts[low.concept] as number, this.#concepts[high.concept] as number];
        out.add(of(KIND.pair, ...hashes), FAMILIES.pair, a.start, a.end);
        if (Math.abs(a.clause - b.clause) <= 1) out.add(of(KIND.near, ...hashes), FAMILIES.pair, b.start, b.end);
      }
    }
  }
}
