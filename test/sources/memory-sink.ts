import type { RawBatch, Sink, StreamPosition } from '../../src/sources/source.ts';

/** A sink that keeps everything, for tests of sources. */
export class MemorySink implements Sink {
  readonly batches: RawBatch[] = [];
  readonly #positions = new Map<string, StreamPosition>();

  constructor(positions: ReadonlyMap<string, StreamPosition> = new Map()) {
    for (const [stream, position] of positions) this.#positions.set(stream, position);
  }

  next(stream: string): StreamPosition | undefined {
    return this.#positions.get(stream);
  }

  streams(prefix: string): ReadonlyMap<string, StreamPosition> {
    return new Map([...this.#positions].filter(([stream]) => stream.startsWith(prefix)));
  }

  accept(batch: RawBatch): Promise<void> {
    this.batches.push(batch);
    this.#positions.set(batch.stream, batch.next);
    return Promise.resolve();
  }

  committed(stream: string): number | undefined {
    return this.#positions.get(stream)?.position;
  }

  drain(): Promise<void> {
    return Promise.resolve();
  }

  /** Every message as text with its position; null for tombstones, the code for records that could not be read. */
  messages(): { position: number; text: string | null }[] {
    const decoder = new TextDecoder();
    return this.batches.flatMap((batch) =>
      Array.from(batch.positions, (position, i) => {
        const error = batch.errors?.[i];
        if (error !== undefined) return { position, text: `!${error.code}` };
        if (batch.isNull[i] === 1) return { position, text: null };
        return { position, text: decoder.decode(batch.bytes.subarray(batch.starts[i], batch.starts[i + 1])) };
      }),
    );
  }
}
