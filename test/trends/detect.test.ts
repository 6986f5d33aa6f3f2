import { describe, expect, it } from 'vitest';
import { detectCsv } from '../../src/trends/detect.ts';
import { weekIndex } from '../../src/trends/week-index.ts';
import { earsC1, earsC2, farrington } from '../bench/trends-peers.ts';
import { betaCdf, countTail, gammaCdf, midP, normalQuantile, tQuantile } from '../../src/trends/distributions.ts';
import { adjustFalseDiscovery } from '../../src/trends/false-discovery.ts';

describe('detectCsv', () => {
  it('answers in the order of the rows, whatever it is', () => {
    const rows = Array.from({ length: 20 }, (_, w) => ['a', String(w + 1), w === 19 ? '40' : '10']);
    const straight = detectCsv([['series', 'week', 'count'], ...rows]);
    const turned = detectCsv([['series', 'week', 'count'], ...rows.toReversed()]);
    expect(Array.from(turned.expected).toReversed()).toEqual(Array.from(straight.expected));
    expect(straight.alarm[19]).toBe(1);
    expect(straight.expected[0]).toBeNaN();
    expect(straight.expected[19]).toBeCloseTo(10, 0);
  });

  it('judges counts against a total', () => {
    const rows = Array.from({ length: 20 }, (_, w) => [
      'a',
      String(w),
      w === 19 ? '30' : '10',
      w === 19 ? '3000' : '1000',
    ]);
    const { expected, alarm } = detectCsv([['series', 'week', 'count', 'total'], ...rows]);
    expect(expected[19]).toBeCloseTo(30, -1);
    expect(alarm[19]).toBe(0);
  });

  it('names the line it cannot read', () => {
    expect(() =>
      detectCsv([
        ['series', 'week', 'count'],
        ['a', '1', 'x'],
      ]),
    ).toThrow('Line 2: count');
    expect(() =>
      detectCsv([
        ['series', 'week', 'count'],
        ['a', 'soon', '1'],
      ]),
    ).toThrow('Line 2: the week');
    expect(() => detectCsv([['a', 'b']])).toThrow('series, week and count');
  });
});

describe('weekIndex', () => {
  it('reads ISO weeks, dates and whole numbers', () => {
    expect(weekIndex('2026-W47')).toBe(weekIndex('2026-11-22'));
    expect(weekIndex('2026-11-23')).toBe(weekIndex('2026-W47')! + 1);
    expect(weekIndex('2027-W01')).toBe(weekIndex('2026-W53')! + 1);
    expect(weekIndex('12')).toBe(12);
    expect(weekIndex('2026-02-31')).toBeUndefined();
  });
});

describe('distributions', () => {
  it('agree with published values', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 6);
    expect(tQuantile(0.975, 10)).toBeCloseTo(2.2281, 3);
    expect(betaCdf(0.5, 2, 3)).toBeCloseTo(0.6875, 10);
    expect(gammaCdf(1, 1)).toBeCloseTo(1 - Math.exp(-1), 12);
    expect(countTail(3, 1, 1)).toBeCloseTo(1 - 2.5 * Math.exp(-1), 10);
    expect(midP(0, 1, 1)).toBeCloseTo(1 - Math.exp(-1) / 2, 10);
    expect(countTail(1, 2, 4)).toBeCloseTo(0.75, 10);
  });
});

describe('false discovery', () => {
  it('gives Benjamini–Hochberg q-values computed by hand', () => {
    const q = adjustFalseDiscovery([0.01, 0.04, 0.03, 0.5]);
    [0.04, 0.16 / 3, 0.16 / 3, 0.5].forEach((expected, i) => expect(q[i]).toBeCloseTo(expected, 12));
  });
});

describe('peers', () => {
  it('score hand-computed weeks', () => {
    const counts = [1, 2, 3, 4, 5, 6, 7, 20, 20, 10];
    expect(earsC1(counts, 7).score).toBeCloseTo(16 / Math.sqrt(28 / 6), 10);
    expect(earsC2(counts, 9)).toMatchObject({ alarm: false });
    expect(earsC2(counts, 9).score).toBeCloseTo(6 / Math.sqrt(28 / 6), 10);
  });

  it('Farrington flexible puts the limit of a constant 100 at the two-thirds power formula', () => {
    const counts = Array.from({ length: 300 }, () => 100);
    expect(farrington(counts, 299).limit).toBeGreaterThan(100 * (1 + (2 / 3) * 2.5758 * 0.1) ** 1.5);
    expect(farrington(counts, 299).limit).toBeLessThan(135);
  });
});
