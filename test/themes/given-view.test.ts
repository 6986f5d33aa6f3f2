import { expect, test } from 'vitest';
import { seeded } from '../../src/tagging/random.ts';
import { clusterTexts } from '../../src/themes/cluster.ts';
import type { ThemeDoc } from '../../src/themes/doc.ts';
import { fitGiven, projectGiven } from '../../src/themes/given-view.ts';
import { memoryFromBytes, memoryToBytes } from '../../src/themes/memory.ts';
import { clusterWeek } from '../../src/themes/week.ts';
import { ticketsOf } from './support.ts';

const random = seeded(5);
const WIDTH = 24;

/** A vector around a direction of its matter, as an embedding model would give it whatever the language. */
function vectorOf(matter: number): Float32Array {
  return Float32Array.from({ length: WIDTH }, (_, c) => 3 + (c % 4 === matter ? 1 : 0) + 0.4 * (random() - 0.5));
}

/** Two matters, each in English and in made-up words of another language. */
const docs = ['gift', 'login'].flatMap((matter, m) =>
  ['en', 'xx'].flatMap((language) =>
    ticketsOf(matter, 30, 7 + m, language).map((doc): ThemeDoc => {
      const text =
        language === 'en'
          ? doc.text
          : doc.text.replaceAll(/\p{L}+/gu, (word) => `${Array.from(word).toReversed().join('')}q`);
      return { ...doc, text, language, userKey: `${language}-${doc.userKey}`, vector: vectorOf(m) };
    }),
  ),
);

function purity(texts: readonly ThemeDoc[]): number {
  const { labels } = clusterTexts(texts, { k: 2 });
  const own = texts.map((doc, i) => `${labels[i]} ${doc.id.split('-')[1]}`);
  const counts = Map.groupBy(own, (key) => key);
  const best = [0, 1].map((label) =>
    Math.max(0, ...[...counts].filter(([key]) => key.startsWith(`${label} `)).map(([, all]) => all.length)),
  );
  return (best[0]! + best[1]!) / texts.length;
}

test('given vectors bring together what languages without a common word say', () => {
  expect(purity(docs)).toBe(1);
  expect(purity(docs.map(({ id, text, language, userKey }) => ({ id, text, language, userKey })))).toBeLessThan(0.8);
});

test('a view is fitted only when nine texts in ten have a vector, all of one length', () => {
  const vectors = docs.map(({ vector }) => vector);
  expect(fitGiven(vectors, 1)).toBeDefined();
  expect(
    fitGiven(
      vectors.map((vector, i) => (i % 5 === 0 ? undefined : vector)),
      1,
    ),
  ).toBeUndefined();
  expect(
    fitGiven(
      vectors.map((vector, i) => (i % 2 === 0 ? new Float32Array(3) : vector)),
      1,
    ),
  ).toBeUndefined();
  expect(fitGiven([undefined], 1)).toBeUndefined();
});

test('vectors of one matter are near in the view, of two matters far, whatever all of them share', () => {
  const view = fitGiven(
    docs.map(({ vector }) => vector),
    1,
  )!;
  const { data, columns } = projectGiven(view, [vectorOf(0), vectorOf(0), vectorOf(1), undefined]);
  const cosine = (a: number, b: number): number =>
    Array.from({ length: columns }, (_, c) => data[a * columns + c]! * data[b * columns + c]!).reduce(
      (s, x) => s + x,
      0,
    );
  expect(cosine(0, 1)).toBeGreaterThan(0.7);
  expect(cosine(0, 2)).toBeLessThan(0);
  expect(cosine(3, 3)).toBe(0);
});

test('memory keeps no vector', () => {
  const { memory } = clusterWeek(docs, null, { week: '2026-W10' });
  const past = {
    ...memory,
    themes: memory.themes.map((theme) => ({
      ...theme,
      texts: theme.texts.map((one) => ({ ...one, vector: vectorOf(0) })),
    })),
  };
  expect(memoryFromBytes(memoryToBytes(past))).toEqual(memoryFromBytes(memoryToBytes(memory)));
});
