/** A sparse matrix by rows: row i holds columns[starts[i]…starts[i+1]) with their values. */
export interface Sparse {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Uint32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** A dense matrix by rows. */
export interface Dense {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/** A dense matrix of zeros. */
export function dense(rows: number, columns: number): Dense {
  return { rows, columns, data: new Float32Array(rows * columns) };
}

/** A sparse matrix from rows of column → value. */
export function sparseOf(rows: readonly ReadonlyMap<number, number>[], columns: number): Sparse {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (starts[i + 1] = (starts[i] as number) + row.size));
  const indices = new Int32Array(starts[rows.length] as number);
  const values = new Float32Array(indices.length);
  let at = 0;
  for (const row of rows)
    for (const [column, value] of row) {
      indices[at] = column;
      values[at++] = value;
    }
  return { rows: rows.length, columns, starts, indices, values };
}

/** The transpose, columns of each row in ascending order. */
export function transpose(matrix: Sparse): Sparse {
  const starts = new Uint32Array(matrix.columns + 1);
  for (const column of matrix.indices) starts[column + 1] = (starts[column + 1] as number) + 1;
  for (let j = 0; j < matrix.columns; j++) starts[j + 1] = (starts[j + 1] as number) + (starts[j] as number);
  const next = starts.slice();
  const indices = new Int32Array(matrix.indices.length);
  const values = new Float32Array(matrix.indices.length);
  for (let i = 0; i < matrix.rows; i++)
    for (let p = matrix.starts[i] as number; p < (matrix.starts[i + 1] as number); p++) {
      const column = matrix.indices[p] as number;
      const at = next[column] as number;
      indices[at] = i;
      values[at] = matrix.values[p] as number;
      next[column] = at + 1;
    }
  return { rows: matrix.columns, columns: matrix.rows, starts, indices, values };
}

/** Adds four weighted rows of `from` to the accumulator: one load and store of a sum for four products. */
function addFour(
  accumulator: Float64Array,
  from: Float32Array,
  bases: readonly [number, number, number, number],
  weights: readonly [number, number, number, number],
): void {
  const [b0, b1, b2, b3] = bases;
  const [w0, w1, w2, w3] = weights;
  for (let c = 0; c < accumulator.length; c++)
    accumulator[c] =
      (accumulator[c] as number) +
      (w0 * (from[b0 + c] as number) +
        w1 * (from[b1 + c] as number) +
        (w2 * (from[b2 + c] as number) + w3 * (from[b3 + c] as number)));
}

/** sparse · dense. */
export function multiply({ rows, starts, indices, values }: Sparse, right: Dense): Dense {
  const width = right.columns;
  const out = dense(rows, width);
  const from = right.data;
  const accumulator = new Float64Array(width);
  const base = (p: number): number => (indices[p] as number) * width;
  const weight = (p: number): number => values[p] as number;
  for (let i = 0; i < rows; i++) {
    accumulator.fill(0);
    const end = starts[i + 1] as number;
    let p = starts[i] as number;
    for (; p + 3 < end; p += 4)
      addFour(
        accumulator,
        from,
        [base(p), base(p + 1), base(p + 2), base(p + 3)],
        [weight(p), weight(p + 1), weight(p + 2), weight(p + 3)],
      );
    for (; p < end; p++) {
      const [at, value] = [base(p), weight(p)];
      for (let c = 0; c < width; c++) accumulator[c] = (accumulator[c] as number) + value * (from[at + c] as number);
    }
    out.data.set(accumulator, i * width);
  }
  return out;
}

/** Some rows of a matrix, in the given order. */
export function selectRows(points: Dense, rows: readonly number[]): Dense {
  const out = dense(rows.length, points.columns);
  rows.forEach((row, i) =>
    out.data.set(points.data.subarray(row * points.columns, (row + 1) * points.columns), i * points.columns),
  );
  return out;
}

/** Scales rows to unit length in place; zero rows stay zero. */
export function unitRows(points: Dense): Dense {
  for (let i = 0; i < points.rows; i++) {
    const at = i * points.columns;
    let squares = 0;
    for (let c = at; c < at + points.columns; c++) squares += (points.data[c] as number) ** 2;
    const norm = Math.sqrt(squares) || 1;
    for (let c = at; c < at + points.columns; c++) points.data[c] = (points.data[c] as number) / norm;
  }
  return points;
}
