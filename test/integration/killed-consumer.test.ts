import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { textOf } from '../../src/warehouse/rows.ts';
import { openWarehouse } from '../../src/warehouse/warehouse.ts';
import { PACKAGE_ROOT } from '../../src/root.ts';
import { makeTopic, quietKafka, readTopic } from '../support/topic.ts';

const TICKETS = 12_000;
const topic = `tickets-${process.pid}-${Date.now()}`;
const rejectedTopic = `${topic}.rejected`;
const brokers = inject('brokers');
let dataDir: string;

/** What the topic holds: the latest closing of every ticket, and how many messages must be rejects. */
interface Truth {
  readonly latest: ReadonlyMap<string, string>;
  readonly closings: number;
  readonly rejects: number;
}

function event(id: number, closedAt: Date): string {
  return JSON.stringify({
    ticket_id: `T-${id}`,
    closed_at: closedAt.toISOString(),
    created_at: new Date(closedAt.getTime() - 3_600_000).toISOString(),
    user_id: `u-${id % 700}`,
    messages: [
      { at: closedAt.toISOString(), author: 'user', text: `my recharge ${id} never arrived, the money is gone` },
    ],
  });
}

async function fill(): Promise<Truth> {
  const kafka = new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 4 }], waitForLeaders: true });
  await admin.disconnect();
  await makeTopic(kafka, rejectedTopic);
  const producer = kafka.producer();
  await producer.connect();
  const base = Date.UTC(2026, 9, 5);
  const latest = new Map<string, string>();
  let [closings, rejects] = [0, 0];
  for (let from = 0; from < TICKETS; from += 2000) {
    const messages: { key: string | null; value: string | null }[] = [];
    for (let i = from; i < from + 2000; i++) {
      const closed = new Date(base + i * 60_000);
      messages.push({ key: `T-${i}`, value: event(i, closed) });
      latest.set(`T-${i}`, closed.toISOString());
      closings++;
      if (i % 50 === 7) messages.push({ key: `T-${i}`, value: event(i, closed) });
      if (i % 40 === 3) {
        const again = new Date(closed.getTime() + 9 * 86_400_000);
        messages.push({ key: `T-${i}`, value: event(i, again) });
        latest.set(`T-${i}`, again.toISOString());
      }
      if (i % 100 === 11)
        messages.push({ key: 'x', value: 'rubbish {' }, { key: 'x', value: null }, { key: null, value: '[1]' });
      closings += (i % 50 === 7 ? 1 : 0) + (i % 40 === 3 ? 1 : 0);
      rejects += i % 100 === 11 ? 3 : 0;
    }
    await producer.send({ topic, messages });
  }
  await producer.disconnect();
  return { latest, closings, rejects };
}

function consume(): ReturnType<typeof spawn> {
  return spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(PACKAGE_ROOT, 'src', 'cli.ts'),
      'ingest',
      '--kafka',
      brokers,
      '--topic',
      topic,
      '--quiet',
    ],
    {
      env: {
        ...process.env,
        GROUNDSWELL_DATA_DIR: dataDir,
        GROUNDSWELL_KAFKA_GROUP_ID: `g-${topic}`,
        GROUNDSWELL_KAFKA_REJECTED_TOPIC: rejectedTopic,
        GROUNDSWELL_THREADS: '1',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
}

async function end(child: ReturnType<typeof spawn>): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'killed-'));
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

test('a consumer killed ten times at random moments loses nothing, doubles nothing and counts and tells every reject once', async () => {
  const truth = await fill();
  for (let kill = 0; kill < 10; kill++) {
    const child = consume();
    await sleep(700 + ((kill * 379) % 1300));
    child.kill('SIGKILL');
    await end(child);
  }
  const last = consume();
  let said = '';
  last.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect({ exit: await end(last), said }).toMatchObject({ exit: 0 });
  const warehouse = await openWarehouse({ dataDir, memoryLimit: '1GB', timeZone: 'UTC', purpose: 'test' });
  try {
    await warehouse.refresh();
    const [counts] = await warehouse.rows('report/status');
    expect(counts).toMatchObject({ tickets: truth.latest.size, closings: truth.closings, rejects: truth.rejects });
    const rows = await warehouse.rows('report/weeks', { week: '9999-01-01' });
    expect(rows.reduce((sum, row) => sum + (row['tickets'] as number), 0)).toBe(truth.latest.size);
    const told = await readTopic(quietKafka(brokers), rejectedTopic);
    const refused = await warehouse.rows('report/reject-list', { code: '', most: 1e6 });
    const sorted = (keys: readonly string[]): string[] => keys.toSorted((a, b) => (a < b ? -1 : 1));
    expect(sorted(told.map(({ key }) => key))).toEqual(
      sorted(refused.map((row) => `${textOf(row, 'source')}/${textOf(row, 'position')}`)),
    );
    expect(JSON.stringify(told)).not.toContain('rubbish');
  } finally {
    await warehouse.close();
  }
}, 240_000);
