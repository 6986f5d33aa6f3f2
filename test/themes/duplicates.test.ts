import { expect, test } from 'vitest';
import { firstCopies } from '../../src/themes/duplicates.ts';

test('a text is a copy of the first one like it, whatever numbers and redaction marks it has', () => {
  const texts = [
    'paid 99 for coins and nothing arrived, order <number>',
    'the stream is black since the update',
    'Paid 250 for coins and nothing arrived, order 4711',
    'paid 99 for coins and nothing arrived, order <number>',
  ];
  expect([...firstCopies(texts)]).toEqual([0, 1, 0, 0]);
});

test('three quarters of five-letter pieces in common make a copy, half of them do not', () => {
  // " abcdefghijklmnopqrst " has 18 pieces of five; " abcdefghijklmnopqrst x " shares 18 of its 20, 18 of 20 together.
  const letters = 'abcdefghijklmnopqrst';
  expect([...firstCopies([letters, `${letters} x`])]).toEqual([0, 0]);
  // 18 and 18 pieces, of which the first ten are the same: 10 of 26 together.
  expect([...firstCopies([letters, 'abcdefghijklm0000000'])]).toEqual([0, 1]);
});

test('long texts are judged by a sketch: one changed word of many is a copy, another text is not', () => {
  const words = Array.from(
    { length: 300 },
    (_, i) => `word${String.fromCharCode(97 + (i % 26))}${(i * i).toString(36)}x`,
  );
  const changed = words.map((word, i) => (i === 150 ? 'otherwise' : word));
  const others = words.map((word) => word.split('').toReversed().join(''));
  expect([...firstCopies([words, changed, others].map((list) => list.join(' ')))]).toEqual([0, 0, 2]);
});

test('texts without letters are copies of each other', () => {
  expect([...firstCopies(['!!!', '???', ''])]).toEqual([0, 0, 0]);
});
