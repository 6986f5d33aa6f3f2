const DAY = 86_400_000;

/**
 * Weeks since the Monday before 1970-01-01 of an ISO week (2026-W47, 2026W47), a date (2026-11-16, time ignored), or the
 * number itself of a whole number (…, 1, 2, 3); undefined for anything else.
 */
export function weekIndex(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^-?\d{1,5}$/u.test(trimmed)) return Number(trimmed);
  const iso = /^(\d{4})-?W(\d{2})$/iu.exec(trimmed);
  if (iso !== null) {
    const week = Number(iso[2]);
    return week >= 1 && week <= 53 ? weekOfDay(Date.UTC(Number(iso[1]), 0, 4) / DAY) + week - 1 : undefined;
  }
  const date = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/u.exec(trimmed);
  if (date === null) return undefined;
  const time = Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
  return new Date(time).getUTCDate() === Number(date[3]) ? weekOfDay(time / DAY) : undefined;
}

function weekOfDay(day: number): number {
  return Math.floor((day + 3) / 7);
}
