import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatsFor, mondayOf, weekOf } from '../../src/report/format.ts';

const [en, zh] = [formatsFor('en'), formatsFor('zh')];

test('ISO weeks follow ISO 8601 at the turn of the year', () => {
  expect(mondayOf('2026-W01')).toBe('2025-12-29');
  expect(mondayOf('2026-W53')).toBe('2026-12-28');
  expect(weekOf('2027-01-03')).toBe('2026-W53');
  expect(weekOf('2024-12-30')).toBe('2025-W01');
});

test('the Monday of a week lies in that week', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2010-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const week = weekOf(date.toISOString().slice(0, 10));
      expect(weekOf(mondayOf(week))).toBe(week);
    }),
  );
});

describe('spans are written as a native reader writes them', () => {
  test.each([
    ['2026-11-16', '2026-11-22', '16–22 November 2026', '2026年11月16日至22日'],
    ['2026-11-30', '2026-12-06', '30 November–6 December 2026', '2026年11月30日至12月6日'],
    ['2025-12-29', '2026-01-04', '29 December 2025–4 January 2026', '2025年12月29日至2026年1月4日'],
  ])('%s to %s', (from, to, english, chinese) => {
    expect(en.span(from, to)).toBe(english);
    expect(zh.span(from, to)).toBe(chinese);
  });
});

test('numbers, ratios, shares, money', () => {
  expect([en.integer(12_345), en.times(3), en.percent(0.056), en.change(-0.46)]).toEqual([
    '12,345',
    '3.0×',
    '5.6%',
    '−46%',
  ]);
  expect([zh.times(3), zh.percent(0.5), zh.money(842.5, 'USD')]).toEqual(['3.0倍', '50%', 'US$843']);
  expect(en.money(10, 'not a currency')).toBe('10 not a currency');
});

test('names of unknown places and languages fall back to what was given', () => {
  expect([en.countryName('VN'), zh.countryName('VN'), en.countryName('<b>')]).toEqual(['Vietnam', '越南', '<b>']);
  expect([en.languageName('tl'), zh.languageName('vi'), en.languageName('und')]).toEqual([
    'Filipino',
    '越南语',
    'unknown language',
  ]);
});
