import { Fault } from '../errors.ts';
import type { RedactedText } from '../ticket/redact.ts';

/** Where vectors come from: a server that speaks the OpenAI-compatible `/v1/embeddings` (Ollama, TEI, vLLM and others). */
export interface EmbeddingServer {
  /** Its address, with or without `/v1` and `/embeddings`. */
  readonly url: string;
  /** Name of the model; '' for a server that has one only. */
  readonly model: string;
  /** Bearer key; '' when none is asked for. */
  readonly key: string;
  /** Longest that one request may take (default 30 s). */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;

/** The address that is asked. */
export function endpointOf(url: string): string {
  const base = url.replace(/\/+$/, '');
  if (base.endsWith('/embeddings')) return base;
  return base.endsWith('/v1') ? `${base}/embeddings` : `${base}/v1/embeddings`;
}

function fault(server: EmbeddingServer, what: string, retryable: boolean, cause?: unknown): Fault {
  const { host } = new URL(server.url);
  return new Fault('embedding-server', `The embedding server ${host} ${what}.`, {
    ...(cause === undefined ? {} : { cause }),
    retryable,
    next: 'Check themes.embeddings.url, model and key, or empty the url to work without it.',
  });
}

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((x) => typeof x === 'number' && Number.isFinite(x));
}

function vectorsOf(answer: unknown, count: number): Float32Array[] | undefined {
  const data = typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
  if (!Array.isArray(data) || data.length !== count) return undefined;
  const vectors: Float32Array[] = [];
  for (const [i, item] of (data as { index?: unknown; embedding?: unknown }[]).entries()) {
    const at = typeof item?.index === 'number' ? item.index : i;
    if (!isVector(item?.embedding) || at < 0 || at >= count) return undefined;
    vectors[at] = Float32Array.from(item.embedding);
  }
  const length = vectors[0]?.length;
  for (let i = 0; i < count; i++) if (vectors[i]?.length !== length) return undefined;
  return vectors;
}

async function ask(server: EmbeddingServer, texts: readonly RedactedText[]): Promise<Response> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (server.key !== '') headers['authorization'] = `Bearer ${server.key}`;
  const body = JSON.stringify({ input: texts, ...(server.model === '' ? {} : { model: server.model }) });
  const signal = AbortSignal.timeout(server.timeoutMs ?? TIMEOUT_MS);
  try {
    return await fetch(endpointOf(server.url), { method: 'POST', headers, body, signal, redirect: 'error' });
  } catch (cause) {
    const isLate = (cause as Error).name === 'TimeoutError';
    throw fault(server, isLate ? 'took too long to answer' : 'does not answer', true, cause);
  }
}

/**
 * Vectors of texts in their order, all of one length, in one request. Redacted texts only.
 * @throws Fault('embedding-server') when it cannot be reached, answers late, refuses, or says something else than vectors.
 */
export async function askForVectors(server: EmbeddingServer, texts: readonly RedactedText[]): Promise<Float32Array[]> {
  const response = await ask(server, texts);
  if (!response.ok) {
    await response.body?.cancel();
    throw fault(server, `refused with status ${response.status}`, response.status >= 500 || response.status === 429);
  }
  let answer: unknown;
  try {
    answer = await response.json();
  } catch (cause) {
    throw fault(server, 'answered with no JSON', true, cause);
  }
  const vectors = vectorsOf(answer, texts.length);
  if (vectors === undefined) throw fault(server, 'answered with something else than a vector for each text', false);
  return vectors;
}
