import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { clusterTexts } from '../../src/themes/cluster.ts';
import type { ThemeDoc } from '../../src/themes/doc.ts';
import { firstCopies } from '../../src/themes/duplicates.ts';
import { weekOf } from './support.ts';

const docs = weekOf({ gift: 40, payout: 40, audio: 40, login: 40 }, 1);
const matterOf = (doc: ThemeDoc | undefined): string => doc?.id.split('-')[1] ?? '';

describe('clusterTexts', () => {
  test('the same texts give the same clusters', () => {
    expect(clusterTexts(docs, { seed: 3 })).toEqual(clusterTexts(docs, { seed: 3 }));
  });

  test('four matters come back as four clusters', () => {
    const { labels, clusters } = clusterTexts(docs, { k: 4 });
    expect(clusters).toHaveLength(4);
    for (let k = 0; k < 4; k++) {
      const counts = new Map<string, number>();
      labels.forEach(
        (label, i) => label === k && counts.set(matterOf(docs[i]), (counts.get(matterOf(docs[i])) ?? 0) + 1),
      );
      expect(Math.max(...counts.values()) / [...counts.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(0.9);
    }
  });

  test('any texts at all are clustered or said to be unclustered, and sizes add up', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 30 }), (texts) => {
        const some = texts.map((text, i) => ({ id: `${i}`, text, language: 'und', userKey: `${i}` }));
        const { labels, clusters } = clusterTexts(some);
        const clustered = labels.filter((label) => label >= 0).length;
        expect(labels).toHaveLength(texts.length);
        expect(clusters.reduce((sum, cluster) => sum + cluster.size, 0)).toBe(clustered);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('a k that is no whole number is refused', () => {
    expect(() => clusterTexts(docs, { k: 2.5 })).toThrow(/number of clusters/);
  });

  test('central tickets are of different users', () => {
    for (const { central } of clusterTexts(docs, { k: 4 }).clusters)
      expect(new Set(central.map((i) => docs[i]?.userKey)).size).toBe(central.length);
  });
});

test('copies are traced to the first text whatever their numbers', () => {
  const text = 'please give back the coins of order 123456 that I paid yesterday evening';
  expect([...firstCopies([text, 'another matter altogether', text.replace('123456', '999')])]).toEqual([0, 1, 0]);
});
