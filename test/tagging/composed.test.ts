import { expect, test } from 'vitest';
import { composeRows } from '../../src/tagging/synthetic.ts';
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
