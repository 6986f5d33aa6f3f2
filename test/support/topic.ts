import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';

/** A client that keeps quiet. */
export function quietKafka(brokers: string): Kafka {
  return new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });
}

/** Does something with an admin client and disconnects it. */
export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Makes a topic. */
export async function makeTopic(
  kafka: Kafka,
  topic: string,
  numPartitions = 1,
  config: Readonly<Record<string, string>> = {},
): Promise<void> {
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  await withAdmin(kafka, async (admin) => {
    await admin.createTopics({ topics: [{ topic, numPartitions, configEntries }], waitForLeaders: false });
    for (let tries = 0; tries < 100; tries++) {
      const offsets = await admin.fetchTopicOffsets(topic).catch(() => []);
      if (offsets.length === numPartitions) return;
      await sleep(50);
    }
    throw new Error(`the topic ${topic} got no leaders`);
  });
}

/** Deletes what lies before an offset, as retention does. */
export async function deleteBefore(kafka: Kafka, topic: string, partition: number, offset: number): Promise<void> {
  await withAdmin(kafka, async (admin) => {
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(offset) }] });
  });
}

/** Sends messages, as many at once as are given. */
export async function sendAll(
  kafka: Kafka,
  topic: string,
  messages: readonly { key?: string | null; value: string | null; partition?: number; timestamp?: string }[],
): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic, messages: [...messages] });
  await producer.disconnect();
}

/** All committed messages of a topic, from its beginning to its present end. */
export async function readTopic(kafka: Kafka, topic: string): Promise<{ key: string; value: string }[]> {
  const ends = await withAdmin(kafka, (admin) => admin.fetchTopicOffsets(topic));
  const open = new Map(ends.filter(({ low, high }) => low !== high).map((p) => [p.partition, Number(p.high)]));
  const consumer = kafka.consumer({ groupId: `reader-${randomUUID()}`, maxWaitTimeInMs: 100 });
  const found: { key: string; value: string }[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => {
    if (Number(lastOffset) + 1 >= (open.get(partition) ?? 0)) open.delete(partition);
  });
  await consumer.run({
    eachMessage: ({ message: { key, value } }) => {
      found.push({ key: key?.toString() ?? '', value: value?.toString() ?? '' });
      return Promise.resolve();
    },
  });
  while (open.size > 0) await sleep(50);
  await consumer.disconnect();
  return found;
}
