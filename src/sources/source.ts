import type { Reject } from '../ticket/ticket.ts';

/** What is remembered of a stream: the next position expected, and the source's own notes as JSON or ''. */
export interface StreamPosition {
  readonly position: number;
  readonly detail: string;
}

/** Positions of a stream that a warehouse does not hold, and why. */
export interface Gap {
  /** The first position missing. */
  readonly from: number;
  /** The first one that is not. */
  readonly to: number;
  /** `retention`: deleted before they were read; `group`: read by another member of the group, into its own warehouse. */
  readonly cause: 'retention' | 'group';
}

/** Messages of one stream, bytes packed; message i is bytes[starts[i], starts[i+1]). */
export interface RawBatch {
  /** `kafka:<topic>/<partition>` or `file:<fingerprint>`. */
  readonly stream: string;
  /** For people: `support.tickets.closed/3` or the file's path. */
  readonly label: string;
  /** Backed by its own ArrayBuffer. */
  readonly bytes: Uint8Array;
  /** n + 1 offsets into bytes. */
  readonly starts: Uint32Array;
  /** n flags; 1: the message has no value (a Kafka tombstone). */
  readonly isNull: Uint8Array;
  /** n Kafka offsets, or line numbers from 1. */
  readonly positions: Float64Array;
  /** n times, epoch milliseconds: the broker's timestamp or the file's last change. */
  readonly times: Float64Array;
  /** Records that the source itself could not read, already rejects, by index. */
  readonly errors?: readonly (Reject | undefined)[];
  /** What to remember when this batch is committed. */
  readonly next: StreamPosition;
  /** What lies before this batch and was not read, remembered with it. */
  readonly gaps?: readonly Gap[];
}

/** Where batches go. */
export interface Sink {
  /** What is expected next of a stream, accepted batches included; undefined: never seen. Synchronous. */
  next(stream: string): StreamPosition | undefined;
  /** All known streams whose name begins with the prefix. */
  streams(prefix: string): ReadonlyMap<string, StreamPosition>;
  /** Resolves when there is room for another batch; rejects when the warehouse failed. */
  accept(batch: RawBatch): Promise<void>;
  /** The position durably committed. */
  committed(stream: string): number | undefined;
  /** Resolves when everything accepted is committed. */
  drain(): Promise<void>;
}

/** How far a source has come. */
export interface SourceProgress {
  readonly done: number;
  readonly total?: number;
  readonly lag?: number;
  readonly note?: string;
}

/** Where tickets come from. */
export interface Source {
  readonly label: string;
  /** Delivers until the end of the input, or until the signal aborts; everything delivered is accepted when it resolves. */
  run(sink: Sink, signal: AbortSignal, onProgress: (state: SourceProgress) => void): Promise<void>;
}

/** Collects messages and packs them into a batch. */
export class BatchPacker {
  readonly #messages: (Uint8Array | null)[] = [];
  readonly #positions: number[] = [];
  readonly #times: number[] = [];
  readonly #errors: (Reject | undefined)[] = [];
  #hasError = false;
  /** Bytes collected. */
  size = 0;

  /** Messages collected. */
  get count(): number {
    return this.#messages.length;
  }

  /** Adds a message; `null` is a message without a value; with `error` the source could not read it. */
  add(message: Uint8Array | null, position: number, time: number, error?: Reject): void {
    this.#messages.push(message);
    this.#positions.push(position);
    this.#times.push(time);
    this.#errors.push(error);
    this.#hasError ||= error !== undefined;
    this.size += message?.length ?? 0;
  }

  /** The batch of everything collected; the packer is empty afterwards. */
  take(stream: string, label: string, next: StreamPosition, gaps: readonly Gap[] = []): RawBatch {
    const n = this.#messages.length;
    const bytes = new Uint8Array(this.size);
    const starts = new Uint32Array(n + 1);
    const isNull = new Uint8Array(n);
    let at = 0;
    this.#messages.forEach((message, i) => {
      if (message === null) isNull[i] = 1;
      else bytes.set(message, at);
      at += message?.length ?? 0;
      starts[i + 1] = at;
    });
    const batch: RawBatch = {
      stream,
      label,
      bytes,
      starts,
      isNull,
      positions: Float64Array.from(this.#positions),
      times: Float64Array.from(this.#times),
      next,
      ...(gaps.length > 0 ? { gaps } : {}),
      ...(this.#hasError ? { errors: this.#errors.slice() } : {}),
    };
    for (const list of [this.#messages, this.#positions, this.#times, this.#errors]) list.length = 0;
    this.size = 0;
    this.#hasError = false;
    return batch;
  }
}
