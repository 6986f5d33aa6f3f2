import type { RawBatch } from '../../src/sources/source.ts';
import type { PackedFacts } from '../../src/warehouse/pack.ts';

/** Messages that one worker thread turns into facts; message i is bytes[starts[i], starts[i+1]). */
export interface TextJob {
  readonly id: number;
  readonly stream: string;
  readonly label: string;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly isNull: Uint8Array;
  readonly positions: Float64Array;
  readonly times: Float64Array;
  readonly errors: RawBatch['errors'];
}

/** What came of a job: packed columns and the counts that an operator wants to see. */
export interface TextResult {
  readonly id: number;
  readonly packed: PackedFacts;
  readonly tickets: number;
  readonly rejects: number;
  /** Fields of events that the contract does not know, by name, with how often they came. */
  readonly unknownFields: readonly (readonly [name: string, times: number])[];
}

/** What a worker is started with. */
export interface TextSetup {
  readonly taxonomyDir: string;
  readonly pseudonymSecrets: readonly Uint8Array[];
  readonly maxMessageBytes: number;
  /** Least confidence of a topic; 0: the one chosen in training. */
  readonly threshold: number;
}

/** Messages in one job: small enough to spread a batch over the threads, large enough to amortise the hand-over. */
export const JOB_MESSAGES = 512;

function sliceOf(batch: RawBatch, from: number, to: number, id: number): TextJob {
  const [first, last] = [batch.starts[from] ?? 0, batch.starts[to] ?? batch.bytes.length];
  const starts = batch.starts.slice(from, to + 1);
  for (let i = 0; i < starts.length; i++) starts[i]! -= first;
  return {
    id,
    stream: batch.stream,
    label: batch.label,
    bytes: batch.bytes.slice(first, last),
    starts,
    isNull: batch.isNull.slice(from, to),
    positions: batch.positions.slice(from, to),
    times: batch.times.slice(from, to),
    errors: batch.errors?.slice(from, to),
  };
}

/** Cuts a batch into jobs, each with buffers of its own so that they can be handed over without copying again. */
export function jobsOf(batch: RawBatch, nextId: () => number): TextJob[] {
  const count = batch.positions.length;
  const jobs: TextJob[] = [];
  for (let from = 0; from < count; from += JOB_MESSAGES)
    jobs.push(sliceOf(batch, from, Math.min(count, from + JOB_MESSAGES), nextId()));
  return jobs;
}
