import { transpose, type Sparse } from './sparse.ts';

const SMOOTHING = 0.75;

/**
 * Positive pointwise mutual information of terms that occur in one document (Levy, Goldberg & Dagan 2015), contexts
 * smoothed by the power 0.75, made symmetric by the mean of both directions. Input: documents × terms; output: terms × terms.
 */
export function ppmi(documents: Sparse): Sparse {
  const terms = transpose(documents);
  const n = terms.rows;
  const totals = coOccurrences(documents);
  let sum = 0;
  let smoothedSum = 0;
  for (const total of totals) {
    sum += total;
    smoothedSum += total ** SMOOTHING;
  }
  const offsets = totals.map((total) => {
    if (total === 0) return 0;
    return 0.5 * (Math.log(total / sum) + SMOOTHING * Math.log(total) - Math.log(smoothedSum));
  });
  return positive(documents, terms, n, offsets, Math.log(sum));
}

function coOccurrences(documents: Sparse): Float64Array {
  const totals = new Float64Array(documents.columns);
  for (let d = 0; d < documents.rows; d++) {
    const from = documents.starts[d] as number;
    const to = documents.starts[d + 1] as number;
    for (let p = from; p < to; p++) {
      const term = documents.indices[p] as number;
      totals[term] = (totals[term] as number) + (to - from - 1);
    }
  }
  return totals;
}

function positive(documents: Sparse, terms: Sparse, n: number, offsets: Float64Array, logSum: number): Sparse {
  const counts = new Float64Array(n);
  const seen = new Int32Array(n);
  const starts = new Uint32Array(n + 1);
  const rows: { indices: Int32Array; values: Float32Array }[] = [];
  for (let t = 0; t < n; t++) {
    const size = countRow(documents, terms, t, counts, seen);
    const indices = new Int32Array(size);
    const values = new Float32Array(size);
    let kept = 0;
    for (let s = 0; s < size; s++) {
      const other = seen[s] as number;
      const value = Math.log(counts[other] as number) - logSum - (offsets[t] as number) - (offsets[other] as number);
      counts[other] = 0;
      if (value <= 0) continue;
      indices[kept] = other;
      values[kept++] = value;
    }
    rows.push({ indices: indices.slice(0, kept), values: values.slice(0, kept) });
    starts[t + 1] = (starts[t] as number) + kept;
  }
  const indices = new Int32Array(starts[n] as number);
  const values = new Float32Array(starts[n] as number);
  rows.forEach((row, t) => {
    indices.set(row.indices, starts[t]);
    values.set(row.values, starts[t]);
  });
  return { rows: n, columns: n, starts, indices, values };
}

/** Counts the documents that term t shares with every other term; returns how many terms were seen. */
function countRow(documents: Sparse, terms: Sparse, t: number, counts: Float64Array, seen: Int32Array): number {
  let size = 0;
  for (let p = terms.starts[t] as number; p < (terms.starts[t + 1] as number); p++) {
    const d = terms.indices[p] as number;
    for (let q = documents.starts[d] as number; q < (documents.starts[d + 1] as number); q++) {
      const other = documents.indices[q] as number;
      if (other === t) continue;
      if (counts[other] === 0) seen[size++] = other;
      counts[other] = (counts[other] as number) + 1;
    }
  }
  return size;
}
