import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { deskMessages, type Truth } from './desk.ts';
import { sendAll, withAdmin } from './topic.ts';

/** Tickets sent to a topic without end. */
export interface Load {
  /** Ends it and answers with all that was sent. */
  stop(): Promise<Truth>;
}

/** Keeps sending tickets to a topic, so many at once, with a pause in milliseconds between. */
export function startLoad(kafka: Kafka, topic: string, portion: number, pause: number): Load {
  const over = new AbortController();
  let tickets = 0;
  const flow = (async () => {
    while (!over.signal.aborted) {
      await sendAll(kafka, topic, deskMessages(tickets, tickets + portion).messages);
      tickets += portion;
      await sleep(pause);
    }
  })();
  return {
    stop: async () => {
      over.abort();
      await flow;
      return deskMessages(0, tickets).truth;
    },
  };
}

/** Messages of a topic that a group has not committed yet. */
export async function uncommitted(kafka: Kafka, topic: string, groupId: string): Promise<number> {
  return withAdmin(kafka, async (admin) => {
    const ends = await admin.fetchTopicOffsets(topic);
    const [known] = await admin.fetchOffsets({ groupId, topics: [topic] });
    const at = new Map((known?.partitions ?? []).map((p) => [p.partition, Math.max(0, Number(p.offset))]));
    return ends.reduce((sum, { partition, high }) => sum + Number(high) - (at.get(partition) ?? 0), 0);
  });
}

/** Resolves when a group has committed all of a topic, or after so many seconds, with what is left. */
export async function untilCommitted(kafka: Kafka, topic: string, groupId: string, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const left = await uncommitted(kafka, topic, groupId);
    if (left === 0 || performance.now() > end) return left;
    await sleep(300);
  }
}
