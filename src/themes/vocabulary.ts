import { sparseOf, type Sparse } from './sparse.ts';

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
  const rows = documents.map((terms) => {
    const row = new Map<number, number>();
    for (const term of terms) {
      const id = vocabulary.ids.get(term);
      if (id !== undefined) row.set(id, (row.get(id) ?? 0) + 1);
    }
    return row;
  });
  return sparseOf(rows, vocabulary.ids.size);
}
