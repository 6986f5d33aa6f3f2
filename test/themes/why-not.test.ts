import { expect, test } from 'vitest';
import { whyNot } from '../../src/themes/why-not.ts';

const RULES = [
  { when: [['gift'], ['not-received', 'missing']], not: ['recharge'] },
  { when: [['video'], ['lag']], not: [] },
];
const times = (n: number, ...concepts: string[]): string[][] => Array.from({ length: n }, () => concepts);

test('a theme lacks what too few of its tickets speak of, by the rule they come closest to', () => {
  expect(whyNot(RULES, [...times(9, 'gift'), ...times(1, 'gift', 'missing')])).toEqual({
    kind: 'lacks',
    concepts: ['not-received', 'missing'],
    share: 0.1,
  });
});

test('a theme that meets a rule carries what speaks against the topic', () => {
  expect(whyNot(RULES, [...times(6, 'gift', 'missing'), ...times(4, 'gift', 'missing', 'recharge')])).toEqual({
    kind: 'against',
    concepts: ['recharge'],
    share: 0.4,
  });
});

test('rules that tell nothing give no reason', () => {
  expect(whyNot(RULES, times(5, 'gift', 'missing'))).toBeNull();
  expect(whyNot(RULES, [])).toBeNull();
  expect(whyNot([], times(5, 'gift'))).toBeNull();
});
