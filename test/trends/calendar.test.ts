import { describe, expect, it } from 'vitest';
import { calendarRegressors } from '../../src/trends/calendar.ts';
import { judgeSeries } from '../../src/trends/judge.ts';
import { negativeBinomial, randomFrom } from './simulate.ts';

describe('the calendar', () => {
  it('becomes a column a kind, weighted by whom it concerned; what was seen twice teaches nothing', () => {
    const holidays = [0, 2, 2, 5].map((week) => ({ week, kind: 'holiday', weight: 0.25 }));
    const rare = [1, 3].map((week) => ({ week, kind: 'release', weight: 1 }));
    const outside = [-1, 6].map((week) => ({ week, kind: 'holiday', weight: 1 }));
    const columns = calendarRegressors([...holidays, ...rare, ...outside], 6);
    expect(columns.map((column) => [...column])).toEqual([[0.25, 0, 0.5, 0, 0, 0.25]]);
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
