import { hash } from 'node:crypto';
import { join } from 'node:path';
import { Fault } from '../errors.ts';
import type { RedactedText } from '../ticket/redact.ts';
import { openVectorCache } from './cache.ts';
import { askForVectors, endpointOf, type EmbeddingServer } from './server.ts';

/** Gives vectors to texts. */
export interface Embedder {
  /** Eight hex digits over address and model: vectors of different ids don't compare. */
  readonly id: string;
  /** A vector for each of the texts, by text. Throws Fault('embedding-server'). */
  embed(texts: readonly RedactedText[]): Promise<ReadonlyMap<string, Float32Array>>;
}

/** Texts of one request, and characters of a text that are sent. */
const BATCH = 64;
const LONGEST = 2000;

async function askTwice(server: EmbeddingServer, texts: readonly RedactedText[]): Promise<Float32Array[]> {
  try {
    return await askForVectors(server, texts);
  } catch (error) {
    if (error instanceof Fault && error.retryable) return askForVectors(server, texts);
    throw error;
  }
}

/** Opens an embedder whose vectors are kept in a folder by the content of their text, so that a text is sent once. */
export function openEmbedder(server: EmbeddingServer, folder: string): Embedder {
  const id = hash('sha256', `${endpointOf(server.url)}\n${server.model}`).slice(0, 8);
  const cache = openVectorCache(join(folder, `${id}.vectors`));
  return {
    id,
    embed: async (texts) => {
      const distinct = [...new Set(texts)].filter((text) => text.trim() !== '');
      const vectors = cache.find(distinct);
      const unknown = distinct.filter((text) => !vectors.has(text));
      for (let from = 0; from < unknown.length; from += BATCH) {
        const batch = unknown.slice(from, from + BATCH);
        const answers = await askTwice(
          server,
          batch.map((text) => text.slice(0, LONGEST) as RedactedText),
        );
        const entries = batch.map((text, i) => [text, answers[i] as Float32Array] as const);
        cache.put(entries);
        for (const [text, vector] of entries) vectors.set(text, vector);
      }
      return vectors;
    },
  };
}
