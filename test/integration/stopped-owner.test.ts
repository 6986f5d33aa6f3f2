import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import { afterAll, expect, inject, test } from 'vitest';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { PACKAGE_ROOT } from '../../src/root.ts';
import { openWarehouse } from '../../src/warehouse/warehouse.ts';
import { ingestLines, simulatedLines, testConfig } from '../pipelines/fixture.ts';

const WEEK = '2026-W44';
const brokers = inject('brokers');
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'stopped-'));
  folders.push(made);
  return made;
};

afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

function start(dataDir: string, args: readonly string[], more: Record<string, string> = {}): ChildProcess {
  return spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(PACKAGE_ROOT, 'src', 'cli.ts'), ...args, '--quiet'],
    {
      env: { ...process.env, GROUNDSWELL_DATA_DIR: dataDir, GROUNDSWELL_THREADS: '1', ...more },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve));

const bytesOf = (dataDir: string): Map<string, string> => {
  const reports = join(dataDir, 'reports', WEEK);
  return new Map(readdirSync(reports).map((name) => [name, readFileSync(join(reports, name), 'utf8')]));
};

async function tickets(dataDir: string): Promise<number> {
  const warehouse = await openWarehouse({ dataDir, memoryLimit: '1GB', timeZone: 'UTC', purpose: 'test' });
  try {
    const [row] = await warehouse.rows('report/status');
    return Number(row?.['tickets']);
  } finally {
    await warehouse.close();
  }
}

test('a weekly batch that is killed again and again is finished by the next run, with the same reports', async () => {
  const config = testConfig();
  folders.push(config.dataDir);
  const lines = simulatedLines(config, 10, 40);
  await withWarehouse(config, 'ingest', (warehouse) => ingestLines(warehouse, config, 'tickets.ndjson', lines));
  const [undisturbed, killed] = [folder(), folder()];
  for (const copy of [undisturbed, killed]) cpSync(config.dataDir, copy, { recursive: true });
  const began = performance.now();
  expect(await ended(start(undisturbed, ['weekly', '--week', WEEK]))).toBe(0);
  const whole = performance.now() - began;
  for (let i = 1; i <= 5; i++) {
    const child = start(killed, ['weekly', '--week', WEEK]);
    await Promise.race([sleep((whole * (i + 0.5)) / 6), ended(child)]);
    child.kill('SIGKILL');
    await ended(child);
  }
  expect(await ended(start(killed, ['weekly', '--week', WEEK]))).toBe(0);
  expect(bytesOf(killed)).toEqual(bytesOf(undisturbed));
  expect(readdirSync(join(killed, 'reports')).filter((name) => name.startsWith('.'))).toEqual([]);
}, 180_000);

test('an owner told to stop under load is gone within ten seconds, and the next one goes on where it stood', async () => {
  const topic = `owner-${process.pid}-${Date.now()}`;
  const kafka = new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });
  const [admin, producer] = [kafka.admin(), kafka.producer()];
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 2 }], waitForLeaders: true });
  await producer.connect();
  const TICKETS = 12_000;
  const send = (from: number): Promise<unknown> =>
    producer.send({
      topic,
      messages: Array.from({ length: 2000 }, (_, i) => ({
        key: `T-${from + i}`,
        value: JSON.stringify({
          ticket_id: `T-${from + i}`,
          closed_at: new Date(Date.UTC(2026, 9, 5) + (from + i) * 60_000).toISOString(),
          created_at: '2026-10-04T00:00:00Z',
          user_id: `u-${i}`,
          messages: [{ at: '2026-10-05T00:00:00Z', author: 'user', text: `coins of order ${from + i} never came` }],
        }),
      })),
    });
  for (let from = 0; from < TICKETS - 2000; from += 2000) await send(from);
  const dataDir = folder();
  const args = ['run', '--kafka', brokers, '--topic', topic];
  const more = { GROUNDSWELL_KAFKA_GROUP_ID: `g-${topic}` };
  const first = start(dataDir, args, more);
  const offsets = async (): Promise<number> => {
    const fetched = admin.fetchOffsets({ groupId: `g-${topic}`, topics: [topic] });
    const topics = await fetched.catch(() => []);
    return topics.flatMap(({ partitions }) => partitions).reduce((sum, p) => sum + Math.max(0, Number(p.offset)), 0);
  };
  while ((await offsets()) === 0 && first.exitCode === null) await sleep(50);
  const told = performance.now();
  first.kill('SIGTERM');
  expect(await ended(first)).toBe(0);
  expect(performance.now() - told).toBeLessThan(10_000);
  await send(TICKETS - 2000);
  await producer.disconnect();
  const second = start(dataDir, args, more);
  while ((await offsets()) < TICKETS && second.exitCode === null) await sleep(50);
  second.kill('SIGTERM');
  expect(await ended(second)).toBe(0);
  await admin.disconnect();
  expect(await tickets(dataDir)).toBe(TICKETS);
}, 120_000);
