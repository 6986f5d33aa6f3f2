import { ppmi } from './ppmi.ts';
import { dense, transpose, type Dense, type Sparse } from './sparse.ts';
import { singularVectors } from './svd.ts';
import { countTerms, vocabularyOf, type Vocabulary } from './vocabulary.ts';

/** How one view of the texts is turned into vectors. */
export interface ViewOptions {
  readonly dimensions: number;
  readonly terms: number;
  readonly minimum: number;
  readonly iterations: number;
  readonly seed: number;
  /** 'ppmi' for short texts, 'tfidf' for long narratives. */
  readonly method: 'ppmi' | 'tfidf';
}

/** A fitted view: a vector and a weight for every term, and the common direction that is taken out of every text. */
export interface View {
  readonly vocabulary: Vocabulary;
  readonly termVectors: Dense;
  readonly termWeights: Float64Array;
  readonly common: Float64Array;
}

const FREQUENCY_DAMPING = 3e-3;

function normaliseRows(matrix: Dense): void {
  const width = matrix.columns;
  for (let i = 0; i < matrix.rows; i++) {
    let norm = 0;
    for (let c = 0; c < width; c++) norm += (matrix.data[i * width + c] as number) ** 2;
    if (norm === 0) continue;
    const factor = 1 / Math.sqrt(norm);
    for (let c = 0; c < width; c++) matrix.data[i * width + c] = (matrix.data[i * width + c] as number) * factor;
  }
}

function ppmiTerms(counts: Sparse, options: ViewOptions): { vectors: Dense; weights: Float64Array } {
  const found = singularVectors(ppmi(counts), options.dimensions, { ...options, symmetric: true });
  const { vectors, values } = found;
  for (let i = 0; i < vectors.rows; i++)
    for (let c = 0; c < vectors.columns; c++) {
      const at = i * vectors.columns + c;
      vectors.data[at] = (vectors.data[at] as number) * Math.sqrt(values[c] as number);
    }
  normaliseRows(vectors);
  const totals = new Float64Array(counts.columns);
  let sum = 0;
  counts.indices.forEach((term, p) => {
    const value = counts.values[p] as number;
    totals[term] = (totals[term] as number) + value;
    sum += value;
  });
  return { vectors, weights: totals.map((total) => FREQUENCY_DAMPING / (FREQUENCY_DAMPING + total / sum)) };
}

function tfidfTerms(
  counts: Sparse,
  vocabulary: Vocabulary,
  options: ViewOptions,
): { vectors: Dense; weights: Float64Array } {
  const common = 0.25 * vocabulary.documents;
  const weights = vocabulary.documentCounts.map((count) =>
    count > common ? 0 : Math.log((1 + vocabulary.documents) / (1 + count)) + 1,
  );
  const values = counts.values.map(
    (value, p) => (1 + Math.log(value)) * (weights[counts.indices[p] as number] as number),
  );
  const weighted = { ...counts, values };
  for (let d = 0; d < counts.rows; d++) {
    let norm = 0;
    for (let p = counts.starts[d] as number; p < (counts.starts[d + 1] as number); p++)
      norm += (values[p] as number) ** 2;
    for (let p = counts.starts[d] as number; p < (counts.starts[d + 1] as number); p++)
      values[p] = (values[p] as number) / Math.sqrt(norm || 1);
  }
  const turned = transpose(weighted);
  return { vectors: singularVectors(turned, options.dimensions, { ...options, symmetric: false }).vectors, weights };
}

/** Sum of (1 + ln tf) · weight · term vector over the terms of every document, rows of unit length (zero when no term is known). */
function sums(counts: Sparse, vectors: Dense, weights: Float64Array): Dense {
  const out = dense(counts.rows, vectors.columns);
  const width = vectors.columns;
  for (let d = 0; d < counts.rows; d++)
    for (let p = counts.starts[d] as number; p < (counts.starts[d + 1] as number); p++) {
      const term = counts.indices[p] as number;
      const factor = (1 + Math.log(counts.values[p] as number)) * (weights[term] as number);
      for (let c = 0; c < width; c++) {
        const at = d * width + c;
        out.data[at] = (out.data[at] as number) + factor * (vectors.data[term * width + c] as number);
      }
    }
  normaliseRows(out);
  return out;
}

function principal(matrix: Dense): Float64Array {
  const width = matrix.columns;
  let direction = new Float64Array(width).fill(1 / Math.sqrt(width || 1));
  for (let round = 0; round < 30; round++) {
    const next = new Float64Array(width);
    for (let i = 0; i < matrix.rows; i++) {
      let dot = 0;
      for (let c = 0; c < width; c++) dot += (matrix.data[i * width + c] as number) * (direction[c] as number);
      for (let c = 0; c < width; c++) next[c] = (next[c] as number) + dot * (matrix.data[i * width + c] as number);
    }
    const norm = Math.hypot(...next);
    if (norm === 0) return next;
    direction = next.map((x) => x / norm);
  }
  return direction;
}

function withoutCommon(matrix: Dense, common: Float64Array): Dense {
  const width = matrix.columns;
  for (let i = 0; i < matrix.rows; i++) {
    let dot = 0;
    for (let c = 0; c < width; c++) dot += (matrix.data[i * width + c] as number) * (common[c] as number);
    for (let c = 0; c < width; c++) {
      const at = i * width + c;
      matrix.data[at] = (matrix.data[at] as number) - dot * (common[c] as number);
    }
  }
  normaliseRows(matrix);
  return matrix;
}

/** Vectors of documents in a fitted view, unit length; the zero vector when no term is known. */
export function embed(view: View, documents: readonly (readonly string[])[]): Dense {
  return withoutCommon(sums(countTerms(documents, view.vocabulary), view.termVectors, view.termWeights), view.common);
}

/** Fits a view on documents of terms. */
export function fitView(documents: readonly (readonly string[])[], options: ViewOptions): View {
  const vocabulary = vocabularyOf(documents, options.minimum, options.terms);
  const counts = countTerms(documents, vocabulary);
  const { vectors, weights } =
    options.method === 'ppmi' ? ppmiTerms(counts, options) : tfidfTerms(counts, vocabulary, options);
  const common =
    options.method === 'ppmi' ? principal(sums(counts, vectors, weights)) : new Float64Array(vectors.columns);
  return { vocabulary, termVectors: vectors, termWeights: weights, common };
}
