import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, Consumer, EachBatchPayload } from 'kafkajs';
import { consumerOf, kafkaClient, kafkaFault, type KafkaSettings } from './kafka-client.ts';
import { checkEnd } from './kafka-place.ts';
import { BatchPacker, type RawBatch } from './source.ts';

/** Offsets to be read again, ascending, by partition. */
export type Wanted = ReadonlyMap<number, readonly number[]>;

/** What reading again needs. */
export interface AgainOptions {
  /** What the warehouse expects next of a partition: a topic that ends before was made anew. */
  readonly expected: (partition: number) => number;
  /** Takes messages; they count as taken when it resolves. */
  readonly take: (batch: RawBatch) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Milliseconds without a message after which what is still wanted counts as removed by compaction. */
const IDLE = 5000;

/** One reading of single offsets. */
class ReadingAgain {
  readonly #settings: KafkaSettings;
  readonly #options: AgainOptions;
  readonly #admin: Admin;
  readonly #consumer: Consumer;
  readonly #left = new Map<number, number[]>();
  readonly #end = Promise.withResolvers<void>();
  #heard = performance.now();
  #busy = false;

  constructor(settings: KafkaSettings, options: AgainOptions) {
    const client = kafkaClient(settings);
    this.#settings = settings;
    this.#options = options;
    this.#admin = client.admin();
    this.#consumer = consumerOf(
      client,
      `${settings.groupId}-retry-${process.pid}-${Date.now()}`,
      settings.sessionSeconds,
    );
  }

  async #connect(wanted: Wanted): Promise<void> {
    const { topic } = this.#settings;
    await this.#admin.connect();
    for (const { partition, low, high } of await this.#admin.fetchTopicOffsets(topic)) {
      checkEnd(`${topic}/${partition}`, this.#options.expected(partition), Number(high));
      const there = (wanted.get(partition) ?? []).filter((offset) => offset >= Number(low));
      if (there.length > 0) this.#left.set(partition, there);
    }
  }

  #listen(): void {
    const { topic } = this.#settings;
    const { GROUP_JOIN, CRASH } = this.#consumer.events;
    this.#consumer.on(GROUP_JOIN, ({ payload }) => {
      this.#heard = performance.now();
      for (const partition of payload.memberAssignment[topic] ?? []) this.#goOn(partition, undefined);
    });
    this.#consumer.on(CRASH, ({ payload }) => this.#end.reject(payload.error));
  }

  /** Goes to the next offset wanted, unless reading on comes to it anyway; a partition without one rests. */
  #goOn(partition: number, passed: number | undefined): void {
    const { topic } = this.#settings;
    const [next] = this.#left.get(partition) ?? [];
    if (next === undefined) {
      this.#left.delete(partition);
      this.#consumer.pause([{ topic, partitions: [partition] }]);
    } else if (next !== passed) this.#consumer.seek({ topic, partition, offset: String(next) });
    if (this.#left.size === 0) this.#end.resolve();
  }

  async #take(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { partition } = batch;
    const { topic } = this.#settings;
    const wanted = new Set(this.#left.get(partition));
    const packer = new BatchPacker();
    if (!payload.isRunning() || payload.isStale()) return;
    for (const { offset, value, timestamp } of batch.messages)
      if (wanted.has(Number(offset))) packer.add(value, Number(offset), Number(timestamp));
    const passed = Number(batch.lastOffset()) + 1;
    const next = { position: passed, detail: '' };
    if (packer.count > 0)
      await this.#options.take(packer.take(`kafka:${topic}/${partition}`, `${topic}/${partition}`, next));
    this.#left.set(
      partition,
      [...wanted].filter((offset) => offset >= passed),
    );
    payload.resolveOffset(batch.lastOffset());
    await payload.heartbeat();
    this.#goOn(partition, passed);
  }

  async #watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(IDLE / 10, undefined, { signal }).catch(() => undefined);
      if (!this.#busy && performance.now() - this.#heard > IDLE) this.#end.resolve();
    }
  }

  async run(wanted: Wanted): Promise<void> {
    const { signal } = this.#options;
    const over = new AbortController();
    const stop = (): void => this.#end.resolve();
    signal.addEventListener('abort', stop);
    try {
      await this.#connect(wanted);
      if (this.#left.size === 0 || signal.aborted) return;
      await this.#consumer.connect();
      await this.#consumer.subscribe({ topics: [this.#settings.topic], fromBeginning: true });
      this.#listen();
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: async (payload) => {
          this.#busy = true;
          try {
            await this.#take(payload);
          } catch (error) {
            this.#end.reject(error);
            throw error;
          } finally {
            this.#busy = false;
            this.#heard = performance.now();
          }
        },
      });
      void this.#watch(over.signal);
      await this.#end.promise;
    } finally {
      over.abort();
      signal.removeEventListener('abort', stop);
      await Promise.allSettled([this.#consumer.disconnect(), this.#admin.disconnect()]);
    }
  }
}

/**
 * Reads single messages of the topic again, by a group of its own that commits nothing. What retention or compaction
 * removed is passed over. Throws Fault('kafka-unreachable' | 'kafka-auth' | 'kafka-topic-missing' | 'kafka-offset-gap').
 */
export async function readAgain(settings: KafkaSettings, wanted: Wanted, options: AgainOptions): Promise<void> {
  try {
    await new ReadingAgain(settings, options).run(wanted);
  } catch (error) {
    throw kafkaFault(error, settings);
  }
}
