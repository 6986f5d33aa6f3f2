import type { Topic } from './taxonomy.ts';

/** The worst severity. */
export const MOST_SEVERE = 3;

/**
 * Severity of a ticket from its topics and the ids of the concepts found, 0 … 3:
 * 3  safety of a person or a minor, a threat, theft that took money;
 * 2  money or account lost, or the writer cannot work: paid and got nothing, payout stuck, banned, cannot go live;
 * 1  a feature fails: lag, crash, black screen, missing reward;
 * 0  annoyance, or no complaint of the taxonomy: a late notification, a clumsy animation, a question.
 * A topic states its ground level and the concepts that make it worse by one (`severity`, `worse` in the area files);
 * the worst topic counts.
 */
export function severityOf(topics: readonly Topic[], concepts: ReadonlySet<string>): number {
  let severity = 0;
  for (const topic of topics) {
    const worse = topic.worse.some((concept) => concepts.has(concept)) ? 1 : 0;
    severity = Math.max(severity, topic.severity + worse);
  }
  return Math.min(MOST_SEVERE, severity);
}
