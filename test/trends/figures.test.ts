import { describe, expect, it } from 'vitest';
import {
  detectAlarm,
  measureActions,
  measureActionsEver,
  measureQuiet,
  measureRising,
  score,
  simulateAll,
} from '../bench/trends-measure.ts';
import { ceilingPower } from '../bench/trends-ceiling.ts';
import { earsC2 } from '../bench/trends-peers.ts';
import { LONG, SHORT } from './simulate.ts';

describe('on series simulated after Noufaily et al. 2013', () => {
  it('short histories: F1 .58 or more at 3.5 % false positives, above EARS C2', () => {
    const sims = simulateAll(31, 10, SHORT);
    const { f1, falsePositiveRate, firstWeek } = score(sims, SHORT, detectAlarm(sims, SHORT));
    const peer = score(sims, SHORT, (i, week) => earsC2(sims[i]!.counts, week).alarm);
    expect(f1).toBeGreaterThan(0.58);
    expect(f1).toBeGreaterThan(peer.f1 + 0.05);
    expect(falsePositiveRate).toBeLessThan(0.035);
    expect(firstWeek).toBeGreaterThan(0.4);
  });

  it('long histories: F1 .47 or more at 1.5 % false positives', () => {
    const sims = simulateAll(91, 6, LONG);
    const { f1, falsePositiveRate } = score(sims, LONG, detectAlarm(sims, LONG));
    expect(f1).toBeGreaterThan(0.47);
    expect(falsePositiveRate).toBeLessThan(0.015);
  });
});

describe('on 360 series of which ten rise', () => {
  it('at most one false flag a week and power .80 with 40 cases a week and 26 weeks of history', () => {
    const { falseFlags, power } = measureRising(20, 0.1, 1, () => 40);
    expect(falseFlags).toBeLessThanOrEqual(1);
    expect(power).toBeGreaterThanOrEqual(0.8);
  });
});

describe('on 360 series of which ten rise, few cases each', () => {
  it('what can be found with 20 cases a week is found but for a twentieth: the mean and spread of every series known, it is .70 at three quarters of a false flag a week', () => {
    const { falseFlags, power } = measureRising(40, 0.1, 1, () => 20);
    const ceiling = ceilingPower(20, falseFlags);
    expect(ceiling).toBeGreaterThan(0.65);
    expect(ceilingPower(20, 1)).toBeLessThan(0.8);
    expect(falseFlags).toBeLessThanOrEqual(1);
    expect(power).toBeGreaterThan(ceiling - 0.05);
  });
});

describe('on quiet series', () => {
  it.each([
    [0.2, 1, 1],
    [3, 1.5, 0.92],
    [10, 2, 0.92],
    [40, 1, 0.92],
    [200, 2, 0.92],
  ])('of mean %d and variance %d × that, p-values hold at 1, 5 and 10 % and the interval covers', (mean, phi, most) => {
    const { rejected, covered } = measureQuiet(3, 200, () => mean, phi);
    [0.01, 0.05, 0.1].forEach((level, i) => expect(rejected[i]).toBeLessThan(level * 1.2 + 0.005));
    expect(covered).toBeGreaterThan(0.88);
    expect(covered).toBeLessThanOrEqual(most);
  });
});

describe('on simulated fixes', () => {
  it('rightly verified in four of five at −50 % after four weeks, wrongly in one of twenty in all eight weeks', () => {
    expect(measureActions(6, 300, -0.5, 4)).toBeGreaterThan(0.8);
    expect(measureActions(6, 300, -0.8, 2)).toBeGreaterThan(0.8);
    expect(measureActionsEver(6, 400)).toBeLessThan(0.05);
  });
});
