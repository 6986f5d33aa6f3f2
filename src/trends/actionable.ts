/** Of two segments that name the same tickets, a system and a version that runs on it: the one that tells the cause. */
import { betaCdf } from './distributions.ts';
import type { Slice, TrendDriver } from './drivers.ts';

/** A version takes the place of its system when it has at least this share of the segment's tickets and of its excess … */
const COVERS = 0.9;
/** … its users are on that system, but for so few … */
const WITHIN = 0.98;
/** … and so great a share of the tickets has this chance, all versions tried together, if versions did not matter. */
const ERROR = 0.03;

type Parts = Slice['parts'];

const keyOf = (parts: Parts): string =>
  parts
    .map(({ dimension, value }) => `${dimension}=${value}`)
    .toSorted()
    .join(' ');
const othersOf = ({ allNow, now }: Slice): number => Math.max(1, allNow - now);

/** Slices by their parts, in any order, and the versions and systems among them. */
export interface SliceIndex {
  readonly byParts: ReadonlyMap<string, Slice>;
  readonly versions: Parts;
  readonly systems: Parts;
}

export function indexSlices(slices: readonly Slice[]): SliceIndex {
  const single = (dimension: string): Parts =>
    slices.flatMap(({ parts }) => (parts.length === 1 && parts[0]!.dimension === dimension ? parts : []));
  return {
    byParts: new Map(slices.map((slice) => [keyOf(slice.parts), slice])),
    versions: single('app_version'),
    systems: single('os'),
  };
}

/** True when (nearly) everybody with a version is on a system. */
function runsOn(version: Parts[number], system: Parts[number], { byParts }: SliceIndex): boolean {
  const [both, all] = [byParts.get(keyOf([version, system])), byParts.get(keyOf([version]))];
  return both !== undefined && all !== undefined && both.allNow >= WITHIN * all.allNow;
}

/** Chance that a version has so many of its system's tickets, were they spread as the users who write about something else. */
function chanceWithin(version: Slice, system: Slice): number {
  const share = Math.min(1, othersOf(version) / othersOf(system));
  return share < 1 ? betaCdf(share, version.now, Math.max(0, system.now - version.now) + 1) : 1;
}

/** Drivers that were found, by their parts. */
export type FoundDrivers = ReadonlyMap<string, TrendDriver>;

export function indexDrivers(found: readonly TrendDriver[]): FoundDrivers {
  return new Map(found.map((driver) => [keyOf(driver.parts), driver]));
}

/**
 * The driver, or in its place the other of a system and a version that runs on it alone ("Android in Vietnam", "8.2.1 in
 * Vietnam"), where both were found and name the same tickets. The question is whether the tickets of the system crowd in the
 * version: given the system's, the version's number is binomial with its share of the users there who write about something
 * else (exact upper tail, 3 % over the versions tried). If they do and the version has nine tenths of the tickets and of the
 * excess, it is the version: a team can act on that. If they do not, it is the system.
 */
export function preferCause(driver: TrendDriver, found: FoundDrivers, slices: SliceIndex): TrendDriver {
  const os = driver.parts.find(({ dimension }) => dimension === 'os');
  const version = driver.parts.find(({ dimension }) => dimension === 'app_version');
  if (driver.mixOnly || (os === undefined) === (version === undefined)) return driver;
  const rest = driver.parts.filter((part) => part !== os && part !== version);
  const pairs = os === undefined ? slices.systems.map((one) => [one, version!] as const) : slices.versions.map((one) => [os, one] as const); // prettier-ignore
  for (const [system, one] of pairs) {
    if (!runsOn(one, system, slices)) continue;
    const [wide, narrow] = [keyOf([...rest, system]), keyOf([...rest, one])];
    const [ofSystem, ofVersion] = [found.get(wide), found.get(narrow)];
    if (ofSystem === undefined || ofVersion === undefined || ofSystem.mixOnly || ofVersion.mixOnly) continue;
    const chance = chanceWithin(slices.byParts.get(narrow)!, slices.byParts.get(wide)!);
    const crowded = chance <= ERROR / slices.versions.length;
    const covers = ofVersion.now >= COVERS * ofSystem.now && ofVersion.shareOfRise >= COVERS * ofSystem.shareOfRise;
    if (crowded && covers) return { ...ofVersion, parts: [...rest, system, one] };
    if (!crowded && driver === ofVersion) return ofSystem;
  }
  return driver;
}
