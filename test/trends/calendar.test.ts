import { describe, expect, it } from 'vitest';
import { calendarRegressors } from '../../src/trends/calendar.ts';
import { judgeSeries } from '../../src/trends/judge.ts';
import { negativeBinomial, randomFrom } from './simulate.ts';

describe('the calendar', () => {
  it('becomes a column a kind, weighted by whom it concerned; what was seen twice teaches nothing', () => {
    const holidays = [0, 2, 2, 5].map((week) => ({ week, kind: 'holiday', weight: 0.25 }));
    const rare = [1, 3].map((week) => ({ week, kind: 'release', weight: 1 }));
    const outside = [-1, 6].map((week) => ({ week, kind: 'holiday', weight: 1 }));
    const { shared, own } = calendarRegressors([...holidays, ...rare, ...outside], 6);
    expect(shared.map((column) => [...column])).toEqual([[0.25, 0, 0.5, 0, 0, 0.25]]);
    expect(own.size).toBe(0);
  });

  it('gives a series that something concerned alone columns of its own, of the same kinds', () => {
    const holidays = [0, 2, 5].map((week) => ({ week, kind: 'holiday', weight: 0.5 }));
    const release = [1, 3, 4].map((week) => ({ week, kind: 'release', weight: 1, series: 'lag' }));
    const once = [{ week: 2, kind: 'release', weight: 1, series: 'gifts' }];
    const { shared, own } = calendarRegressors([...holidays, ...release, ...once], 6);
    const holiday = [0.5, 0, 0.5, 0, 0, 0.5];
    expect(shared.map((column) => [...column])).toEqual([holiday, [0, 0, 0, 0, 0, 0]]);
    expect(own.get('lag')!.map((column) => [...column])).toEqual([holiday, [0, 1, 0, 1, 1, 0]]);
    expect(own.get('gifts')!.map((column) => [...column])).toEqual([holiday, [0, 0, 0, 0, 0, 0]]);
  });

  it('lets what concerned one series lift its expectation, and no other’s', () => {
    const random = randomFrom(11);
    const release = Float64Array.from({ length: 80 }, (_, week) => (week % 9 === 7 ? 1 : 0));
    const none = new Float64Array(80);
    const lifted = release.map((on) => negativeBinomial(random, on ? 80 : 40, 1.3));
    const others = [0, 1].map(() =>
      release.map((on, week) => negativeBinomial(random, week === 79 && on ? 80 : 40, 1.3)),
    );
    const set = { ids: ['a', 'b', 'c'], counts: [lifted, ...others], partial: new Uint8Array(80), regressors: [none] };
    const judged = judgeSeries(
      { ...set, ownRegressors: [[release], [none], [none]] },
      { falseDiscoveryRate: 0.1, common: false },
    );
    const [own, ...rest] = judged.map((weeks) => weeks[79]!);
    expect(own!.expected).toBeGreaterThan(65);
    expect(own!.flagged).toBe(false);
    expect(rest.every(({ expected, flagged }) => expected! < 50 && flagged)).toBe(true);
  });

  it('lets the holiday that lifted a series every time lift its expectation, once there is history', () => {
    const random = randomFrom(8);
    const holiday = Float64Array.from({ length: 80 }, (_, week) => (week % 9 === 7 ? 1 : 0));
    const counts = [0, 1, 2].map(() => holiday.map((on) => negativeBinomial(random, on ? 80 : 40, 1.3)));
    const set = { ids: ['a', 'b', 'c'], counts, partial: new Uint8Array(80) };
    const options = { falseDiscoveryRate: 0.1, common: false };
    const week = 79;
    expect(holiday[week]).toBe(1);
    const [without, known] = [[], [holiday]].map((regressors) =>
      judgeSeries({ ...set, regressors }, options).map((weeks) => weeks[week]!),
    );
    expect(without!.every(({ expected, flagged }) => expected! < 60 && flagged)).toBe(true);
    expect(known!.every(({ expected, flagged }) => expected! > 65 && !flagged)).toBe(true);
  });
});
