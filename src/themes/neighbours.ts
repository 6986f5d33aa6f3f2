import type { Dense } from './sparse.ts';

/** The nearest others of every row by cosine (rows of unit length), nearest first; -1 where there are fewer. */
export interface Neighbours {
  readonly count: number;
  readonly indices: Int32Array;
  readonly similarities: Float32Array;
}

function insert(
  indices: Int32Array,
  similarities: Float32Array,
  base: number,
  count: number,
  other: number,
  s: number,
): void {
  let at = base + count - 1;
  while (at > base && s > (similarities[at - 1] as number)) {
    similarities[at] = similarities[at - 1] as number;
    indices[at] = indices[at - 1] as number;
    at--;
  }
  similarities[at] = s;
  indices[at] = other;
}

/** Dot product of two rows; the width is a multiple of one, unrolled by four. */
export function dot(a: Float32Array, i: number, b: Float32Array, j: number, width: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let c = 0;
  for (; c + 3 < width; c += 4) {
    s0 += (a[i + c] as number) * (b[j + c] as number);
    s1 += (a[i + c + 1] as number) * (b[j + c + 1] as number);
    s2 += (a[i + c + 2] as number) * (b[j + c + 2] as number);
    s3 += (a[i + c + 3] as number) * (b[j + c + 3] as number);
  }
  for (; c < width; c++) s0 += (a[i + c] as number) * (b[j + c] as number);
  return s0 + s1 + s2 + s3;
}

/** Exact nearest neighbours, each pair compared once: n²/2 dot products, so meant for up to some thousand rows. */
export function nearest(points: Dense, count: number): Neighbours {
  const { rows, columns, data } = points;
  const indices = new Int32Array(rows * count).fill(-1);
  const similarities = new Float32Array(rows * count).fill(-2);
  for (let i = 0; i < rows; i++)
    for (let j = i + 1; j < rows; j++) {
      const s = dot(data, i * columns, data, j * columns, columns);
      if (s > (similarities[i * count + count - 1] as number)) insert(indices, similarities, i * count, count, j, s);
      if (s > (similarities[j * count + count - 1] as number)) insert(indices, similarities, j * count, count, i, s);
    }
  return { count, indices, similarities };
}
