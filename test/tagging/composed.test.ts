import { expect, test } from 'vitest';
import { ExampleReader, type Example } from '../../src/tagging/examples.ts';
import { crossMargins, LEARN_DEFAULTS, LearningSet } from '../../src/tagging/learn.ts';
import { composeRows, transposeRows } from '../../src/tagging/synthetic.ts';
import { ENGLISH, taxonomyWith } from './fixture.ts';

const taxonomy = taxonomyWith(ENGLISH);

test('composed texts hold phrases of the concepts that a rule of their topic combines', () => {
  const rows = composeRows(taxonomy, 20, 1).filter((row) => row.topics.includes('co-hosting.lag'));
  expect(rows.length).toBeGreaterThan(0);
  for (const { text } of rows) expect(text).toMatch(/lag|stutter|delay|seconds behind|co-host|link mic|bring on stage/);
});

test('composed texts bear no marks of the phrase syntax, and harmless ones no topic', () => {
  const rows = composeRows(taxonomy, 20, 1);
  expect(rows.every((row) => !/[*~]/.test(row.text))).toBe(true);
  expect(rows.some((row) => row.topics.length === 0)).toBe(true);
});

test('the same seed composes the same texts', () => {
  expect(composeRows(taxonomy, 5, 3)).toEqual(composeRows(taxonomy, 5, 3));
  expect(composeRows(taxonomy, 5, 4)).not.toEqual(composeRows(taxonomy, 5, 3));
});

test('a pattern of concepts is said in another language, with its topics and a way back to its source', () => {
  const italian = {
    path: 'languages/it.yaml',
    text: 'language: it\nconcepts:\n  gift: [regalo]\n  not-shown: [mai apparso]\n',
  };
  const both = taxonomyWith(ENGLISH, italian);
  const patterns = [
    { lang: 'en', concepts: ['gift', 'not-shown'], topics: ['gifting.not-delivered'] },
    { lang: 'en', concepts: ['gift'], topics: [] },
  ];
  const made = transposeRows(both, patterns, 8, 1);
  expect(new Set(made.map(({ row }) => row.text))).toEqual(new Set(['regalo mai apparso']));
  expect(new Set(made.map(({ source }) => source))).toEqual(new Set([0]));
  expect(made[0]?.row).toMatchObject({ lang: 'it', topics: ['gifting.not-delivered'] });
});

test('a text made from another is never learned from while that one is judged', () => {
  const reader = new ExampleReader(taxonomy);
  const rows = ['alpha beta', 'gamma delta'].map((text) => ({ text, lang: 'en', topics: ['app.crash'] }));
  const examples = rows.map((row) => reader.example(row));
  const options = { ...LEARN_DEFAULTS, leastTexts: 1 };
  const own = examples.map((example, source) => ({ example, source }));
  const made = { example: examples[0] as Example, source: 0 };
  const marginsWith = (...more: (typeof made)[]): Float64Array =>
    crossMargins(new LearningSet([...own, ...more], 36, options), examples, Int32Array.from([0, 1]));
  const width = marginsWith().length / 2;
  expect(marginsWith(made, { ...made, source: 0 }).slice(0, 3)).toEqual(marginsWith(made).slice(0, 3));
  expect(marginsWith(made).slice(width)).not.toEqual(marginsWith().slice(width));
});
