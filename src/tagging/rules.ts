import type { Finding } from './findings.ts';
import type { Rule, Taxonomy } from './taxonomy.ts';

interface CompiledRule {
  readonly topic: number;
  readonly rule: Rule;
  readonly when: readonly (readonly number[])[];
  readonly not: readonly number[];
}

/** A rule that holds in a text, with the findings that made it hold. */
export interface FiredRule {
  /** Index into the taxonomy's topics. */
  readonly topic: number;
  readonly rule: Rule;
  readonly findings: readonly Finding[];
}

/** Groups of a `together` rule meet when their clauses are at most so far apart. */
const NEAR_CLAUSES = 1;
/** Share of a topic's weaker rules that counts beside its strongest. */
const SECOND_RULES = 0.25;

function mayHold({ when, not }: CompiledRule, present: Uint8Array): boolean {
  for (let g = 0; g < when.length; g++) {
    const group = when[g] as readonly number[];
    let any = false;
    for (let i = 0; i < group.length && !any; i++) any = present[group[i] as number] === 1;
    if (!any) return false;
  }
  for (let i = 0; i < not.length; i++) if (present[not[i] as number] === 1) return false;
  return true;
}

/** One finding for each group, all different and, when the rule asks for it, near the first. */
function choose({ rule, when }: CompiledRule, findings: readonly Finding[]): Finding[] | undefined {
  const chosen: Finding[] = [];
  for (const group of when) {
    const anchor = chosen[0];
    const found = findings.find(
      (finding) =>
        group.includes(finding.concept) &&
        !chosen.includes(finding) &&
        (!rule.together || anchor === undefined || Math.abs(finding.clause - anchor.clause) <= NEAR_CLAUSES),
    );
    if (found === undefined) return undefined;
    chosen.push(found);
  }
  return chosen;
}

/** The rules of all topics, with concepts as indexes. */
export class RuleBook {
  readonly #rules: readonly CompiledRule[];
  readonly #present: Uint8Array;

  constructor(taxonomy: Taxonomy) {
    const index = new Map(taxonomy.concepts.map((concept, i) => [concept.id, i]));
    const at = (id: string): number => index.get(id) ?? -1;
    this.#present = new Uint8Array(taxonomy.concepts.length);
    this.#rules = taxonomy.topics.flatMap((topic, t) =>
      topic.rules.map((rule) => ({
        topic: t,
        rule,
        when: rule.when.map((group) => group.map(at)),
        not: rule.not.map(at),
      })),
    );
  }

  /** Rules that hold; negated and muted findings don't count for `when`. */
  fired(findings: readonly Finding[]): FiredRule[] {
    const present = this.#present;
    const counting = findings.filter((finding) => !finding.negated && !finding.muted);
    for (const { concept } of counting) present[concept] = 1;
    const fired: FiredRule[] = [];
    for (const compiled of this.#rules) {
      if (!mayHold(compiled, present)) continue;
      const chosen = choose(compiled, counting);
      if (chosen !== undefined) fired.push({ topic: compiled.topic, rule: compiled.rule, findings: chosen });
    }
    for (const { concept } of counting) present[concept] = 0;
    return fired;
  }
}

/** Log-odds that rules add to each topic: the strongest counts whole, the others a quarter; 0 where none holds. */
export function ruleScores(fired: readonly FiredRule[], topics: number): Float64Array {
  const scores = new Float64Array(topics);
  for (let i = 0; i < fired.length; i++) {
    const { topic } = fired[i] as FiredRule;
    if (scores[topic] !== 0) continue;
    let [best, sum] = [0, 0];
    for (let j = i; j < fired.length; j++) {
      const other = fired[j] as FiredRule;
      if (other.topic !== topic) continue;
      best = Math.max(best, other.rule.weight);
      sum += other.rule.weight;
    }
    scores[topic] = Math.min(6, best + SECOND_RULES * (sum - best));
  }
  return scores;
}
