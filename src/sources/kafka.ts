import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, Consumer, EachBatchPayload } from 'kafkajs';
import { Fault } from '../errors.ts';
import type { Log } from '../log.ts';
import { kafkaClient, kafkaFault, missingTopic, type KafkaSettings } from './kafka-client.ts';
import { BatchPacker, type Sink, type Source, type SourceProgress } from './source.ts';

/** How a topic is read. */
export interface KafkaOptions {
  /** Go on after the end of the topic, and wait patiently for brokers that are away. */
  readonly follow: boolean;
  readonly log: Log;
}

interface Watermarks {
  readonly low: number;
  readonly high: number;
}

const MOST_BYTES = 4 * 1024 * 1024;
const COMMIT_EVERY = 2000;
const LONGEST_WAIT = 30_000;
/** A member that was killed keeps its partitions for the session timeout; a bounded read waits longer than that for them. */
const LONGEST_HELD = 60_000;
/**
 * So many fetches without a message, over so many milliseconds and with nothing in hand, mean the end: what is left are
 * transaction markers or compacted records. Both are asked for: fetches come fast while partitions are held back by a
 * full sink, and time passes without any fetch while a machine sleeps.
 */
const EMPTY_FETCHES = 8;
const EMPTY_TIME = 4000;

/** One reading of the topic, from connect to disconnect. */
class Reading {
  readonly #settings: KafkaSettings;
  readonly #options: KafkaOptions;
  readonly #sink: Sink;
  readonly #onProgress: (state: SourceProgress) => void;
  readonly #admin: Admin;
  readonly #consumer: Consumer;
  readonly #goal = new Map<number, number>();
  readonly #reached = new Map<number, number>();
  readonly #mine = new Set<number>();
  readonly #start = new Map<number, number>();
  readonly #end = Promise.withResolvers<void>();
  readonly #lag = new Map<number, number>();
  #done = 0;
  #inHand = 0;
  #emptyFetches = 0;
  #lastMessage = performance.now();

  constructor(settings: KafkaSettings, options: KafkaOptions, sink: Sink, onProgress: (state: SourceProgress) => void) {
    const client = kafkaClient(settings);
    this.#settings = settings;
    this.#options = options;
    this.#sink = sink;
    this.#onProgress = onProgress;
    this.#admin = client.admin();
    this.#consumer = client.consumer({
      groupId: settings.groupId,
      sessionTimeout: 30_000,
      rebalanceTimeout: 60_000,
      heartbeatInterval: 3000,
      maxBytesPerPartition: MOST_BYTES,
      maxBytes: 2 * MOST_BYTES,
      maxWaitTimeInMs: 500,
      allowAutoTopicCreation: false,
      retry: { retries: 5, restartOnFailure: () => Promise.resolve(false) },
    });
  }

  #stream(partition: number): string {
    return `kafka:${this.#settings.topic}/${partition}`;
  }

  async #watermarks(): Promise<Map<number, Watermarks>> {
    const topics = await this.#admin.listTopics();
    if (!topics.includes(this.#settings.topic)) throw missingTopic(this.#settings);
    const offsets = await this.#admin.fetchTopicOffsets(this.#settings.topic);
    return new Map(offsets.map(({ partition, low, high }) => [partition, { low: Number(low), high: Number(high) }]));
  }

  /** Where to begin in a partition: what the warehouse expects; a topic that is shorter than that was made anew. */
  #beginning(partition: number, { low, high }: Watermarks): number {
    const expected = this.#sink.next(this.#stream(partition))?.position;
    if (expected === undefined) return low;
    const label = `${this.#settings.topic}/${partition}`;
    if (expected > high) {
      throw new Fault(
        'kafka-offset-gap',
        `${label} ends at offset ${high}, but ${expected} is expected next: the topic was made anew or cut back.`,
        {
          next: 'If that was meant, start with a new data folder or another topic name; nothing is skipped or repeated silently.',
        },
      );
    }
    if (expected < low) {
      this.#options.log(
        `${label}: ${low - expected} messages (offsets ${expected} to ${low - 1}) were deleted by retention before they were read.`,
      );
      return low;
    }
    return expected;
  }

  async #connect(): Promise<void> {
    await this.#admin.connect();
    const marks = await this.#watermarks();
    for (const [partition, mark] of marks) {
      const start = this.#beginning(partition, mark);
      this.#start.set(partition, start);
      this.#reached.set(partition, start);
      if (!this.#options.follow) this.#goal.set(partition, mark.high);
    }
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [this.#settings.topic], fromBeginning: true });
    this.#listen();
  }

  #listen(): void {
    const { GROUP_JOIN, FETCH, CRASH, STOP } = this.#consumer.events;
    this.#consumer.on(FETCH, () => this.#fetched());
    this.#consumer.on(GROUP_JOIN, ({ payload }) => {
      this.#mine.clear();
      this.#heard();
      for (const partition of payload.memberAssignment[this.#settings.topic] ?? []) {
        this.#mine.add(partition);
        const expected = this.#sink.next(this.#stream(partition))?.position ?? this.#start.get(partition) ?? 0;
        const from = Math.max(expected, this.#start.get(partition) ?? 0);
        this.#consumer.seek({ topic: this.#settings.topic, partition, offset: String(from) });
      }
      this.#checkEnd();
    });
    this.#consumer.on(CRASH, ({ payload }) => this.#end.reject(payload.error));
    this.#consumer.on(STOP, () => this.#end.resolve());
  }

  #heard(): void {
    this.#emptyFetches = 0;
    this.#lastMessage = performance.now();
  }

  #fetched(): void {
    if (this.#options.follow || this.#mine.size === 0 || this.#inHand > 0) {
      this.#heard();
      return;
    }
    this.#emptyFetches++;
    if (this.#emptyFetches > EMPTY_FETCHES && performance.now() - this.#lastMessage > EMPTY_TIME) this.#end.resolve();
  }

  #checkEnd(): void {
    if (this.#options.follow) return;
    for (const [partition, goal] of this.#goal) {
      if (!this.#mine.has(partition)) continue;
      if ((this.#reached.get(partition) ?? 0) < goal) return;
    }
    this.#end.resolve();
  }

  async #take(payload: EachBatchPayload): Promise<void> {
    this.#inHand++;
    try {
      await this.#takeBatch(payload);
    } finally {
      this.#inHand--;
      this.#heard();
    }
  }

  async #takeBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { partition, highWatermark } = batch;
    const stream = this.#stream(partition);
    const label = `${batch.topic}/${partition}`;
    const packer = new BatchPacker();
    let next = Math.max(this.#sink.next(stream)?.position ?? 0, this.#start.get(partition) ?? 0);
    const hand = async (): Promise<void> => {
      const count = packer.count;
      if (count === 0) return;
      await this.#sink.accept(packer.take(stream, label, { position: next, detail: '' }));
      this.#done += count;
      payload.resolveOffset(String(next - 1));
      this.#reached.set(partition, next);
      this.#lag.set(partition, Math.max(0, Number(highWatermark) - next));
      this.#report();
      await payload.heartbeat();
    };
    for (const message of batch.messages) {
      if (!payload.isRunning() || payload.isStale()) return;
      const offset = Number(message.offset);
      if (offset < next) continue;
      packer.add(message.value, offset, Number(message.timestamp));
      next = offset + 1;
      if (packer.size >= MOST_BYTES) await hand();
    }
    await hand();
    const passed = Math.max(next, Number(batch.lastOffset()) + 1);
    this.#reached.set(partition, passed);
    if (batch.messages.length === 0) payload.resolveOffset(batch.lastOffset());
    this.#checkEnd();
  }

  #report(): void {
    const lag = [...this.#lag.values()].reduce((sum, n) => sum + n, 0);
    const total = [...this.#goal].reduce((sum, [partition, goal]) => sum + goal - (this.#start.get(partition) ?? 0), 0);
    this.#onProgress(this.#options.follow ? { done: this.#done, lag } : { done: this.#done, total, lag });
  }

  /** Kafka's own committed offsets, for lag dashboards; DuckDB's are the truth. */
  async #commitOffsets(): Promise<void> {
    const offsets = [...this.#mine].flatMap((partition) => {
      const offset = this.#sink.committed(this.#stream(partition));
      return offset === undefined ? [] : [{ topic: this.#settings.topic, partition, offset: String(offset) }];
    });
    if (offsets.length > 0) await this.#consumer.commitOffsets(offsets).catch(() => undefined);
  }

  /** Partitions with messages to read that the group gave to another member, or, just after a topic was made, to nobody. */
  get heldByOthers(): readonly number[] {
    return [...this.#goal]
      .filter(([partition, goal]) => !this.#mine.has(partition) && (this.#start.get(partition) ?? 0) < goal)
      .map(([partition]) => partition);
  }

  async run(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.#end.resolve();
    signal.addEventListener('abort', stop);
    let timer: NodeJS.Timeout | undefined;
    try {
      await this.#connect();
      if (signal.aborted) return;
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: (payload) =>
          this.#take(payload).catch((error: unknown) => {
            this.#end.reject(error);
            throw error;
          }),
      });
      timer = setInterval(() => void this.#commitOffsets(), COMMIT_EVERY);
      await this.#end.promise;
      await this.#sink.drain();
      await this.#commitOffsets();
    } finally {
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
      await Promise.allSettled([this.#consumer.disconnect(), this.#admin.disconnect()]);
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

function heldFault({ topic, groupId }: KafkaSettings, partitions: readonly number[]): Fault {
  return new Fault(
    'kafka-partitions-held',
    `Another member of the group ${groupId} holds ${topic}/${partitions.join(', ')}; these were not read.`,
    { next: 'Stop the other reader, or give this one a group of its own (kafka.groupId).' },
  );
}

async function patiently(
  settings: KafkaSettings,
  options: KafkaOptions,
  sink: Sink,
  signal: AbortSignal,
  onProgress: (state: SourceProgress) => void,
): Promise<void> {
  let wait = 500;
  const first = performance.now();
  for (;;) {
    const began = performance.now();
    try {
      const reading = new Reading(settings, options, sink, onProgress);
      await reading.run(signal);
      const held = reading.heldByOthers;
      if (signal.aborted || (!options.follow && held.length === 0)) return;
      if (!options.follow && performance.now() - first > LONGEST_HELD) throw heldFault(settings, held);
    } catch (error) {
      const fault = kafkaFault(error, settings);
      if (!options.follow || !fault.retryable || signal.aborted) throw fault;
      if (performance.now() - began > LONGEST_WAIT) wait = 500;
      options.log(`${fault.message} Trying again in ${Math.round(wait / 1000) || 1} s.`);
    }
    await pause(wait, signal);
    if (signal.aborted) return;
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}

/**
 * A Kafka topic as a source. Exactly once: positions come from the sink at every assignment, what was taken already is
 * dropped, and Kafka's own offsets are only for dashboards. Throws Fault('kafka-unreachable' | 'kafka-auth' |
 * 'kafka-topic-missing' | 'kafka-offset-gap' | 'kafka-partitions-held'); with `follow`, what may pass is waited for and said in the log.
 */
export function openKafka(settings: KafkaSettings, options: KafkaOptions): Source {
  return {
    label: settings.topic,
    run: (sink, signal, onProgress) => patiently(settings, options, sink, signal, onProgress),
  };
}
