import { describe, expect, test } from 'vitest';

import { ppmi } from '../../src/themes/ppmi.ts';
import { sparseOf, transpose } from '../../src/themes/sparse.ts';
import { singularVectors, symmetricEigen } from '../../src/themes/svd.ts';
import { plusPlusSeeds } from '../../src/themes/kmeans.ts';

describe('vectors', () => {
  test('eigenvalues of [[2,1],[1,2]] are 3 and 1', () => {
    const { values } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect(Math.min(...values)).toBeCloseTo(1, 10);
    expect(Math.max(...values)).toBeCloseTo(3, 10);
  });

  test('singular values of a rectangle are found exactly when the rank fits', () => {
    const matrix = sparseOf([new Map([[0, 3]]), new Map([[1, 4]]), new Map()], 2);
    const { values, vectors } = singularVectors(matrix, 2, { seed: 1, iterations: 4, symmetric: false });
    expect(values[0]).toBeCloseTo(4, 5);
    expect(values[1]).toBeCloseTo(3, 5);
    expect(Math.abs(vectors.data[1 * 2 + 0] ?? 0)).toBeCloseTo(1, 5);
  });

  test('the transpose of the transpose is the matrix', () => {
    const matrix = sparseOf(
      [
        new Map([
          [0, 1],
          [2, 5],
        ]),
        new Map([[1, 2]]),
      ],
      3,
    );
    expect(transpose(transpose(matrix))).toEqual(matrix);
  });

  test('PPMI by hand: words that meet more often than by chance get log of the ratio, others nothing', () => {
    const documents = sparseOf(
      [
        new Map([
          [0, 1],
          [1, 1],
        ]),
        new Map([
          [0, 1],
          [1, 1],
        ]),
        new Map([
          [2, 1],
          [3, 1],
        ]),
      ],
      4,
    );
    const matrix = ppmi(documents);
    const smoothed = 2 * 2 ** 0.75 + 2;
    const expected = Math.log(2 / 6) - 0.5 * 2 * (Math.log(2 / 6) + 0.75 * Math.log(2) - Math.log(smoothed));
    expect(matrix.values[0]).toBeCloseTo(expected, 5);
    expect([...matrix.indices]).toEqual([1, 0, 3, 2]);
  });

  test('k-means++ never seeds the same point twice', () => {
    const points = { rows: 4, columns: 1, data: Float32Array.of(0, 0, 1, 5) };
    expect(new Set(plusPlusSeeds(points, 4, 7).map((i) => points.data[i])).size).toBe(3);
  });
});
