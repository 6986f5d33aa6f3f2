import kafkajs from 'kafkajs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { openKafka } from '../../src/sources/kafka.ts';
import type { KafkaSettings } from '../../src/sources/kafka-client.ts';
import { BROKER_USER, startBroker, type Broker } from '../support/kafka.ts';
import { MemorySink } from './memory-sink.ts';

const TOPIC = 'secured';
let broker: Broker;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundswell-secured-'));
  broker = await startBroker({ secured: true });
  const kafka = new kafkajs.Kafka({ brokers: [broker.address], logLevel: kafkajs.logLevel.NOTHING });
  const [admin, producer] = [kafka.admin(), kafka.producer()];
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 1 }], waitForLeaders: true });
  await admin.disconnect();
  await producer.connect();
  await producer.send({ topic: TOPIC, messages: [{ value: 'a' }, { value: 'b' }] });
  await producer.disconnect();
}, 120_000);

afterAll(async () => {
  await broker.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** An unsecured JSON web token, as a token command prints one. */
function token(): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  return `${part({ alg: 'none' })}.${part({ sub: BROKER_USER.username, iat: now, exp: now + 600 })}.`;
}

async function read(more: Partial<KafkaSettings>, group: string): Promise<string[]> {
  const sink = new MemorySink();
  const settings: KafkaSettings = {
    ...loadConfig({ environment: {} }).kafka,
    brokers: [broker.securedAddress],
    topic: TOPIC,
    groupId: group,
    tls: true,
    caFile: broker.caFile,
    ...BROKER_USER,
    ...more,
  };
  const source = openKafka(settings, { follow: false, log: () => undefined });
  await source.run(sink, new AbortController().signal, () => undefined);
  return sink.messages().map(({ text }) => text ?? '');
}

describe('a broker that asks for TLS and a login', () => {
  test.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('is read with %s', async (saslMechanism) => {
    expect(await read({ saslMechanism }, saslMechanism)).toEqual(['a', 'b']);
  });

  test('is read with the token that a command prints', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, token());
    expect(await read({ saslMechanism: 'oauthbearer', tokenCommand: `cat ${file}` }, 'oauth')).toEqual(['a', 'b']);
  });

  test('a wrong password is said in a sentence that does not repeat it', async () => {
    const fault = await read({ saslMechanism: 'scram-sha-256', password: 'not-it-at-all' }, 'wrong').catch(
      (error: unknown) => error as Error,
    );
    expect(fault).toMatchObject({
      code: 'kafka-auth',
      message: expect.stringContaining(broker.securedAddress) as string,
    });
    expect(JSON.stringify(fault)).not.toContain('not-it-at-all');
  });

  test('a certificate that nobody vouches for is told from a broker that is down', async () => {
    await expect(read({ saslMechanism: 'plain', caFile: '' }, 'untrusted')).rejects.toMatchObject({
      code: 'kafka-unreachable',
      message: expect.stringContaining('certificate') as string,
    });
  });
});
