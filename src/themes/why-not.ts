/** Which concepts together mean a topic: every group must be found, a group is alternatives; none of `not` may be. */
export interface TopicRule {
  readonly when: readonly (readonly string[])[];
  readonly not: readonly string[];
}

/** Why a theme is not the topic nearest to it: most of its tickets lack a concept that the topic needs, or carry one that speaks against it. */
export interface WhyNot {
  readonly kind: 'lacks' | 'against';
  /** Ids of the concepts, alternatives of one another. */
  readonly concepts: readonly string[];
  /** Share of the theme's tickets that carry any of them, 0…1. */
  readonly share: number;
}

/** From this share on a concept counts as what a theme is about. */
const MOST = 0.5;

/**
 * Tells a theme from its nearest topic by the rule that the theme's tickets come closest to: its least met group, when
 * fewer than half of the tickets meet it, else the commonest concept that speaks against the topic. Null when the rules
 * tell nothing (the model weighed other words).
 */
export function whyNot(rules: readonly TopicRule[], tickets: readonly (readonly string[])[]): WhyNot | null {
  if (tickets.length === 0) return null;
  const sets = tickets.map((concepts) => new Set(concepts));
  const share = (group: readonly string[]): number =>
    sets.filter((set) => group.some((concept) => set.has(concept))).length / sets.length;
  const met = rules
    .map((rule) => {
      const groups = rule.when.map((concepts) => ({ concepts, share: share(concepts) }));
      return { rule, sum: groups.reduce((sum, one) => sum + one.share, 0) / groups.length, groups };
    })
    .toSorted((a, b) => b.sum - a.sum)[0];
  const least = met?.groups.toSorted((a, b) => a.share - b.share)[0];
  if (met === undefined || least === undefined) return null;
  if (least.share < MOST) return { kind: 'lacks', ...least };
  const against = met.rule.not
    .map((concept) => ({ concepts: [concept], share: share([concept]) }))
    .toSorted((a, b) => b.share - a.share)[0];
  return against !== undefined && against.share >= MOST / 2 ? { kind: 'against', ...against } : null;
}
