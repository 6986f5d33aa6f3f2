import { join } from 'node:path';
import type { Config } from '../src/config.ts';
import { openEmbedder, type Embedder } from '../src/embedding/embedder.ts';
import { Fault, faultLine } from '../src/errors.ts';
import type { Log } from '../src/log.ts';
import type { ThemeDoc } from '../src/themes/doc.ts';
import type { PastText, ThemeMemory } from '../src/themes/memory.ts';
import { storedText } from '../src/ticket/redact.ts';

/** Folder of the data folder in which vectors are kept. */
export const VECTORS_DIR = 'embeddings';

/** The embedder that the settings name; undefined when they name none. */
export function embedderOf(config: Config): Embedder | undefined {
  const { embeddings } = config.themes;
  return embeddings.url === '' ? undefined : openEmbedder(embeddings, join(config.dataDir, VECTORS_DIR));
}

/** Texts with vectors where an embedder gave them; `made` says how, for the record: '' without one, its id, or that it failed. */
export interface WithVectors {
  readonly docs: readonly ThemeDoc[];
  readonly memory: ThemeMemory | null;
  readonly made: string;
}

/**
 * Gives vectors to the texts of a week and to those remembered (all redacted before they were stored). When the server
 * fails, the texts go without, which is logged, never with some: themes then are made from the texts alone.
 */
export async function withVectors(
  docs: readonly ThemeDoc[],
  memory: ThemeMemory | null,
  embedder: Embedder | undefined,
  log: Log,
): Promise<WithVectors> {
  if (embedder === undefined) return { docs, memory, made: '' };
  const past = [
    ...(memory?.themes ?? []).flatMap(({ texts }) => texts),
    ...(memory?.background ?? []).flatMap(({ texts }) => texts),
  ];
  let vectors: ReadonlyMap<string, Float32Array>;
  try {
    vectors = await embedder.embed([...docs, ...past].map(({ text }) => storedText(text)));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    log(`Themes are made without embeddings: ${faultLine(error)}`);
    return { docs, memory, made: '+e:failed' };
  }
  const give = <T extends ThemeDoc | PastText>(one: T): T => {
    const vector = vectors.get(one.text);
    return vector === undefined ? one : { ...one, vector };
  };
  const remembered = memory && {
    ...memory,
    themes: memory.themes.map((theme) => ({ ...theme, texts: theme.texts.map(give) })),
    background: memory.background.map((one) => ({ ...one, texts: one.texts.map(give) })),
  };
  return { docs: docs.map(give), memory: remembered, made: `+e:${embedder.id}` };
}
