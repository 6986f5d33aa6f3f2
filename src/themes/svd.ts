import { seeded } from '../tagging/random.ts';
import { dense, multiply, transpose, type Dense, type Sparse } from './sparse.ts';

/** Leading singular vectors (columns, orthonormal) with their singular values in descending order. */
export interface Decomposition {
  readonly vectors: Dense;
  readonly values: Float64Array;
}

function gaussian(rows: number, columns: number, seed: number): Dense {
  const random = seeded(seed);
  const matrix = dense(rows, columns);
  for (let i = 0; i < matrix.data.length; i++)
    matrix.data[i] = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return matrix;
}

/** leftᵀ · right, which is symmetric; half of it is computed, the other half mirrored. */
function gram(left: Dense, right: Dense): Float64Array {
  const width = left.columns;
  const out = new Float64Array(width * width);
  for (let i = 0; i < left.rows; i++) {
    const row = i * width;
    for (let a = 0; a < width; a++) {
      const x = left.data[row + a] as number;
      if (x === 0) continue;
      const at = a * width;
      for (let b = a; b < width; b++) out[at + b] = (out[at + b] as number) + x * (right.data[row + b] as number);
    }
  }
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) out[a * width + b] = out[b * width + a] as number;
  return out;
}

/** matrix · square, square being width × columns. */
function times(matrix: Dense, square: Float64Array, columns: number): Dense {
  const out = dense(matrix.rows, columns);
  const row = new Float64Array(columns);
  for (let i = 0; i < matrix.rows; i++) {
    row.fill(0);
    for (let a = 0; a < matrix.columns; a++) {
      const x = matrix.data[i * matrix.columns + a] as number;
      for (let b = 0; b < columns; b++) row[b] = (row[b] as number) + x * (square[a * columns + b] as number);
    }
    out.data.set(row, i * columns);
  }
  return out;
}

/** Eigenvalues and eigenvectors (columns) of a small symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan §8.5). */
export function symmetricEigen(
  matrix: Float64Array,
  n: number,
): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const a = matrix.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    let total = 0;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const square = (a[i * n + j] as number) ** 2;
        total += square;
        if (i !== j) off += square;
      }
    if (off <= 1e-20 * total) break;
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i] as number), vectors: v };
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q] as number;
  if (Math.abs(apq) < 1e-300) return;
  const theta = ((a[q * n + q] as number) - (a[p * n + p] as number)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < n; i++) {
    const x = a[i * n + p] as number;
    const y = a[i * n + q] as number;
    a[i * n + p] = c * x - s * y;
    a[i * n + q] = s * x + c * y;
  }
  for (let i = 0; i < n; i++) {
    const x = a[p * n + i] as number;
    const y = a[q * n + i] as number;
    a[p * n + i] = c * x - s * y;
    a[q * n + i] = s * x + c * y;
    const vx = v[i * n + p] as number;
    const vy = v[i * n + q] as number;
    v[i * n + p] = c * vx - s * vy;
    v[i * n + q] = s * vx + c * vy;
  }
}

function descending(values: Float64Array): number[] {
  return Array.from(values, (_, i) => i).sort(
    (x, y) => Math.abs(values[y] as number) - Math.abs(values[x] as number) || x - y,
  );
}

/** Orthonormal basis of the column space, by the eigenvectors of the Gram matrix; directions without length become zero. */
export function orthonormal(matrix: Dense): Dense {
  const n = matrix.columns;
  const { values, vectors } = symmetricEigen(gram(matrix, matrix), n);
  const largest = Math.max(...values, 0);
  const scale = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const value = values[j] as number;
    const factor = value > largest * 1e-10 && value > 0 ? 1 / Math.sqrt(value) : 0;
    for (let i = 0; i < n; i++) scale[i * n + j] = (vectors[i * n + j] as number) * factor;
  }
  return times(matrix, scale, n);
}

function pick(source: Float64Array, n: number, order: readonly number[]): Float64Array {
  const out = new Float64Array(n * order.length);
  order.forEach((column, j) => {
    for (let i = 0; i < n; i++) out[i * order.length + j] = source[i * n + column] as number;
  });
  return out;
}

/**
 * Leading left singular vectors by randomised subspace iteration (Halko, Martinsson & Tropp 2011, algorithm 4.4):
 * `rank` of them (fewer when the matrix is smaller), 8 more kept while iterating.
 */
export function singularVectors(
  matrix: Sparse,
  rank: number,
  options: { readonly seed: number; readonly iterations: number; readonly symmetric: boolean },
): Decomposition {
  const width = Math.min(rank + 8, matrix.rows, matrix.columns);
  const other = options.symmetric ? matrix : transpose(matrix);
  let basis = orthonormal(multiply(matrix, gaussian(matrix.columns, width, options.seed)));
  for (let i = 0; i < options.iterations; i++) {
    if (!options.symmetric) basis = orthonormal(multiply(other, basis));
    basis = orthonormal(multiply(matrix, basis));
  }
  const projected = multiply(other, basis);
  const small = options.symmetric ? gram(basis, projected) : gram(projected, projected);
  const { values, vectors } = symmetricEigen(small, width);
  const order = descending(values).slice(0, Math.min(rank, width));
  const found = order.map((i) =>
    options.symmetric ? Math.abs(values[i] as number) : Math.sqrt(Math.max(0, values[i] as number)),
  );
  return { vectors: times(basis, pick(vectors, width, order), order.length), values: Float64Array.from(found) };
}
