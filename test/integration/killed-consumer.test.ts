import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, inject, test } from 'vitest';
import { killAll, makeWarehouse, startProgram, untilCommits, type Child } from '../support/child.ts';
import { deskMessages } from '../support/desk.ts';
import { expectTold, expectTruth } from '../support/ledger.ts';
import { makeTopic, quietKafka, sendAll } from '../support/topic.ts';

const TICKETS = 12_000;
const topic = `tickets-${process.pid}-${Date.now()}`;
const rejectedTopic = `${topic}.rejected`;
const brokers = inject('brokers');
const dataDir = mkdtempSync(join(tmpdir(), 'killed-'));

const consume = (): Child =>
  startProgram(['ingest', '--kafka', brokers, '--topic', topic], dataDir, {
    GROUNDSWELL_KAFKA_GROUP_ID: `g-${topic}`,
    GROUNDSWELL_KAFKA_REJECTED_TOPIC: rejectedTopic,
    GROUNDSWELL_KAFKA_SESSION_SECONDS: '1',
  });

afterAll(() => {
  killAll();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a consumer killed again and again, in its start and under load, loses nothing, doubles nothing, counts and tells every reject once', async () => {
  const kafka = quietKafka(brokers);
  await makeTopic(kafka, topic, 4);
  await makeTopic(kafka, rejectedTopic);
  const { messages, truth } = deskMessages(0, TICKETS);
  for (let from = 0; from < messages.length; from += 500) await sendAll(kafka, topic, messages.slice(from, from + 500));
  await makeWarehouse(dataDir);
  let underLoad = 0;
  for (let kill = 0; kill < 6; kill++) {
    const child = consume();
    if (kill % 2 === 0) underLoad += (await untilCommits(child, dataDir, 60_000)) ? 1 : 0;
    await sleep((kill * 379) % 1300);
    child.process.kill('SIGKILL');
    await child.ended();
  }
  expect(underLoad).toBeGreaterThan(1);
  const last = consume();
  expect({ exit: await last.ended(), said: last.said() }).toMatchObject({ exit: 0 });
  await expectTold(brokers, rejectedTopic, await expectTruth(dataDir, truth));
}, 240_000);
