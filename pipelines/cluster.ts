import type { Embedder } from '../src/embedding/embedder.ts';
import type { Log } from '../src/log.ts';
import { clusterTexts } from '../src/themes/cluster.ts';
import type { ThemeDoc } from '../src/themes/doc.ts';
import { identifyLanguage } from '../src/ticket/language.ts';
import { redact } from '../src/ticket/redact.ts';
import type { Tagger } from '../src/tagging/tagging.ts';
import { shownJson } from '../src/terminal.ts';
import { withVectors } from './embeddings.ts';
import { readTexts, type BadLine, type Output } from './lines.ts';

/** What clustering a file came to. */
export interface ClusterSummary {
  readonly texts: number;
  readonly clusters: number;
  /** Share of texts that belong to no cluster, 0…1. */
  readonly unclusteredShare: number;
}

/** What a file is clustered with. */
export interface ClusterSetting {
  /** Exactly so many clusters; undefined: the program finds how many. */
  readonly k: number | undefined;
  readonly tagger: Tagger;
  readonly embedder: Embedder | undefined;
  readonly log: Log;
}

/**
 * Clusters NDJSON `{id, text}` into `{id, cluster, label}`; cluster −1 and label null: unclustered. Texts are redacted
 * first; every text counts as another user's.
 */
export async function clusterFile(
  path: string,
  { k, tagger, embedder, log }: ClusterSetting,
  output: Output,
  onBad: (bad: BadLine) => void,
): Promise<ClusterSummary> {
  const docs: ThemeDoc[] = [];
  for await (const { id, text, lang } of readTexts(path, onBad)) {
    const language = lang ?? identifyLanguage(text);
    const clean = redact(text, language).text;
    docs.push({
      id,
      text: clean,
      language,
      userKey: String(docs.length),
      concepts: tagger.tag(clean, { language }).concepts,
    });
  }
  const given = await withVectors(docs, null, embedder, log);
  const { labels, clusters, unclusteredShare } = clusterTexts(given.docs, k === undefined ? {} : { k });
  for (const [i, { id }] of docs.entries()) {
    const cluster = labels[i] ?? -1;
    await output.write(`${shownJson({ id, cluster, label: clusters[cluster]?.label ?? null })}\n`);
  }
  return { texts: docs.length, clusters: clusters.length, unclusteredShare };
}
