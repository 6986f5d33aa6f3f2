/** Surges of a release in a market where versions run on one system each: does the report say the version, or the system? */
import { findDrivers, type Slice, type TrendDriver } from '../../src/trends/drivers.ts';
import { poisson, randomFrom, type Random } from '../trends/simulate.ts';

const COUNTRIES = [['VN', 0.3], ['ID', 0.3], ['BR', 0.25], ['IN', 0.15]] as const; // prettier-ignore
/** Of those who write about the topic: markets complain at rates of their own. */
const COMPLAINING = [['VN', 0.15], ['ID', 0.35], ['BR', 0.3], ['IN', 0.2]] as const; // prettier-ignore
const DEVICES = ['a', 'b', 'c', 'd', 'e'];
const NETWORKS = [['wifi', 0.5], ['4g', 0.4], ['3g', 0.1]] as const; // prettier-ignore
const SYSTEMS = [['android', 0.7], ['ios', 0.3]] as const; // prettier-ignore
const DIMENSIONS = ['country', 'os', 'app_version', 'device', 'network'] as const;
const PAIRS = [['country', 'app_version'], ['country', 'os'], ['os', 'app_version'], ['country', 'device'], ['country', 'network'], ['app_version', 'device']] as const; // prettier-ignore
/** Users a week who write about something else. */
const OTHERS = 3000;
const WEEKS = 8;

type User = Readonly<Record<(typeof DIMENSIONS)[number], string>>;
export type Cause = 'version' | 'system';

function drawn(random: Random, from: readonly (readonly [string, number])[]): string {
  let left = random();
  for (const [value, share] of from) if ((left -= share) < 0) return value;
  return from[0]![0];
}

function user(
  random: Random,
  adopted: number,
  fixed: Partial<User> = {},
  countries: typeof COUNTRIES | typeof COMPLAINING = COUNTRIES,
): User {
  const os = fixed.os ?? drawn(random, SYSTEMS);
  const android = random() < adopted ? '8.2.1' : '8.2.0';
  return {
    country: drawn(random, countries),
    os,
    app_version: os === 'android' ? android : '8.1.0',
    device: `${os}-${DEVICES[Math.floor(random() * DEVICES.length)]}`,
    network: drawn(random, NETWORKS),
    ...fixed,
  };
}

type Tally = { -readonly [K in 'now' | 'before' | 'allNow' | 'allBefore']: number };

/** Users of each combination of values, which are few. */
function cellsOf(users: readonly User[]): { of: User; count: number }[] {
  const cells = new Map<string, { of: User; count: number }>();
  for (const of of users) {
    const key = `${of.country} ${of.app_version} ${of.device} ${of.network}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { of, count: 1 });
    else cell.count++;
  }
  return [...cells.values()];
}

function tally(into: Map<string, Tally>, users: readonly User[], keys: readonly (keyof Tally)[], weight: number): void {
  const groups = [[], ...DIMENSIONS.map((one) => [one]), ...PAIRS];
  for (const { of, count } of cellsOf(users))
    for (const dimensions of groups) {
      const key = JSON.stringify(dimensions.map((dimension) => ({ dimension, value: of[dimension] })));
      let counts = into.get(key);
      if (counts === undefined) into.set(key, (counts = { now: 0, before: 0, allNow: 0, allBefore: 0 }));
      for (const name of keys) counts[name] += weight * count;
    }
}

function surge(random: Random, cause: Cause, local: boolean): TrendDriver[] {
  const adopted = 0.3 + 0.5 * random();
  const before = 60 + 140 * random();
  const excess = poisson(random, before * (0.5 + 1.5 * random()) * 0.8);
  const many = (count: number, adoption: number, countries: typeof COUNTRIES | typeof COMPLAINING): User[] =>
    Array.from({ length: poisson(random, count) }, () => user(random, adoption, {}, countries));
  const place = { os: 'android', ...(local ? { country: 'VN' } : {}) };
  const fixed = cause === 'version' ? { ...place, app_version: '8.2.1' } : place;
  const slices = new Map<string, Tally>();
  tally(slices, many(before * WEEKS, 0, COMPLAINING), ['before', 'allBefore'], 1 / WEEKS);
  tally(slices, many(OTHERS * WEEKS, 0, COUNTRIES), ['allBefore'], 1 / WEEKS);
  tally(slices, many(OTHERS, adopted, COUNTRIES), ['allNow'], 1);
  tally(slices, many(before, adopted, COMPLAINING), ['now', 'allNow'], 1);
  tally(slices, Array.from({ length: excess }, () => user(random, adopted, fixed, COMPLAINING)), ['now', 'allNow'], 1); // prettier-ignore
  const whole = slices.get('[]')!;
  const parts = [...slices].filter(([key, { now }]) => key !== '[]' && now >= 3);
  const own = parts.map(([key, counts]): Slice => ({ parts: JSON.parse(key) as Slice['parts'], ...counts }));
  return findDrivers(own, whole, before, 1);
}

/** Share of surges whose first driver names the planted cause: the version, or the system and no version. */
export function measureVersions(seed: number, surges: number, cause: Cause): number {
  const random = randomFrom(seed);
  let right = 0;
  for (let k = 0; k < surges; k++) {
    const parts = surge(random, cause, k % 2 === 0)[0]?.parts ?? [];
    const has = (dimension: string, value: string): boolean =>
      parts.some((p) => p.dimension === dimension && p.value === value);
    const version = parts.some(({ dimension }) => dimension === 'app_version');
    if (cause === 'version' ? has('app_version', '8.2.1') : has('os', 'android') && !version) right++;
  }
  return right / surges;
}
