/** How a theme stands this week. */
export type ThemeStatus = 'new' | 'rising' | 'steady' | 'falling' | 'gone' | 'back';

/**
 * Status by the tickets of the week against the mean of the (at most four) weeks before: rising and falling need half as
 * many more or a third fewer and two standard deviations of a Poisson difference; back is after two weeks or more
 * without a ticket; a theme of the first week of all is steady.
 */
export function statusOf(before: readonly number[], now: number, first: boolean, baseline: boolean): ThemeStatus {
  if (first) return baseline ? 'steady' : 'new';
  if (now === 0) return 'gone';
  const absent = before.length - 1 - before.findLastIndex((count) => count > 0);
  if (absent >= 2) return 'back';
  const recent = before.slice(-4);
  const mean = recent.reduce((sum, count) => sum + count, 0) / Math.max(1, recent.length);
  const z = (now - mean) / Math.sqrt(Math.max(1, mean + mean / Math.max(1, recent.length)));
  if (z >= 2 && now >= 1.5 * mean) return 'rising';
  if (z <= -2 && now <= mean / 1.5) return 'falling';
  return 'steady';
}
