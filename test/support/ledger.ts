import assert from 'node:assert/strict';
import { textOf } from '../../src/warehouse/rows.ts';
import { openWarehouse } from '../../src/warehouse/warehouse.ts';
import type { Truth } from './desk.ts';
import { quietKafka, readTopic } from './topic.ts';

const sorted = (keys: readonly string[]): string[] => keys.toSorted((a, b) => (a < b ? -1 : 1));

/** Holds a data folder's warehouse against the truth: every ticket, closing and reject once; returns the rejects' places. */
export async function expectTruth(dataDir: string, truth: Truth): Promise<string[]> {
  const warehouse = await openWarehouse({ dataDir, memoryLimit: '1GB', timeZone: 'UTC', purpose: 'test' });
  try {
    await warehouse.refresh();
    const [counts] = await warehouse.rows('report/status');
    const { latest, closings, rejects } = truth;
    const found = { tickets: counts?.['tickets'], closings: counts?.['closings'], rejects: counts?.['rejects'] };
    assert.deepEqual(found, { tickets: latest.size, closings, rejects });
    const weeks = await warehouse.rows('report/weeks', { week: '9999-01-01' });
    assert.equal(
      weeks.reduce((sum, row) => sum + (row['tickets'] as number), 0),
      latest.size,
    );
    const refused = await warehouse.rows('report/reject-list', { code: '', most: 1e7 });
    return sorted(refused.map((row) => `${textOf(row, 'source')}/${textOf(row, 'position')}`));
  } finally {
    await warehouse.close();
  }
}

/** The topic of rejects tells exactly these places, each once, and no text. */
export async function expectTold(brokers: string, rejectedTopic: string, places: readonly string[]): Promise<void> {
  const told = await readTopic(quietKafka(brokers), rejectedTopic);
  assert.deepEqual(sorted(told.map(({ key }) => key)), places);
  assert.ok(!JSON.stringify(told).includes('rubbish'));
}
