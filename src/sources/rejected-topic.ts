import type { Admin, Producer } from 'kafkajs';
import { Fault } from '../errors.ts';
import { kafkaClient, kafkaFault, type KafkaSettings } from './kafka-client.ts';

/** A refused message as it is told to Kafka: where it lies and why it was refused, never its text. */
export interface ToldReject {
  readonly partition: number;
  readonly offset: number;
  readonly code: string;
  readonly detail: string;
  /** Epoch milliseconds. */
  readonly rejectedAt: number;
}

interface Open {
  readonly admin: Admin;
  readonly producer: Producer;
}

/** A transaction that was not ended for so long is aborted by the broker. */
const TRANSACTION_TIMEOUT = 30_000;

/**
 * Fences off every other producer of the transactional id and waits until its last transaction is over. The client asks
 * for its producer id only when its first transaction begins: offsets read before that may miss one that is being ended.
 */
async function fence(producer: Producer): Promise<void> {
  const transaction = await producer.transaction();
  await transaction.abort();
}

/**
 * The topic to which refused messages are told, once each. A transaction holds messages together with the offset up to
 * which the topic of tickets has been told, committed for the group `<groupId>-rejected`: killed at any moment, both are
 * there or neither. All members of a group use one transactional id, so that one that opens the topic fences off the
 * others, whose next transaction fails and who then read the offsets again.
 */
export class RejectedTopic {
  readonly #settings: KafkaSettings;
  readonly #group: string;
  #open: Open | undefined;

  constructor(settings: KafkaSettings) {
    this.#settings = settings;
    this.#group = `${settings.groupId}-rejected`;
  }

  /** True while no other member opened the topic, as far as is known here. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /**
   * Opens the topic, fencing off whoever had it open, and returns up to which offset each partition has been told.
   * Throws Fault('kafka-topic-missing' | 'kafka-auth' | 'kafka-unreachable' | 'kafka-protocol').
   */
  async open(): Promise<Map<number, number>> {
    const { topic, rejectedTopic } = this.#settings;
    const client = kafkaClient(this.#settings);
    const admin = client.admin();
    const producer = client.producer({
      transactionalId: this.#group,
      idempotent: true,
      maxInFlightRequests: 1,
      transactionTimeout: TRANSACTION_TIMEOUT,
      allowAutoTopicCreation: false,
    });
    this.#open = { admin, producer };
    return this.#orClose(async () => {
      await admin.connect();
      if (!(await admin.listTopics()).includes(rejectedTopic)) throw this.#missing();
      await producer.connect();
      await fence(producer);
      const [known] = await admin.fetchOffsets({ groupId: this.#group, topics: [topic] });
      const told = (known?.partitions ?? []).filter(({ offset }) => Number(offset) >= 0);
      return new Map(told.map(({ partition, offset }) => [partition, Number(offset)]));
    });
  }

  #missing(): Fault {
    return new Fault('kafka-topic-missing', `The topic ${this.#settings.rejectedTopic} does not exist.`, {
      next: 'Create it, or set kafka.rejectedTopic to nothing.',
    });
  }

  #refused(cause: Fault): Fault {
    return new Fault('kafka-auth', `Kafka does not let this user write to ${this.#settings.rejectedTopic}.`, {
      cause,
      next: `Ask for WRITE on it and on the transactional id ${this.#group}, and READ on the group of that name.`,
    });
  }

  /** Tells rejects and, in the same transaction, up to which offset each partition has been told. Throws as `open` does. */
  async tell(rejects: readonly ToldReject[], upTo: ReadonlyMap<number, number>): Promise<void> {
    const { topic, rejectedTopic } = this.#settings;
    await this.#orClose(async ({ producer }) => {
      const transaction = await producer.transaction();
      await transaction.send({
        topic: rejectedTopic,
        messages: rejects.map(({ partition, offset, code, detail, rejectedAt }) => ({
          key: `${topic}/${partition}/${offset}`,
          value: JSON.stringify({
            topic,
            partition,
            offset,
            code,
            detail,
            rejected_at: new Date(rejectedAt).toISOString(),
          }),
        })),
      });
      const partitions = [...upTo].map(([partition, offset]) => ({ partition, offset: String(offset) }));
      await transaction.sendOffsets({ consumerGroupId: this.#group, topics: [{ topic, partitions }] });
      await transaction.commit();
    });
  }

  async #orClose<T>(work: (open: Open) => Promise<T>): Promise<T> {
    if (this.#open === undefined) throw new Fault('internal', 'The topic of rejects is not open.');
    try {
      return await work(this.#open);
    } catch (error) {
      await this.close();
      const fault = kafkaFault(error, this.#settings);
      throw fault.code === 'kafka-auth' ? this.#refused(fault) : fault;
    }
  }

  /** Ends the connections; a transaction under way is given up. */
  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) await Promise.allSettled([open.producer.disconnect(), open.admin.disconnect()]);
  }
}
