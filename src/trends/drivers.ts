import { normalQuantile } from './distributions.ts';

/** Users of a slice of a topic, in the judged week and on average before it. */
export interface Slice {
  readonly parts: readonly { readonly dimension: string; readonly value: string }[];
  readonly now: number;
  readonly before: number;
}

/** A slice that carries a change. */
export interface TrendDriver extends Slice {
  /** Share of the topic's tickets before the change. */
  readonly shareOfBase: number;
  /** Share of the excess that falls into the slice. */
  readonly shareOfRise: number;
  readonly z: number;
}

/** Dimensions that mostly name the same tickets: where somebody is, and what they run. */
const FAMILIES: Readonly<Record<string, string>> = {
  language: 'place',
  os: 'build',
  app_version: 'build',
  device: 'build',
  country: 'place',
};

function familyOf({ dimension }: { readonly dimension: string }): string {
  return FAMILIES[dimension] ?? dimension;
}

/**
 * Slices that carry an excess beyond their usual share: the excess is taken as binomial with the base share, tested at
 * 5 % over all slices tried (Bonferroni), and must fall into the slice by at least 40 %; of slices that name nearly the
 * same tickets the one with the greater concentration stays. At most `most`, greatest first.
 */
export function findDrivers(slices: readonly Slice[], now: number, before: number, most = 3): TrendDriver[] {
  const excess = now - before;
  if (excess < 5 || slices.length === 0) return [];
  const critical = normalQuantile(1 - 0.05 / slices.length);
  const found = slices.flatMap((slice): TrendDriver[] => {
    const base = Math.max(slice.before, 0.5) / Math.max(before, 1);
    const rise = slice.now - slice.before;
    const spread = Math.sqrt(excess * base * Math.max(0.02, 1 - base) + slice.before + 1);
    const z = (rise - excess * base) / spread;
    const shareOfRise = Math.min(1, rise / excess);
    return z > critical && shareOfRise >= 0.4 && shareOfRise > 1.3 * base
      ? [{ ...slice, shareOfBase: Math.min(1, base), shareOfRise, z }]
      : [];
  });
  const kept: TrendDriver[] = [];
  for (const driver of found.toSorted((a, b) => b.z - a.z)) {
    const families = new Set(driver.parts.map(familyOf));
    if (kept.every((other) => other.parts.every((part) => !families.has(familyOf(part))))) kept.push(driver);
    if (kept.length === most) break;
  }
  return kept;
}
