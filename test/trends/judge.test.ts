import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSeries, type Judgement } from '../../src/trends/judge.ts';
import { negativeBinomial, randomFrom } from './simulate.ts';

const OPTIONS = { falseDiscoveryRate: 0.1, common: false };

function judge(counts: readonly (readonly number[])[], partial: readonly number[] = []): Judgement[][] {
  const set = { ids: counts.map((_, i) => `s${i}`), counts: counts.map((c) => Float64Array.from(c)) };
  return judgeSeries(
    { ...set, partial: Uint8Array.from(counts[0]!, (_, w) => (partial.includes(w) ? 1 : 0)) },
    OPTIONS,
  );
}

function quiet(seed: number, weeks: number, mean = 30): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: weeks }, () => negativeBinomial(random, mean, 1.3));
}

describe('judgeSeries', () => {
  it('flags a tripled week and says by how much', () => {
    const last = judge([[...quiet(1, 26), 90]])[0]![26]!;
    expect(last).toMatchObject({
      flagged: true,
      status: 'surging',
      sureness: 'likely-real',
      weeksRaised: 1,
      alarm: true,
    });
    expect(last.expected).toBeGreaterThan(25);
    expect(last.expected).toBeLessThan(35);
  });

  it('judges nothing but sheer size before eight weeks', () => {
    const young = judge([[10, 11, 9, 10, 22]])[0]![4]!;
    expect(young).toMatchObject({ sureness: 'too-young', flagged: false, weeksOfHistory: 4 });
    expect(judge([[10, 11, 9, 10, 200]])[0]![4]!.flagged).toBe(true);
  });

  it.each([
    ['twice the expected or more', [...quiet(1, 26), 75], { status: 'surging', sureness: 'likely-real' }],
    ['less than twice', [...quiet(1, 26), 54], { status: 'rising', sureness: 'likely-real' }],
    ['as many as expected', [...quiet(1, 26), 31], { status: 'steady', sureness: 'within' }],
    ['a third', [...quiet(1, 26), 8], { status: 'falling', sureness: 'likely-real' }],
    ['never seen before', [...Array.from({ length: 26 }, () => 0), 12], { status: 'new' }],
    ['seen again after five silent weeks', [...quiet(1, 26, 2), 0, 0, 0, 0, 0, 15], { status: 'back' }],
  ] as const)('says of %s what the words mean', (_, counts, said) => {
    expect(judge([counts])[0]!.at(-1)).toMatchObject(said);
  });

  it('says of a week outside the interval that it is worth watching when many are tested', () => {
    const others = Array.from({ length: 30 }, (_, i) => quiet(100 + i, 27));
    const [last] = judge([[...quiet(1, 26), 46], ...others]).map((weeks) => weeks.at(-1)!);
    expect(last).toMatchObject({ status: 'steady', sureness: 'watch', flagged: false });
  });

  it('calls four against one too few', () => {
    expect(judge([[...Array.from({ length: 20 }, () => 1), 4]])[0]![20]!.sureness).toBe('too-few');
  });

  it('compares no partial week and learns nothing from it', () => {
    const judged = judge([[...quiet(2, 20), 3, 30]], [20])[0]!;
    expect(judged[20]).toMatchObject({ partial: true, expected: null, flagged: false });
    expect(judged[21]!.expected).toBeGreaterThan(25);
  });

  it('makes a step that stays the new level after six weeks', () => {
    const judged = judge([[...quiet(3, 30), ...quiet(4, 14, 80)]])[0]!;
    expect(judged[30]!.flagged).toBe(true);
    expect(judged[43]).toMatchObject({ flagged: false, status: 'steady' });
    expect(judged[43]!.newLevelSince).toBeGreaterThanOrEqual(29);
    expect(judged[43]!.newLevelSince).toBeLessThanOrEqual(32);
  });

  it('lets one exploding topic make no other fall, and takes an outage for no fall', () => {
    const counts = Array.from({ length: 8 }, (_, i) =>
      Float64Array.from([...quiet(10 + i, 20), i === 0 ? 400 : 30, 2, 30]),
    );
    const set = { ids: counts.map((_, i) => `s${i}`), counts, partial: new Uint8Array(23) };
    const judged = judgeSeries(set, { falseDiscoveryRate: 0.1 });
    expect(judged.map((weeks) => weeks[20]!.flagged)).toEqual(counts.map((_, i) => i === 0));
    expect(judged.every((weeks) => weeks[21]!.partial && !weeks[21]!.flagged)).toBe(true);
    expect(judged.slice(1).every((weeks) => !weeks[22]!.flagged)).toBe(true);
  });

  describe('where a series begins to count something else', () => {
    const STRICT = { falseDiscoveryRate: 0.002, common: false };
    const split = (more: readonly number[], breaks: readonly number[]): Judgement[] => {
      const counts = [Float64Array.from([...quiet(5, 30, 90), ...more])];
      return judgeSeries(
        { ids: ['s'], counts, partial: new Uint8Array(counts[0]!.length), breaks: [breaks] },
        STRICT,
      )[0]!;
    };
    const after = quiet(6, 20, 25);

    it('tells of no change, and learns the level anew', () => {
      const judged = split(after, [30]);
      expect(judged.slice(30).filter(({ flagged }) => flagged)).toEqual([]);
      expect(judged[30]).toMatchObject({ expected: null, sureness: 'too-young', weeksOfHistory: 0 });
      expect(judged[37]!.sureness).toBe('too-young');
      expect(judged[38]!.weeksOfHistory).toBe(8);
      expect(judged[38]!.sureness).not.toBe('too-young');
      expect(judged[45]!.expected).toBeCloseTo(25, -1);
      expect(split(after, [])[30]!.status).toBe('falling');
    });

    it('flags a rise on the new level after eight weeks', () => {
      expect(split([...after.slice(0, 12), 70], [30]).at(-1)).toMatchObject({ flagged: true, status: 'surging' });
    });

    it('does not call the level before it a trend when a season is fitted', () => {
      const long = [...quiet(7, 90, 90), ...quiet(8, 40, 25)];
      const set = { ids: ['s'], counts: [Float64Array.from(long)], partial: new Uint8Array(130) };
      const known = judgeSeries({ ...set, breaks: [[90]] }, STRICT)[0]!.slice(100);
      expect(known.filter(({ flagged }) => flagged)).toEqual([]);
      for (const { expected } of known) expect(expected).toBeGreaterThan(19);
      for (const { expected } of known) expect(expected).toBeLessThan(32);
    });
  });

  it('does not look ahead: another future changes no past judgement', () => {
    const series = fc.array(fc.nat(60), { minLength: 12, maxLength: 70 });
    fc.assert(
      fc.property(series, fc.array(fc.nat(500), { minLength: 5, maxLength: 5 }), (past, future) => {
        const other = judge([[...past, ...future]])[0]!;
        expect(other.slice(0, past.length)).toEqual(judge([past])[0]);
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  it('does not depend on the order of the series', () => {
    const series = [5, 6, 7].map((seed) => quiet(seed, 40, seed * 3));
    const ahead = judge(series).map((weeks) => weeks.at(-1)!.expected!);
    const back = judge(series.toReversed()).map((weeks) => weeks.at(-1)!.expected!);
    back.toReversed().forEach((expected, i) => expect(expected).toBeCloseTo(ahead[i]!, 8));
  });
});
