import { describe, expect, it } from 'vitest';
import { findDrivers, type Population, type Slice, type TrendDriver } from '../../src/trends/drivers.ts';
import { measureDrivers } from '../bench/trends-measure.ts';
import { measureVersions } from '../bench/trends-versions.ts';

/** A country with 20 users who write about something else for each of the topic's before; `growth` multiplies those. */
const slice = (value: string, before: number, now: number, growth = 1): Slice => ({
  parts: [{ dimension: 'country', value }],
  before,
  now,
  allBefore: before + 20 * before,
  allNow: now + 20 * before * growth,
});
const whole = (slices: readonly Slice[]): Population => {
  const sum = (of: (slice: Slice) => number): number => slices.reduce((total, one) => total + of(one), 0);
  return {
    now: sum(({ now }) => now),
    before: sum(({ before }) => before),
    allNow: sum(({ allNow }) => allNow),
    allBefore: sum(({ allBefore }) => allBefore),
  };
};
/** Judged against active users that did not grow. */
const drivers = (slices: readonly Slice[]): TrendDriver[] => findDrivers(slices, whole(slices), 100, 1);

describe('drivers', () => {
  it('name the planted slice first in nine of ten surges, and nothing in 95 of 100 without one', () => {
    const { first, silent } = measureDrivers(5, 200);
    expect(first).toBeGreaterThanOrEqual(0.9);
    expect(silent).toBeGreaterThanOrEqual(0.95);
  });

  it('tell a change of rate from a change of mix', () => {
    const others = [slice('ID', 40, 44), slice('BR', 40, 38)];
    const [rate] = drivers([slice('VN', 20, 80), ...others]);
    expect(rate).toMatchObject({ mixOnly: false, parts: [{ dimension: 'country', value: 'VN' }] });
    expect(rate!.before).toBeCloseTo(20, 0);
    const [mix] = drivers([slice('VN', 20, 80, 4), ...others]);
    expect(mix).toMatchObject({ mixOnly: true, before: 20, parts: [{ dimension: 'country', value: 'VN' }] });
  });

  it('see a rate that rose beyond the growth', () => {
    const [driver] = drivers([slice('VN', 20, 200, 2), slice('ID', 40, 44), slice('BR', 40, 38)]);
    expect(driver).toMatchObject({ mixOnly: false });
    expect(driver!.before).toBeGreaterThan(30);
  });

  it('take a version that spreads, and complains as all do, for no driver, though it was not there before', () => {
    const version = (value: string, before: number, now: number, users: readonly [number, number]): Slice => ({
      ...slice(value, before, now),
      parts: [{ dimension: 'app_version', value }],
      allBefore: before + users[0],
      allNow: now + users[1],
    });
    const spread = [version('8.2.0', 100, 120, [2000, 1200]), version('8.2.1', 0, 80, [0, 800])];
    expect(drivers(spread)).toEqual([]);
    const broken = [version('8.2.0', 100, 60, [2000, 1200]), version('8.2.1', 0, 140, [0, 800])];
    expect(drivers(broken)[0]).toMatchObject({ mixOnly: false, parts: [{ dimension: 'app_version', value: '8.2.1' }] });
  });

  it('tell no mix where a version only replaced another, whatever the weeks before were', () => {
    const version = (value: string, before: number, now: number, users: readonly [number, number]): Slice => ({
      ...slice(value, before, now),
      parts: [{ dimension: 'app_version', value }],
      allBefore: before + users[0],
      allNow: now + users[1],
    });
    const slices = [version('8.2.0', 180, 50, [1800, 500]), version('8.2.1', 20, 150, [200, 1500])];
    expect(findDrivers(slices, whole(slices), 100)).toEqual([]);
  });

  it('name the version in nine of ten surges of a new release, and the system when versions do not matter', () => {
    expect(measureVersions(5, 200, 'version')).toBeGreaterThanOrEqual(0.9);
    expect(measureVersions(5, 200, 'system')).toBeGreaterThanOrEqual(0.8);
  });

  describe('between a version and the system that it runs on', () => {
    const of = (
      parts: Record<string, string>,
      now: number,
      before: number,
      users: readonly [number, number],
    ): Slice => ({
      parts: Object.entries(parts).map(([dimension, value]) => ({ dimension, value })),
      now,
      before,
      allNow: now + users[0],
      allBefore: before + users[1],
    });
    /** Of the tickets of Android in Vietnam, `crowd` are of 8.2.1, which `adopted` of the 400 other users there have. */
    const named = (crowd: number, adopted: number, iosUsers = 0): unknown => {
      const slices = [
        of({ country: 'VN', os: 'android' }, 120, 15, [400, 400]),
        of({ country: 'VN', app_version: '8.2.1' }, crowd, 0, [adopted, 0]),
        of({ os: 'android', app_version: '8.2.1' }, crowd + 20, 0, [adopted * 3, 0]),
        of({ app_version: '8.2.1' }, crowd + 20, 0, [adopted * 3 + iosUsers, 0]),
        of({ os: 'android' }, 150, 60, [1400, 1400]),
        of({ app_version: '8.2.0' }, 30, 60, [1400 - adopted * 3, 1400]),
      ];
      const all = { now: 190, before: 100, allNow: 2190, allBefore: 2100 };
      return Object.fromEntries(
        findDrivers(slices, all, 100, 1)[0]!.parts.map(({ dimension, value }) => [dimension, value]),
      );
    };

    it('the version is said where the tickets crowd in it, with its system', () => {
      expect(named(116, 220)).toEqual({ country: 'VN', os: 'android', app_version: '8.2.1' });
    });
    it('the system where the version has no more of its tickets than of its users', () => {
      expect(named(116, 388)).toEqual({ country: 'VN', os: 'android' });
    });
    it('the system where the version has less than nine tenths of the tickets', () => {
      expect(named(100, 300)).toEqual({ country: 'VN', os: 'android' });
    });
    it('the version without a system where it runs on more than one', () => {
      expect(named(116, 220, 300)).toEqual({ country: 'VN', app_version: '8.2.1' });
    });
  });

  it('do not tell the same tickets twice', () => {
    const version = { ...slice('8.2.1', 10, 70), parts: [{ dimension: 'app_version', value: '8.2.1' }] };
    const both = { ...version, parts: [...version.parts, { dimension: 'os', value: 'android' }] };
    const rest = { ...slice('8.2.0', 90, 90), parts: [{ dimension: 'app_version', value: '8.2.0' }] };
    const found = findDrivers([both, version, rest], whole([version, rest]), 100);
    expect(found.map(({ parts }) => parts)).toEqual([version.parts]);
  });
});
