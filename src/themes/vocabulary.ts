import type { Sparse } from './sparse.ts';

/** Terms of one view, numbered, with the number of documents that hold each. */
export interface Vocabulary {
  readonly ids: ReadonlyMap<string, number>;
  readonly documentCounts: Float64Array;
  readonly documents: number;
}

/** Numbers the terms of at least `minimum` documents, the most frequent `limit` of them; ties by code unit order. */
export function vocabularyOf(documents: readonly (readonly string[])[], minimum: number, limit: number): Vocabulary {
  const counts = new Map<string, number>();
  for (const terms of documents) for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= minimum);
  kept.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  kept.length = Math.min(kept.length, limit);
  return {
    ids: new Map(kept.map(([term], i) => [term, i])),
    documentCounts: Float64Array.from(kept, ([, count]) => count),
    documents: documents.length,
  };
}

/** Term counts of every document over a vocabulary. */
export function countTerms(documents: readonly (readonly string[])[], vocabulary: Vocabulary): Sparse {
  const { ids } = vocabulary;
  const most = documents.reduce((sum, terms) => sum + terms.length, 0);
  const starts = new Uint32Array(documents.length + 1);
  const [indices, values] = [new Int32Array(most), new Float32Array(most)];
  /** Where a term stands in the row, when that is in the row. */
  const place = new Int32Array(ids.size);
  let end = 0;
  documents.forEach((terms, d) => {
    const begin = end;
    for (const term of terms) {
      const id = ids.get(term);
      if (id === undefined) continue;
      const at = place[id] as number;
      if (at >= begin && at < end && indices[at] === id) values[at] = (values[at] as number) + 1;
      else {
        place[id] = end;
        indices[end] = id;
        values[end++] = 1;
      }
    }
    starts[d + 1] = end;
  });
  return {
    rows: documents.length,
    columns: ids.size,
    starts,
    indices: indices.slice(0, end),
    values: values.slice(0, end),
  };
}
