import type { ConceptName, ThemeDoc } from './doc.ts';

/** What a theme is about, in English and in Chinese; '' where nothing can be said that would not mislead. */
export interface Gloss {
  readonly en: string;
  readonly zh: string;
}

/** Least share of a theme's tickets that carry a concept, and how many times rarer it must be in the other tickets. */
const LEAST_SHARE = 0.3;
const LEAST_LIFT = 2;
/** Least share of the tickets that carry any of the concepts named. */
const LEAST_COVERED = 0.5;
const MOST_MATTERS = 2;
/** Stances that are what a ticket is for; others ("if", "again and again") say nothing of its matter. */
const PURPOSES: ReadonlySet<string> = new Set(['resolved', 'thanks', 'how-to', 'wish']);
/** Names of happenings that say no themselves, so that a "not" beside them is their own. */
const SAYS_NO = /^(?:no|not|can't|won't|doesn't|missing|fails)\b/;

/** Concepts of a ticket that stand: not what it denies ("no longer stutters") without being known to be resolved. */
function standing(doc: ThemeDoc | undefined, names: ReadonlyMap<string, ConceptName>): Set<string> {
  const concepts = new Set(doc?.concepts);
  if (!concepts.has('negation') || concepts.has('resolved')) return concepts;
  return new Set(
    [...concepts].filter((id) => names.get(id)?.kind !== 'happening' || SAYS_NO.test(names.get(id)?.en ?? '')),
  );
}

/** Counts the concepts of tickets. */
export function countConcepts(docs: readonly ThemeDoc[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { concepts } of docs)
    for (const concept of new Set(concepts)) counts.set(concept, (counts.get(concept) ?? 0) + 1);
  return counts;
}

/**
 * The names of at most two matters (things first) and one purpose that are frequent in a theme and rare in the other
 * tickets. Left out when no concept is, or when they tell of less than half of the theme's tickets.
 */
export function glossOf(
  docs: readonly ThemeDoc[],
  members: readonly number[],
  everywhere: ReadonlyMap<string, number>,
  names: ReadonlyMap<string, ConceptName>,
): Gloss {
  const own = members.map((i) => standing(docs[i], names));
  const counts = new Map<string, number>();
  for (const concepts of own) for (const id of concepts) counts.set(id, (counts.get(id) ?? 0) + 1);
  const scored = [...counts]
    .map(([id, count]) => {
      const rate = count / Math.max(1, members.length);
      const outside = Math.max(0, (everywhere.get(id) ?? 0) - count);
      const lift = rate / ((outside + 0.5) / (docs.length - members.length + 1));
      return { id, rate, lift, score: Math.sqrt(rate) * Math.log(1 + lift), name: names.get(id) };
    })
    .filter(({ rate, lift }) => rate >= LEAST_SHARE && lift >= LEAST_LIFT)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const matters = scored.filter(({ name }) => name !== undefined && name.kind !== 'stance').slice(0, MOST_MATTERS);
  const purpose = scored.filter(({ id, name }) => name !== undefined && PURPOSES.has(id)).slice(0, 1);
  const isHappening = (one: (typeof scored)[number]): number => (one.name?.kind === 'happening' ? 1 : 0);
  const chosen = [...matters.toSorted((a, b) => isHappening(a) - isHappening(b)), ...purpose];
  const covered = own.filter((concepts) => chosen.some(({ id }) => concepts.has(id))).length;
  if (chosen.length === 0 || covered < LEAST_COVERED * members.length) return { en: '', zh: '' };
  return { en: chosen.map(({ name }) => name?.en).join(' · '), zh: chosen.map(({ name }) => name?.zh).join('·') };
}
