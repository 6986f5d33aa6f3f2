import { clusterTexts } from '../src/themes/cluster.ts';
import type { ThemeDoc } from '../src/themes/doc.ts';
import { centroidsOf, plusPlusSeeds, refine } from '../src/themes/kmeans.ts';
import { selectRows, unitRows } from '../src/themes/sparse.ts';
import { tokenise } from '../src/themes/tokens.ts';
import { embed, fitView } from '../src/themes/view.ts';

/** A text with its true class. */
export interface ClassifiedText {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  readonly label: string;
}

const pairs = (n: number): number => (n * (n - 1)) / 2;

interface Table {
  readonly cells: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<number, number>;
  readonly columns: ReadonlyMap<string, number>;
  readonly n: number;
}

function tableOf(found: ArrayLike<number>, truth: readonly string[]): Table {
  const cells = new Map<string, number>();
  const rows = new Map<number, number>();
  const columns = new Map<string, number>();
  truth.forEach((label, i) => {
    const cluster = found[i] ?? -1;
    const key = `${cluster} ${label}`;
    cells.set(key, (cells.get(key) ?? 0) + 1);
    rows.set(cluster, (rows.get(cluster) ?? 0) + 1);
    columns.set(label, (columns.get(label) ?? 0) + 1);
  });
  return { cells, rows, columns, n: truth.length };
}

/** Adjusted Rand index (Hubert & Arabie 1985): 0 by chance, 1 when the same. */
export function adjustedRand(found: ArrayLike<number>, truth: readonly string[]): number {
  const { cells, rows, columns, n } = tableOf(found, truth);
  const sum = (counts: ReadonlyMap<unknown, number>): number => [...counts.values()].reduce((s, c) => s + pairs(c), 0);
  const expected = (sum(rows) * sum(columns)) / (pairs(n) || 1);
  const most = (sum(rows) + sum(columns)) / 2;
  return most === expected ? 1 : (sum(cells) - expected) / (most - expected);
}

/** Normalised mutual information, by the arithmetic mean of the entropies (0…1). */
export function mutualInformation(found: ArrayLike<number>, truth: readonly string[]): number {
  const { cells, rows, columns, n } = tableOf(found, truth);
  const entropy = (counts: ReadonlyMap<unknown, number>): number =>
    -[...counts.values()].reduce((s, c) => s + (c / n) * Math.log(c / n), 0);
  const mean = (entropy(rows) + entropy(columns)) / 2;
  return mean === 0 ? 1 : (entropy(rows) + entropy(columns) - entropy(cells)) / mean;
}

/** What one would do first: TF-IDF over words, SVD of 100 dimensions, k-means from k-means++ seeds. */
function baseline(texts: readonly ClassifiedText[], k: number): Int32Array {
  const words = texts.map((text) => tokenise(text.text).words);
  const options = { dimensions: 100, terms: 20_000, minimum: 1, iterations: 3, seed: 1, method: 'tfidf' as const };
  const points = unitRows(embed(fitView(words, options), words));
  const seeds = plusPlusSeeds(points, k, 1);
  const start = centroidsOf(selectRows(points, seeds), Int32Array.from(seeds.keys()), seeds.length);
  return refine(points, start, 50).labels;
}

const percent = (x: number): string => (100 * x).toFixed(1).padStart(6);

/**
 * Lines of a table: ARI and NMI with the true k beside TF-IDF + SVD + k-means, then what is found without k; and of those,
 * the `labels` largest of each set with their sizes.
 */
export function clusteringLines(
  sets: readonly { readonly name: string; readonly texts: readonly ClassifiedText[] }[],
  labels: number,
): string[] {
  const named: string[] = [];
  const lines = ['set              k | ARI    NMI   | TF-IDF ARI    NMI | k found    ARI  unclustered'];
  for (const { name, texts } of sets) {
    const docs: ThemeDoc[] = texts.map(({ id, text, lang }) => ({ id, text, language: lang, userKey: id }));
    const truth = texts.map((text) => text.label);
    const k = new Set(truth).size;
    const given = clusterTexts(docs, { k }).labels;
    const plain = baseline(texts, k);
    const free = clusterTexts(docs);
    lines.push(
      `${name.padEnd(15)} ${String(k).padStart(2)} |${percent(adjustedRand(given, truth))} ${percent(mutualInformation(given, truth))} |     ${percent(adjustedRand(plain, truth))} ${percent(mutualInformation(plain, truth))} |   ${String(free.clusters.length).padStart(5)} ${percent(adjustedRand(free.labels, truth))} ${percent(free.unclusteredShare)} %`,
    );
    const largest = free.clusters.toSorted((a, b) => b.size - a.size).slice(0, labels);
    named.push('', `Largest themes of ${name}`, ...largest.map((c) => `${String(c.size).padStart(5)}  ${c.label}`));
  }
  return [...lines, ...named];
}
