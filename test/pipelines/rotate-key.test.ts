import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { erase } from '../../pipelines/erase.ts';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { keyFile } from '../../pipelines/pseudonym-key.ts';
import { rotateKey, type RotateSummary } from '../../pipelines/rotate-key.ts';
import type { Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { pseudonym, pseudonymKey, renewedPseudonym } from '../../src/ticket/pseudonym.ts';
import { openSnapshot } from '../../src/warehouse/reader.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { ingestLines, NOW, testConfig } from './fixture.ts';

let config: Config;
const log = (): void => undefined;
const within = <T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> => withWarehouse(config, 'test', work);
const event = (ticket: string, user: string, closed = '2026-11-18T10:00:00Z'): string =>
  JSON.stringify({
    ticket_id: ticket,
    closed_at: closed,
    created_at: closed,
    user_id: user,
    agent_id: 'agent-1',
    messages: [{ author: 'user', text: 'the co-host voice lags two seconds' }],
  });
const take = (name: string, lines: readonly string[]): Promise<unknown> =>
  within(async (warehouse) => {
    await ingestLines(warehouse, config, name, lines);
    rmSync(join(config.dataDir, name));
    return warehouse.refresh();
  });
const rotate = (settings = config): Promise<RotateSummary> =>
  within((warehouse) => rotateKey({ config: settings, warehouse, progress: SILENT, log }));
/** user_key of every ticket, by ticket, as analysts see it. */
async function users(): Promise<Record<string, string>> {
  await within((warehouse) => warehouse.snapshot([]));
  const reader = await openSnapshot(join(config.dataDir, 'insights.duckdb'), 'UTC', 60);
  try {
    const { rows } = await reader.ask('select ticket_id, user_key from tickets order by ticket_id', 100);
    return Object.fromEntries(rows.map((row) => [String(row[0]), String(row[1])]));
  } finally {
    reader.close();
  }
}
const filesWith = (needle: string): string[] =>
  readdirSync(config.dataDir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(config.dataDir, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(needle));

beforeEach(async () => {
  config = testConfig();
  await take('a.ndjson', [event('T-1', 'ann'), event('T-2', 'ann'), event('T-3', 'bob')]);
});
afterEach(() => rmSync(config.dataDir, { recursive: true, force: true }));

test('a pseudonym under two keys is the second key’s of the first one’s, so that ids are not needed', () => {
  const [first, second] = [Uint8Array.of(1), Uint8Array.of(2)];
  const before = pseudonym(pseudonymKey(first), 'user', 'ann');
  expect(pseudonym(pseudonymKey([first, second]), 'user', 'ann')).toBe(renewedPseudonym(second, before));
  expect(renewedPseudonym(second, before)).toMatch(/^[0-9a-f]{32}$/);
  expect(renewedPseudonym(second, before)).not.toBe(before);
});

test('a rotation changes every pseudonym and nobody’s history, and no byte keeps an old one', async () => {
  const before = await users();
  expect(await rotate()).toEqual({ pseudonyms: 3, keys: 2 });
  await take('b.ndjson', [event('T-4', 'ann'), event('T-5', 'bob')]);
  const after = await users();
  expect(after['T-1']).not.toBe(before['T-1']);
  expect([after['T-2'], after['T-4']]).toEqual([after['T-1'], after['T-1']]);
  expect(after['T-5']).toBe(after['T-3']);
  expect(after['T-3']).not.toBe(after['T-1']);
  for (const old of Object.values(before)) expect(filesWith(old)).toEqual([]);
  expect(filesWith(after['T-1']!).length).toBeGreaterThan(1);
});

test('a key that was made by a rotation that died is taken by the next one, and not used before', async () => {
  const before = await users();
  appendFileSync(keyFile(config), `${'ab'.repeat(32)}\n`);
  await take('b.ndjson', [event('T-4', 'ann')]);
  expect((await users())['T-4']).toBe(before['T-1']);
  await rotate();
  expect(readFileSync(keyFile(config), 'utf8').trim().split('\n')).toHaveLength(2);
  expect((await users())['T-4']).toBe(renewedPseudonym(Buffer.from('ab'.repeat(32), 'hex'), before['T-1']!));
});

test('who is erased after a rotation, or was before, stays away', async () => {
  const setting = { config, progress: SILENT, log, now: () => NOW };
  await erase(setting, { kind: 'user', id: 'bob' }, false);
  await rotate();
  expect((await erase(setting, { kind: 'user', id: 'ann' }, false)).tickets).toBe(2);
  await take('b.ndjson', [event('T-1', 'ann'), event('T-3', 'bob'), event('T-6', 'eve')]);
  expect(Object.keys(await users())).toEqual(['T-6']);
});

test('with fewer keys than the warehouse knows, tickets are not taken but a fault says what to restore', async () => {
  await rotate();
  writeFileSync(keyFile(config), readFileSync(keyFile(config), 'utf8').split('\n').slice(0, 1).join('\n'));
  await expect(take('b.ndjson', [event('T-4', 'ann')])).rejects.toMatchObject({ code: 'bad-config' });
});

test('configured keys are given by the operator: none waiting is a fault, the added one is taken', async () => {
  const configured = { ...testConfig(), pseudonymKey: 'first' };
  config = configured;
  await take('a.ndjson', [event('T-1', 'ann')]);
  await expect(rotate()).rejects.toMatchObject({ code: 'bad-config' });
  config = { ...configured, pseudonymKey: 'first\nsecond' };
  expect((await rotate()).keys).toBe(2);
  const [first, second] = ['first', 'second'].map((key) => new TextEncoder().encode(key));
  expect((await users())['T-1']).toBe(pseudonym(pseudonymKey([first!, second!]), 'user', 'ann'));
});
